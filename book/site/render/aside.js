import { questionHtml } from './question.js';

/** @typedef {import('markdown-it').Token} Token */
/** @typedef {import('./chapter.js').Making} Making */

const KIND = /^\[!([A-Z]+)\]$/;

/**
 * A callout or a question: a block quote whose first line is `[!KIND]`.
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Making} making
 * @returns {import('./figure.js').Placed | undefined}
 */
export function placeAside(tokens, i, making) {
  if (tokens[i].type !== 'blockquote_open') return undefined;
  const { level } = tokens[i];
  const last = tokens.findIndex((t, k) => k > i && t.type === 'blockquote_close' && t.level === level);
  const inner = tokens.slice(i + 1, last);
  const first = inner[1]?.type === 'inline' ? inner[1] : undefined;
  const kind = KIND.exec(first?.children?.[0]?.content ?? '')?.[1];
  if (!kind || !first) {
    making.fail(
      tokens[i],
      'a quotation that is no callout: begin it with [!NOTE], [!TIP], [!WARNING], [!PREDICT] or [!QUESTION]',
    );
    return undefined;
  }
  first.children = (first.children ?? []).slice(first.children?.[1]?.type === 'softbreak' ? 2 : 1);
  if (first.children.length === 0) inner.splice(0, 3);

  const placed = { last, before: [] };
  if (kind === 'QUESTION') return { ...placed, html: question(inner, tokens[i], making) };
  const label = making.words.callouts[/** @type {'NOTE'} */ (kind)];
  if (!label) return { ...placed, html: '' }; // weave has said so
  const id = making.id('callout');
  return {
    ...placed,
    html:
      `<div class="aside ${kind.toLowerCase()}" role="note" aria-labelledby="${id}">` +
      `<p class="label" id="${id}">${label}</p>${making.html(inner)}</div>\n`,
  };
}

/**
 * @param {Token[]} inner
 * @param {Token} quote
 * @param {Making} making
 */
function question(inner, quote, making) {
  const list = inner.findIndex((t) => t.type === 'bullet_list_open');
  const end = closing(inner, list);
  if (list === -1 || end !== inner.length - 1) {
    making.fail(quote, 'a question ends with the list of its choices');
    return '';
  }
  const choices = itemsOf(inner, list, end).map(([from, to]) => choice(inner.slice(from + 1, to), making));
  const whole = choices.flatMap((c) => (c ? [c] : []));
  if (whole.length < choices.length) return '';
  if (whole.length < 2) making.fail(quote, 'a question has at least two choices');
  if (!whole.some((c) => c.right)) making.fail(quote, 'no choice of this question is right: mark one with [x]');
  return questionHtml(
    { id: making.id('question'), prompt: making.html(inner.slice(0, list)), choices: whole },
    making.words,
  );
}

/**
 * @param {Token[]} item
 * @param {Making} making
 */
function choice(item, making) {
  const inline = item[1];
  const text = inline?.children?.[0];
  const mark = /^\[([ xX])\][ \u00a0]+/.exec(text?.content ?? '');
  if (!inline || !text || !mark) {
    making.fail(item[0], 'a choice begins with "[ ]" or "[x]"');
    return undefined;
  }
  text.content = text.content.slice(mark[0].length);
  const list = item.findIndex((t) => t.type === 'bullet_list_open');
  if (list === -1) {
    making.fail(item[0], 'a choice without its explanation: a list of one item below it');
    return undefined;
  }
  const html = making.html(item.slice(0, list));
  const [from, to] = itemsOf(item, list, closing(item, list))[0];
  return { right: mark[1] !== ' ', html, why: making.html(item.slice(from + 1, to)) };
}

/** @param {Token[]} tokens @param {number} open @returns {number} where the list that opens there closes */
function closing(tokens, open) {
  if (open === -1) return -1;
  return tokens.findIndex((t, k) => k > open && t.type === 'bullet_list_close' && t.level === tokens[open].level);
}

/** @param {Token[]} tokens @param {number} open @param {number} close @returns {[number, number][]} */
function itemsOf(tokens, open, close) {
  /** @type {[number, number][]} */
  const items = [];
  for (let k = open + 1; k < close; k++) {
    if (tokens[k].type !== 'list_item_open' || tokens[k].level !== tokens[open].level + 1) continue;
    const end = tokens.findIndex((t, n) => n > k && t.type === 'list_item_close' && t.level === tokens[k].level);
    items.push([k, end]);
    k = end;
  }
  return items;
}
