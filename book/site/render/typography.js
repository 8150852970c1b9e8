/** Typographic apostrophes, quotation marks and non-breaking spaces; never inside code. */

const NARROW = '\u202f'; // before ; ! ?
const FIXED = '\u00a0'; // before : and inside « »

/** @type {Record<string, string[]>} opening, closing, and the inner pair */
export const quotes = {
  en: ['“', '”', '‘', '’'],
  fr: [`«${FIXED}`, `${FIXED}»`, '“', '”'],
};

/**
 * @param {string} text a run of prose
 * @param {string} language
 */
export function setText(text, language) {
  let set = text.replaceAll("'", '’').replace(/\.\.\./g, '…');
  set = set.replace(/(\d) (?=(?:ms|µs|s|kB|KB|MB|ko|Ko|Mo|%)(?![\p{L}\d]))/gu, `$1${FIXED}`);
  if (language === 'fr')
    set = set
      .replace(/ +([;!?])/g, `${NARROW}$1`)
      .replace(/ +([:»])/g, `${FIXED}$1`)
      .replace(/« +/g, `«${FIXED}`)
      .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NARROW}`);
  return set;
}

/**
 * A markdown-it plugin: sets every run of text of a page in its language.
 * @param {import('markdown-it').default} md
 * @param {{language: string}} options
 */
export function typography(md, { language }) {
  md.core.ruler.push('typography', (state) => {
    for (const block of state.tokens)
      for (const token of block.children ?? [])
        if (token.type === 'text') token.content = setText(token.content, language);
  });
}
