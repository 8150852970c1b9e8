/**
 * Puts something else in the place of what stands in braces in a printed line (scripts/scenario/line.h), where weave
 * says that it does: bytes that no text file holds, and the newline that is missing.
 * @param {string} text
 * @param {Pick<import('./course.js').Step, 'bytes' | 'noNewline'>} step
 * @param {{byte: (byte: number, hex: string) => string, noNewline: string}} put
 */
export function unbraced(text, { bytes = [], noNewline }, put) {
  const whole = noNewline ? text.replace(/\{no newline\}$/, () => put.noNewline) : text;
  return bytes.reduce((changed, byte) => {
    const hex = `0x${byte.toString(16).padStart(2, '0')}`;
    return changed.replaceAll(`{${hex}}`, () => put.byte(byte, hex));
  }, whole);
}
