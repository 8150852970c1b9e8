/**
 * Draws the book's diagrams into book/drawings: those that are new or changed.
 *
 *   node book/site/draw.mjs [--root DIR] [--check]
 *
 * --check: draws all of them again and compares, and changes nothing. What is wrong is printed as `file:line: what is
 * wrong`, and the exit status is 1.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tellDrawing } from './progress.js';
import { renderBook } from './render/site.js';

const { values } = parseArgs({
  options: { root: { type: 'string', default: '.' }, check: { type: 'boolean', default: false } },
});

const { problems, diagrams } = renderBook(path.resolve(values.root), tellDrawing);
if (problems.list.length === 0) {
  const drawn = await (values.check ? diagrams.verify() : diagrams.update());
  console.log(`${drawn} diagrams drawn`);
}
if (problems.list.length) {
  console.error(problems.lines().join('\n'));
  process.exitCode = 1;
}
