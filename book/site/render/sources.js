import fs from 'node:fs';
import path from 'node:path';

/**
 * A file of `code/`, read once.
 * @typedef {object} Source
 * @property {string} path from the root of the repository: `code/04-accept/say.c`
 * @property {string} name `say.c`
 * @property {string[]} lines
 * @property {string} text
 * @property {Set<string>} shownIn slugs of the chapters that show it or link to it
 */

const MARKER = /^\s*\/\* (begin|end): (\w+) \*\/\s*$/;

/** Everything under `code/`, by path. Hidden files and what a build leaves behind are not published. */
export class Sources {
  /** @type {Map<string, Source>} */
  files = new Map();
  /** Paths of the recordings. @type {string[]} */
  recordings = [];

  /** @param {string} root */
  constructor(root) {
    this.root = root;
    if (fs.existsSync(path.join(root, 'code'))) this.#read('code');
  }

  /** @param {string} folder */
  #read(folder) {
    const entries = fs.readdirSync(path.join(this.root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) this.#read(file);
      else if (file.endsWith('.json')) this.recordings.push(file);
      else if (/\.(c|h|scenario|md|txt)$/.test(entry.name) || /^Makefile$/.test(entry.name)) {
        const text = fs.readFileSync(path.join(this.root, file), 'utf8');
        const lines = text.replace(/\n$/, '').split('\n');
        this.files.set(file, { path: file, name: entry.name, lines, text, shownIn: new Set() });
      }
    }
  }

  /** @param {string} file @returns {Source | undefined} */
  get(file) {
    return this.files.get(file);
  }
}

/** @param {string} text @returns {boolean} whether it is a begin or end comment, which is never shown */
export const isMarker = (text) => MARKER.test(text);

/**
 * Where a name stands in a C file: a region between marker comments, or a top-level definition.
 * @param {Source} source
 * @param {string} name
 * @returns {{from: number, to: number} | undefined} line indexes, `to` exclusive
 */
export function findName(source, name) {
  const { lines } = source;
  const marker = (/** @type {string} */ kind) =>
    lines.findIndex((line) => {
      const m = MARKER.exec(line);
      return m !== null && m[1] === kind && m[2] === name;
    });
  const begin = marker('begin');
  const end = marker('end');
  if (begin !== -1 && end > begin) return { from: begin + 1, to: end };

  const definition = new RegExp(
    `^(?:#\\s*define\\s+${name}\\b|(?:typedef\\s+)?(?:struct|union|enum)\\s+${name}\\b\\s*\\{?\\s*$|` +
      `\\}\\s*${name}\\s*;|enum\\s*\\{[^}]*\\b${name}\\b|[A-Za-z_][\\w\\s*]*\\b${name}\\s*\\((?!.*;\\s*$))`,
  );
  const at = lines.findIndex((line) => definition.test(line));
  return at === -1 ? undefined : { from: at, to: lines.length };
}

/**
 * Where a shown block stands in its file. Markers are left out of what is shown, and common indentation is removed.
 * @param {Source} source
 * @param {string[]} shown
 * @param {{from: number, to: number}} [within]
 * @returns {{indent: number, lines: number[]} | undefined} the indexes of the lines that are shown
 */
export function findBlock(source, shown, within = { from: 0, to: source.lines.length }) {
  /** @type {number[]} */
  const numbers = [];
  for (let i = within.from; i < within.to; i++) if (!isMarker(source.lines[i])) numbers.push(i);
  const first = shown.findIndex((line) => line !== '');
  if (first === -1) return undefined;

  for (let start = 0; start + shown.length <= numbers.length; start++) {
    const there = source.lines[numbers[start + first]];
    const indent = there.length - shown[first].length;
    if (indent < 0 || !there.endsWith(shown[first]) || there.slice(0, indent).trim() !== '') continue;
    const space = there.slice(0, indent);
    const same = shown.every((line, i) => {
      const text = source.lines[numbers[start + i]];
      return line === '' ? text.trim() === '' : text === space + line;
    });
    if (same) return { indent, lines: numbers.slice(start, start + shown.length) };
  }
  return undefined;
}
