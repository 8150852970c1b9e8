/** What the lab knows of the course: every program's text, and the scenarios that it can play. */
import { notHere } from './check/not-here.mjs';
import { modulesOf } from './machine/course.js';
import path from 'node:path';

/**
 * @typedef {object} Catalogue paths are below `code/`
 * @property {Record<string, string>} files text of each .c and .h by path
 * @property {Record<string, Program>} programs by path of the file with `main`
 * @property {Record<string, Playable>} scenarios by path
 */
/** @typedef {{modules: string[]}} Program modules: paths of the other files that it is built from */
/** @typedef {{text: string, programs: string[]}} Playable programs: those that it runs, in the order of their start */

/** @param {import('../site/render/book.js').Book} book @returns {Catalogue} */
export function catalogue({ sources }) {
  /** @type {Catalogue} */
  const all = { files: {}, programs: {}, scenarios: {} };
  const texts = new Map([...sources.files.values()].map(({ path: name, text }) => [name.replace(/^code\//, ''), text]));
  for (const [name, text] of texts) if (/\.[ch]$/.test(name)) all.files[name] = text;
  for (const [name, text] of texts) {
    if (!name.endsWith('.c') || texts.has(name.replace(/\.c$/, '.h'))) continue;
    const folder = path.posix.dirname(name);
    const modules = modulesOf(text, (file) => texts.has(path.posix.join(folder, file)));
    all.programs[name] = { modules: modules.map((file) => path.posix.join(folder, file)) };
  }
  for (const [name, text] of texts) {
    if (!name.endsWith('.scenario') || notHere(name, text)) continue;
    const programs = programsOf(name, text).filter((file) => all.programs[file]);
    all.scenarios[name] = { text, programs };
  }
  return all;
}

/**
 * @param {string} scenario its path
 * @param {string} text
 * @returns {string[]} paths of what may be programs of the course
 */
function programsOf(scenario, text) {
  const commands = [...text.matchAll(/^[a-z]\w*\s*[$#] (.*)$/gm)].map(([, command]) => command);
  const words = commands.flatMap((command) => command.match(/\.{1,2}\/[\w./]+/g) ?? []);
  return [...new Set(words.map((word) => `${path.posix.join(path.posix.dirname(scenario), word)}.c`))];
}
