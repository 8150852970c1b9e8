/** What the lab knows of the course: every program's text, and the scenarios that it can play. */
import { notHere } from './check/not-here.mjs';

/**
 * @typedef {object} Catalogue paths are below `code/`
 * @property {Record<string, string>} files text of each .c and .h by path
 * @property {Record<string, Program>} programs by path of the file with `main`
 * @property {Record<string, import('../course/course.js').Scenario>} scenarios by path
 */
/** @typedef {{modules: string[]}} Program modules: paths of the other files that it is built from */

/** @param {string} path from the root */
const below = (path) => path.replace(/^code\//, '');

/**
 * @param {import('../course/course.js').Course} course
 * @param {(path: string) => string} read gives a file's text
 * @returns {Catalogue}
 */
export function catalogue({ sources, scenarios }, read) {
  /** @type {Catalogue} */
  const all = { files: {}, programs: {}, scenarios: {} };
  for (const [path, { modules }] of Object.entries(sources)) {
    all.files[below(path)] = read(path);
    if (modules) all.programs[below(path)] = { modules: modules.map(below) };
  }
  for (const [path, scenario] of Object.entries(scenarios))
    if (!notHere(below(path), scenario))
      all.scenarios[below(path)] = {
        ...scenario,
        programs: scenario.programs.map(below),
        steps: scenario.steps.map((step) => ({ ...step, programs: step.programs?.map(below) })),
      };
  return all;
}
