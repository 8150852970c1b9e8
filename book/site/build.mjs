/**
 * Makes the site.
 *
 *   node book/site/build.mjs [--root DIR] [--out build/site] [--lab build/lab/image]
 *
 * What is wrong with the book is printed as `file:line: what is wrong`, and the exit status is 1.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { publishLab } from './publish-lab.js';
import { tellDrawing } from './progress.js';
import { buildSite } from './render/site.js';

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    out: { type: 'string', default: 'build/site' },
    cache: { type: 'string', default: 'build' },
    lab: { type: 'string', default: 'build/lab/image' },
  },
});

const start = performance.now();
const { problems, pages, drawn, drawing } = await buildSite({
  root: path.resolve(values.root),
  out: path.resolve(values.out),
  cache: path.resolve(values.cache),
  publishLab: (book, out) => publishLab({ image: path.resolve(values.lab), book }, out),
  progress: tellDrawing,
});
if (problems.length) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  const seconds = ((performance.now() - start - drawing) / 1000).toFixed(2);
  const diagrams = drawn ? `; ${drawn} diagrams drawn in ${(drawing / 1000).toFixed(1)} s` : '';
  console.log(`${values.out}: ${pages} pages in ${seconds} s${diagrams}`);
}
