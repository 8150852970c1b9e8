import GithubSlugger from 'github-slugger';

/**
 * A markdown-it plugin: gives each heading the anchor that a code host gives it, so that a link works in both
 * places. Puts `{id, text}` in the meta of `heading_open`.
 * @param {import('markdown-it').default} md
 */
export function anchors(md) {
  // Before typography: a non-breaking space would change the anchor.
  md.core.ruler.after('inline', 'anchors', (state) => {
    const slugger = new GithubSlugger();
    state.tokens.forEach((token, i) => {
      if (token.type !== 'heading_open') return;
      const text = plainText(state.tokens[i + 1]);
      token.meta = { id: slugger.slug(text), text };
    });
  });
}

/** @param {{children: import('markdown-it').Token[] | null}} inline @returns {string} what it says, without marks */
export function plainText(inline) {
  return (inline.children ?? [])
    .map((t) => {
      if (t.type === 'softbreak') return ' ';
      return t.type === 'text' || t.type === 'code_inline' ? t.content : '';
    })
    .join('');
}
