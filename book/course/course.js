/**
 * The course as weave reads it: what the programs are, what the scenarios do, what the chapters show
 * (course.schema.json). Nobody else reads a C file, a scenario, or the rules of a chapter.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What this reader knows; scripts/weave/course.h has the writer's. */
const VERSION = 1;

const WEAVE = path.join(import.meta.dirname, '../../build/tools/weave');

/**
 * A line of a scenario.
 * @typedef {object} Step
 * @property {number} [line] of the file
 * @property {string} actor
 * @property {'$' | '#' | '<' | '>' | '=' | '^' | '!'} mark
 * @property {string} text behind the mark; of an order, what it is about
 * @property {'cut' | 'mend' | 'drop' | 'hold' | 'release'} [order] with the mark `!`
 * @property {string[]} [numbers] names of the placeholders in a printed line
 * @property {number[]} [bytes] of a printed line: those that stand in it as `{0x0d}`
 * @property {boolean} [noNewline] whether a printed line ends in `{no newline}`
 * @property {string[]} [programs] that a command starts
 * @property {boolean} pause whether an empty line stands before it
 */

/**
 * @typedef {object} Scenario
 * @property {number} limit seconds that the whole run may take
 * @property {boolean} anySpaces whether a run of spaces matches a longer or shorter one
 * @property {boolean} recorded
 * @property {string[]} tools that it is played under; "none" is a run without one
 * @property {{name: string, address: string, actors: string[]}[]} hosts none: all actors sit at one machine
 * @property {string[]} programs that its commands start, in the order of their start
 * @property {Step[]} steps
 */

/**
 * What a chapter shows below a link: of a C file, which lines, without so much white space in front.
 * @typedef {{line: number, shows: string, lines?: number[], indent?: number}} Listing
 */

/**
 * Paths are from the root of the repository; lines count from 1.
 * @typedef {object} Course
 * @property {Record<string, {line: number, file: string}[]>} contents chapters, by the README that lists them
 * @property {Record<string, Listing[]>} listings by chapter
 * @property {Record<string, {names: Record<string, [number, number]>, modules?: string[]}>} sources regions and
 *   definitions, first and last line; modules: of a program, what else it is built from
 * @property {Record<string, Scenario>} scenarios
 */

/**
 * Lets weave read the course. What is wrong in it is left out, and said.
 * @param {string} root of the repository
 * @returns {{course: Course, problems: string}} problems: lines, `file:line: what is wrong`
 */
export function readCourse(root) {
  const weave = process.env.WEAVE ?? WEAVE;
  if (!fs.existsSync(weave)) throw new Error(`${weave} is not there: make build/tools/weave`);
  const { status, stdout, stderr, error } = spawnSync(weave, ['--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${weave}: ${stderr}`);
  const { version, ...course } = JSON.parse(stdout);
  if (version !== VERSION) throw new Error(`${weave} writes version ${version}, not ${VERSION}: make ${weave}`);
  return { course, problems: stderr };
}
