import { escape } from './html.js';
import { highlightC, unindent } from './highlight.js';
import { figureId } from './recording.js';

/**
 * A note on a line of a listing.
 * @typedef {{line: number, html: string, length: number}} Note line: index of a shown line; length: in characters
 */

/**
 * @param {object} listing
 * @param {string} listing.id unique in its page
 * @param {string[]} listing.lines HTML of each shown line
 * @param {number[]} [listing.numbers] the line numbers of the file, counted from 1; none for a sketch
 * @param {Note[]} listing.notes
 * @param {import('./words.js').Words} words
 * @returns {string}
 */
export function listingBody({ id, lines, numbers, notes }, words) {
  let next = 0; // the number that the counter would give by itself
  const body = lines.map((html, i) => {
    const refs = notes.map((note, n) => (note.line === i ? ref(id, n + 1, words) : '')).join('');
    const number = numbers?.[i] ?? 0;
    const jump = numbers && number !== next + 1 ? ` style="counter-set:l ${number}"` : '';
    next = number;
    const noted = refs ? ` class="l on"` : ' class="l"';
    return `<span${noted}${jump}>${html}${refs}\n</span>`;
  });
  const code = `<pre tabindex="0"${numbers ? '' : ' class="bare"'}><code>${body.join('')}</code></pre>`;
  if (notes.length === 0) return code;

  const places = placeNotes(notes, lines.length);
  const items = notes.map(
    (note, n) =>
      `<li id="${id}-${n + 1}" style="grid-row:${places[n].row + 1}/span ${places[n].rows}">` +
      `<a class="n" href="#${id}-l${n + 1}" aria-label="${words.noteRef} ${n + 1}, ${words.backToLine}">${n + 1}</a>` +
      `<div>${note.html}</div></li>`,
  );
  return `${code}<ol class="notes">${items.join('')}</ol>`;
}

/** @param {string} id @param {number} n @param {import('./words.js').Words} words */
const ref = (id, n, words) =>
  ` <a class="n" id="${id}-l${n}" href="#${id}-${n}" aria-label="${words.noteRef} ${n}">${n}</a>`;

const CHARACTERS = 35; // of a note in one line of the margin
const ROW = 0.88; // the height of a note's line, in lines of code

/**
 * Where each note stands in the margin: beside its line, or as near as the other notes allow.
 * @param {Note[]} notes
 * @param {number} lines of the listing
 * @returns {{row: number, rows: number}[]} in lines of code
 */
function placeNotes(notes, lines) {
  const heights = notes.map((note) => Math.ceil(Math.ceil(note.length / CHARACTERS) * ROW + 0.5));
  /** @type {number[]} */
  const starts = [];
  notes.forEach((note, i) => {
    const free = i === 0 ? 0 : starts[i - 1] + heights[i - 1];
    starts.push(Math.max(note.line, free));
  });
  // What hangs out below moves up, as far as there is room.
  let limit = Math.max(
    lines,
    heights.reduce((a, b) => a + b, 0),
  );
  for (let i = notes.length - 1; i >= 0; i--) {
    starts[i] = Math.min(starts[i], limit - heights[i]);
    limit = starts[i];
  }
  return starts.map((row, i) => ({ row, rows: heights[i] }));
}

/**
 * What keeps the margin free where notes reach beyond the end of their listing.
 * @param {Note[]} notes
 * @param {number} lines of the listing
 * @returns {string} HTML to stand right below the figure
 */
export function beyond(notes, lines) {
  const end = Math.max(0, ...placeNotes(notes, lines).map(({ row, rows }) => row + rows));
  const rows = end - lines - 1.3; // the figure's own space below counts already
  return rows > 0 ? `<div class="beyond" style="--rows:${rows.toFixed(1)}"></div>\n` : '';
}

/**
 * The HTML of some lines of a C file, highlighted in the light of the whole file.
 * @param {string} text the whole file
 * @param {number[]} lines indexes
 * @param {number} indent
 */
export function shownLines(text, lines, indent) {
  const all = highlightC(text);
  return lines.map((i) => unindent(all[i] ?? '', indent));
}

/**
 * @param {object} bar
 * @param {string} bar.kind class of the figure
 * @param {string} bar.id
 * @param {string} [bar.file] name of the file
 * @param {string} bar.caption HTML
 * @param {string} [bar.whole] address of the whole file
 * @param {import('./recording.js').Recording} [bar.watch] what the same run can be watched in
 * @param {string} [bar.of] path of the source, below code/
 * @param {string} [bar.label]
 * @param {string} bar.body
 * @param {import('./words.js').Words} words
 */
export function figure({ kind, id, file, caption, whole, watch, of, label, body }, words) {
  const name = file ? `<span class="file">${escape(file)}</span>` : '';
  const tag = label ?? '';
  const link = whole
    ? `<a class="whole" href="${escape(whole)}">${words.wholeFile}<span class="sr"> ${escape(file ?? '')}</span></a>`
    : '';
  const says = caption ? `<span class="says">${caption}</span>` : '';
  return (
    `<figure class="${kind}" id="${id}"${of ? ` data-of="${escape(of)}"` : ''}><figcaption>${name}${says}${tag}` +
    `<span class="tools">` +
    `${watch ? `<a class="watch" href="#${figureId(watch)}">${words.recording.watch}</a>` : ''}${link}</span>` +
    `</figcaption>${body}</figure>\n`
  );
}
