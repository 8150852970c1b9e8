import { plainText } from './anchors.js';

/** @typedef {import('markdown-it').Token} Token */

/** What each part of a table is, said aloud: on a phone its rows are stacked, and CSS would take that away. */
const ROLES = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', th: 'columnheader', td: 'cell' };

/**
 * Gives each cell the name of its column, which stands before it where rows are stacked.
 * @param {import('markdown-it').default} md
 */
export function tables(md) {
  md.core.ruler.push('tables', (state) => {
    /** @type {string[]} */
    let columns = [];
    let column = 0;
    state.tokens.forEach((token, i) => {
      const role = token.nesting === 1 ? ROLES[/** @type {keyof typeof ROLES} */ (token.tag)] : undefined;
      if (!role) return;
      token.attrSet('role', role);
      if (token.tag === 'table') columns = [];
      else if (token.tag === 'tr') column = 0;
      else if (token.tag === 'th') columns.push(plainText(state.tokens[i + 1]));
      else if (token.tag === 'td') token.attrSet('data-column', columns[column++] ?? '');
    });
  });
}
