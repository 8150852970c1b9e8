import { createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import c from 'shiki/langs/c.mjs';
import { escape } from './html.js';

/**
 * Each kind of word has one sentinel colour in this theme; the page gets a class instead, and the
 * colours, light and dark, stand in style/code.css.
 * @type {Record<string, {color: string, scope: string[]}>}
 */
const kinds = {
  c: { color: '#000001', scope: ['comment', 'punctuation.definition.comment'] },
  k: {
    color: '#000002',
    scope: ['keyword.control', 'storage.modifier', 'keyword.operator.sizeof', 'keyword.other'],
  },
  t: {
    color: '#000003',
    scope: ['storage.type', 'support.type', 'entity.name.type'],
  },
  s: {
    color: '#000004',
    scope: ['string', 'constant.character', 'constant.other.placeholder'],
  },
  n: { color: '#000005', scope: ['constant.numeric', 'constant.language'] },
  f: { color: '#000006', scope: ['entity.name.function', 'support.function'] },
  p: {
    color: '#000007',
    scope: ['keyword.control.directive', 'punctuation.definition.directive', 'meta.preprocessor string'],
  },
};
const TEXT = '#000000';

const classOf = Object.fromEntries(Object.entries(kinds).map(([name, { color }]) => [color, name]));

const highlighter = createHighlighterCoreSync({
  langs: [c],
  themes: [
    {
      name: 'tuyau',
      settings: [
        { settings: { foreground: TEXT, background: '#ffffff' } },
        ...Object.values(kinds).map(({ color, scope }) => ({ scope, settings: { foreground: color } })),
      ],
    },
  ],
  engine: createJavaScriptRegexEngine(),
});

/** @type {Map<string, string[]>} by content, so that an edited file is never shown from memory */
const seen = new Map();

/**
 * @param {string} text C, in whole
 * @returns {string[]} one line of HTML for each line
 */
export function highlightC(text) {
  let lines = seen.get(text);
  if (lines) return lines;
  lines = highlighter.codeToTokensBase(text.replaceAll('\t', '    '), { lang: 'c', theme: 'tuyau' }).map((tokens) => {
    let html = '';
    for (const [kind, content] of merged(tokens))
      html += kind ? `<i class=${kind}>${escape(content)}</i>` : escape(content);
    return html;
  });
  seen.set(text, lines);
  return lines;
}

/**
 * Neighbours of one kind become one, spaces belong to whatever surrounds them.
 * @param {{content: string, color?: string}[]} tokens
 */
function merged(tokens) {
  /** @type {[string, string][]} */
  const out = [];
  for (const { content, color = TEXT } of tokens) {
    const kind = classOf[color] ?? '';
    const last = out.at(-1);
    if (last && (last[0] === kind || (content.trim() === '' && last[0] !== 'c'))) {
      last[1] += content;
    } else out.push([content.trim() === '' ? '' : kind, content]);
  }
  return out;
}

/**
 * Removes indentation from the front of a highlighted line.
 * @param {string} html
 * @param {number} indent
 */
export function unindent(html, indent) {
  return html.replace(new RegExp(`^((?:<i class=\\w>)?) {${indent}}`), '$1');
}
