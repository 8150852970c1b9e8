/**
 * Verifies the guest without a browser: every program of `code/` compiles in it, and every scenario that it can
 * play (not-here.mjs) gives what the scenario says.
 *
 *   node book/lab/check/guest.mjs [--image build/lab/image] [--root .] [--only TEXT] [--verbose]
 *
 * What is wrong is printed as `file: what is wrong`, and the exit status is 1.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCourse } from '../../course/course.js';
import { catalogue } from '../catalogue.js';
import { compileScript, HOME, installCourse } from '../machine/course.js';
import { orderTo, play } from '../machine/play.js';
import { stage } from '../machine/scenario.js';
import { Transcript } from '../machine/transcript.js';
import { wakeImage } from './image.mjs';
import { notHere } from './not-here.mjs';

const { values } = parseArgs({
  options: {
    image: { type: 'string', default: 'build/lab/image' },
    root: { type: 'string', default: '.' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});

const SLOWER = 3; // than a real machine, under a busy emulator
const { course } = readCourse(values.root);
const read = (/** @type {string} */ file) => fs.readFileSync(path.join(values.root, file), 'utf8');
const { files, programs } = catalogue(course, read);

/** @type {string[]} */
const problems = [];
let compiled = 0;
let played = 0;
/** @type {string[]} */
const skipped = [];

const machine = await wakeImage(values.image);
await installCourse(machine, Object.entries(files));

for (const [program, { modules }] of Object.entries(programs)) {
  const folder = path.dirname(program);
  const [file, ...others] = [program, ...modules].map((name) => path.relative(folder, name));
  const { status, output } = await machine.run(compileScript({ folder, file, modules: others }));
  if (status !== 0) problems.push(`code/${program}: does not compile in the lab: ${output.trim()}`);
  else compiled++;
}

for (const [file, scenario] of Object.entries(course.scenarios)) {
  if (!file.includes(values.only)) continue;
  const why = notHere(file.replace('code/', ''), scenario);
  if (why) {
    skipped.push(`${file}: not played in the lab: ${why}`);
    continue;
  }
  const begin = performance.now();
  const difference = await playOne(file.replace('code/', ''), stage(scenario));
  if (difference) problems.push(`${file}: ${difference}`);
  else played++;
  if (values.verbose)
    console.log(
      `${difference ? 'FAILED' : 'ok'} ${Math.round(performance.now() - begin)} ms ${file} ${difference ?? ''}`,
    );
}

if (values.verbose) console.log(skipped.join('\n'));
console.log(`${compiled} programs compiled, ${played} scenarios played, ${skipped.length} not played in the lab`);
if (problems.length) console.error(problems.join('\n'));
process.exit(problems.length ? 1 : 0);

/**
 * @param {string} file below `code/`
 * @param {import('../machine/scenario.js').Scenario} scenario
 * @returns {Promise<string | undefined>} what differs
 */
async function playOne(file, scenario) {
  await machine.renew(scenario.hosts);
  const signal = AbortSignal.timeout(scenario.limit * 1000 * SLOWER);
  /** @type {Map<string, import('../machine/play.js').Stage>} */
  const stages = new Map();
  for (const [port, [name, user]] of [...scenario.actors].entries()) {
    const transcript = new Transcript();
    const folder = `${HOME}/${path.dirname(file)}`;
    machine.open(
      port,
      { name, user, rows: 24, columns: 80, folder, kind: 'bare', host: scenario.seats.get(name) },
      (bytes) => transcript.take(bytes),
    );
    stages.set(name, { transcript, type: (text) => machine.type(port, text) });
  }
  for (const [name, { transcript }] of stages)
    if (!(await transcript.next(signal))) return `the terminal of ${name} did not open`;
  const difference = await play(scenario, stages, {
    signal,
    order: orderTo((text) => machine.cable(text), scenario),
    strict: true,
  });
  if (!difference) return undefined;
  const { step, found } = difference;
  return `in the lab, ${step.actor} ${step.mark} ${[step.order, step.text].filter(Boolean).join(' ')}: found ${found}`;
}
