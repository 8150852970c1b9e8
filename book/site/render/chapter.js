import { placeFigure } from './figure.js';
import { placeAside } from './aside.js';
import { placeRecording } from './recording-figure.js';
import { resolveLink } from './links.js';
import { escape } from './html.js';
import { words } from './words.js';

/** @typedef {import('markdown-it').Token} Token */

/**
 * What the parts of a page need while it is made.
 * @typedef {object} Making
 * @property {import('./book.js').Page} page
 * @property {import('./book.js').Book} book
 * @property {import('markdown-it').default} md
 * @property {import('./words.js').Words} words
 * @property {import('./diagrams.js').Diagrams} diagrams
 * @property {(token: Token | undefined, text: string, offset?: number) => void} fail
 * @property {(tokens: Token[]) => string} html
 * @property {(kind: string) => string} id a new one, the same in every build
 */

/**
 * Makes the HTML of a page's text from its tokens.
 * @param {import('./book.js').Page} page
 * @param {import('./book.js').Book} book
 * @param {import('./diagrams.js').Diagrams} diagrams
 * @param {import('./problems.js').Problems} problems
 */
export function renderPage(page, book, diagrams, problems) {
  const md = book.markdown[page.language];
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {Making} */
  const making = {
    page,
    book,
    md,
    diagrams,
    words: words[page.language],
    fail: (token, text, offset = 0) => problems.add(page.file, (token?.map?.[0] ?? -1) + 1 + offset, text),
    html: (tokens) => md.renderer.render(place(tokens, making), md.options, {}),
    id: (kind) => `${kind}-${(counts[kind] = (counts[kind] ?? 0) + 1)}`,
  };
  setLinks(making);
  page.html = making.html(page.tokens);
}

/**
 * Replaces what has a form of its own (figures, callouts, questions, headings) by finished HTML.
 * @param {Token[]} tokens
 * @param {Making} making
 * @returns {Token[]}
 */
function place(tokens, making) {
  /** @type {Token[]} */
  const out = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const placed = placeAside(tokens, i, making) ?? placeRecording(tokens, i, making) ?? placeFigure(tokens, i, making);
    if (placed) {
      out.push(...placed.before, made(placed.html));
      i = placed.last;
    } else if (token.type === 'heading_open') {
      out.push(made(heading(token, tokens[i + 1], making)));
      i += 2;
    } else {
      if (token.type === 'html_block') making.fail(token, 'raw HTML: a chapter is Markdown alone');
      out.push(token);
    }
  }
  return out;
}

/** @param {string} html @returns {Token} */
function made(html) {
  return /** @type {Token} */ (/** @type {unknown} */ ({ type: 'html_block', content: html, children: null }));
}

/** @param {Token} open @param {Token} inline @param {Making} making */
function heading(open, inline, { md, words }) {
  const html = md.renderer.renderInline(inline.children ?? [], md.options, {});
  if (open.tag === 'h1') return `<h1>${html}</h1>\n`;
  const id = open.meta.id;
  return (
    `<${open.tag} id="${escape(id)}"><a class="self" href="#${encodeURIComponent(id)}" ` +
    `aria-label="${words.linkTo}">§</a>${html}</${open.tag}>\n`
  );
}

/** @param {Making} making */
function setLinks({ page, book, fail }) {
  for (const block of page.tokens) {
    let offset = 0;
    for (const token of block.children ?? []) {
      if (token.type === 'softbreak' || token.type === 'hardbreak') offset++;
      if (token.type === 'html_inline') fail(block, 'raw HTML: a chapter is Markdown alone', offset);
      if (token.type === 'image') fail(block, 'an image: draw it as a mermaid diagram', offset);
      if (token.type !== 'link_open') continue;
      const written = String(token.attrGet('href'));
      const { href, error, source } = resolveLink(written, page, book);
      token.meta = { written, source };
      if (error) fail(block, error, offset);
      else if (href) token.attrSet('href', href);
      if (source && page.kind === 'chapter') source.shownIn.add(page.name);
    }
  }
}
