import { escape } from './html.js';
import { highlightC } from './highlight.js';
import { relative, sourceUrl } from './links.js';
import { figureId, stepId, stepNamed } from './recording.js';
import { partsOf, rowsOf, sequenceOf } from './sequence.js';
import { sentencesOf, setHtml } from './sentences/index.js';
import { compact } from './trace.js';

/** @typedef {import('markdown-it').Token} Token */
/** @typedef {import('./chapter.js').Making} Making */
/** @typedef {import('./recording.js').Recording} Recording */

/**
 * The link that is all of a paragraph, where it leads to a recording.
 * @param {Token[]} tokens
 * @param {number} i
 * @returns {{href: string, inside: Token[]} | undefined} href: as written; with `#step-21` the story begins there
 */
export function recordingLink(tokens, i) {
  if (tokens[i].type !== 'paragraph_open' || tokens[i].level !== 0 || tokens[i + 1]?.type !== 'inline')
    return undefined;
  const children = (tokens[i + 1].children ?? []).filter((t) => t.type !== 'text' || t.content.trim() !== '');
  if (children[0]?.type !== 'link_open' || children.at(-1)?.type !== 'link_close') return undefined;
  if (children.filter((t) => t.type === 'link_open').length !== 1) return undefined;
  const href = String(children[0].meta?.written ?? children[0].attrGet('href'));
  return /\.json(#step-\d+)?$/.test(href) ? { href, inside: children.slice(1, -1) } : undefined;
}

/**
 * A recording with the notes below it: the picture, every step in words, and what the player needs.
 * @param {Token[]} tokens
 * @param {number} i
 * @param {Making} making
 * @returns {{html: string, last: number, before: Token[]} | undefined}
 */
export function placeRecording(tokens, i, making) {
  const link = recordingLink(tokens, i);
  if (!link) return undefined;
  const recording = making.page.recordings.get(link.href);
  const { notes, last } = notesOf(tokens, i + 2, recording, making);
  if (!recording) return { html: '', last, before: [] }; // the link was reported already
  const { words, page, book, md } = making;
  const begin = Math.min(Number(/#step-(\d+)$/.exec(link.href)?.[1] ?? 1), recording.steps.length) - 1;
  const said = sentencesOf(recording, page.language);
  const caption = md.renderer.renderInline(link.inside, md.options, {}).trim();
  const title = link.inside
    .map((t) => t.content)
    .join('')
    .trim();

  const items = said.map(({ head, text }, n) => {
    const note = notes.get(n);
    return (
      `<li id="${stepId(recording, n + 1)}"><a class="no" href="#${stepId(recording, n + 1)}">${n + 1}</a><p ` +
      `class="did">${head}</p><p>${text}</p>${note ? `<div class="noted-step">${note}</div>` : ''}</li>`
    );
  });
  const how = book.pages.find((p) => p.language === page.language && p.name === 'recordings');
  const more = how ? ` <a href="${escape(relative(page.url, how.url))}">${words.recording.how}</a>.` : '';
  const tuned = setHtml(`${words.recording.tuned[recording.network]}${more}`, page.language);
  const scenario = `code/${recording.scenario}.scenario`;
  const html =
    `<figure class="recording" id="${figureId(recording)}"><figcaption><span class="says">${caption}</span>` +
    `<span class="tools"><a class="whole" ` +
    `href="${escape(relative(page.url, sourceUrl(page.language, scenario)))}">${words.recording.scenario}</a>` +
    `</span></figcaption>` +
    `<trace-player name="${escape(recording.name)}"${begin ? ` begin="${begin + 1}"` : ''}><div class="drawn">` +
    `${pictures(recording, title, begin, new Set(notes.keys()), tokens[i], making)}</div>` +
    `<details class="steps"><summary>${words.recording.steps(said.length)}</summary>` +
    (begin
      ? `<details class="earlier"><summary>${words.recording.earlier(begin)}</summary><ol>` +
        `${items.slice(0, begin).join('')}</ol></details>`
      : '') +
    `<ol>${items.slice(begin).join('')}</ol></details>` +
    `<script type="application/json">${JSON.stringify(compact(recording)).replaceAll('<', '\\u003c')}</script>` +
    `</trace-player>` +
    `<p class="tuned">${tuned}</p></figure>\n${sources(recording, making)}`;
  return { html, last, before: [] };
}

/**
 * @param {Recording} recording @param {string} title @param {number} begin index of the first step that is drawn @param
 *   {Set<number>} marked @param {Token} token @param {Making} making
 * @returns {string} HTML with places for the drawings
 */
function pictures(recording, title, begin, marked, token, making) {
  const parts = partsOf(
    rowsOf(recording).filter((row) => row.step >= begin),
    recording,
    marked,
  );
  const { words, diagrams } = making;
  const waiting = new Set(
    [...(recording.states[begin - 1]?.threads ?? [])].filter(([, t]) => t.is === 'waits').map(([name]) => name),
  );
  const plain = (/** @type {string} */ text) => text.replace(/[\n;#]/g, ' ');
  return parts
    .map((rows, n) => {
      const about = words.recording.about(rows[0].step + 1, rows[rows.length - 1].step + 1);
      const name = parts.length > 1 ? `${title} (${n + 1}/${parts.length})` : title;
      const { source, ...roles } = sequenceOf(rows, {
        recording,
        waiting,
        title: plain(name),
        description: plain(about),
        kernel: words.recording.kernel,
      });
      return (
        `<div class="part" tabindex="0" role="group" aria-label="${escape(name)}">` +
        `${diagrams.placeMade({ source, title: name, about, roles }, token, making)}</div>`
      );
    })
    .join('');
}

/** Each source once a page. @param {Recording} recording @param {Making} making @returns {string} */
function sources(recording, { page, book }) {
  return recording.sources
    .filter((file) => !page.traced.has(file) && page.traced.add(file))
    .map((file) => {
      const lines = highlightC(book.sources.get(`code/${file}`)?.text.replace(/\n$/, '') ?? '');
      return (
        `<template class="traced" data-file="${escape(file)}">` +
        `${lines.map((l) => `<span class="l">${l}\n</span>`).join('')}</template>\n`
      );
    })
    .join('');
}

/**
 * The ordered list right below: notes on steps, by the name of the step.
 * @param {Token[]} tokens @param {number} end index of paragraph_close
 * @param {Recording | undefined} recording @param {Making} making
 * @returns {{notes: Map<number, string>, last: number}}
 */
function notesOf(tokens, end, recording, making) {
  /** @type {Map<number, string>} */
  const notes = new Map();
  const open = tokens[end + 1];
  if (open?.type !== 'ordered_list_open') return { notes, last: end };
  const last = tokens.findIndex((t, k) => k > end && t.type === 'ordered_list_close' && t.level === open.level);
  for (let k = end + 2; k < last; k++) {
    if (tokens[k].type !== 'list_item_open' || tokens[k].level !== open.level + 1) continue;
    const close = tokens.findIndex((t, n) => n > k && t.type === 'list_item_close' && t.level === open.level + 1);
    const children = tokens[k + 2]?.children ?? [];
    const at = children.findIndex((t) => t.type !== 'text' || t.content !== '');
    const name = children[at];
    if (name?.type !== 'code_inline') {
      making.fail(tokens[k], 'a note on a recording begins with inline code that names one of its steps');
    } else if (recording) {
      const step = stepNamed(recording, name.content);
      if (step === -1) making.fail(tokens[k], `no step of ${recording.name} is called \`${name.content}\``);
      else if (notes.has(step)) making.fail(tokens[k], `a second note on step ${step + 1}, \`${name.content}\``);
      else {
        // the name leads to the step; the reader sees the note alone
        const rest = children.slice(at + 1);
        const first = rest.find((t) => t.type === 'text');
        if (first)
          first.content = first.content
            .replace(/^[\s\u00a0\u202f]*:[\s\u00a0]*/, '')
            .replace(/^\p{Ll}/u, (c) => c.toLocaleUpperCase());
        tokens[k + 2].children = rest;
        notes.set(step, making.html(tokens.slice(k + 1, close)));
      }
    }
    k = close;
  }
  return { notes, last };
}
