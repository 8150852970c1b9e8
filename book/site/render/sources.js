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
