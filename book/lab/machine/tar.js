/** A tar archive of text files, as the guest unpacks it (the "ustar" format). */

const BLOCK = 512;
const encoder = new TextEncoder();

/** @param {Iterable<[string, string]>} files text by path, at most 100 characters @returns {Uint8Array} */
export function tar(files) {
  /** @type {Uint8Array[]} */
  const blocks = [];
  for (const [name, text] of files) {
    const content = encoder.encode(text);
    const padded = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
    padded.set(content);
    blocks.push(header(name, content.length), padded);
  }
  blocks.push(new Uint8Array(2 * BLOCK));
  const all = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** @param {string} name @param {number} size @returns {Uint8Array} */
function header(name, size) {
  const octal = (/** @type {number} */ n, /** @type {number} */ digits) => n.toString(8).padStart(digits, '0');
  const block = new Uint8Array(BLOCK);
  const put = (/** @type {number} */ at, /** @type {string} */ text) => block.set(encoder.encode(text), at);
  put(0, name);
  put(100, `${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0${octal(size, 11)}\0${octal(0, 11)}\0        0`);
  put(257, 'ustar\x0000');
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
  );
  return block;
}
