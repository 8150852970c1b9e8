/** Small helpers for writing HTML. */

/** @param {string} text @returns {string} safe in text and in quoted attributes */
export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
