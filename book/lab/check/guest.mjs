/**
 * Verifies the guest without a browser: every program of `code/` compiles in it, and every scenario that it can
 * play (not-here.mjs) gives what the scenario says.
 *
 *   node book/lab/check/guest.mjs [--image build/lab/image] [--code code] [--only TEXT] [--verbose]
 *
 * What is wrong is printed as `file: what is wrong`, and the exit status is 1.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compileScript, HOME, installCourse, modulesOf } from '../machine/course.js';
import { orderTo, play } from '../machine/play.js';
import { parseScenario } from '../machine/scenario.js';
import { Transcript } from '../machine/transcript.js';
import { wakeImage } from './image.mjs';
import { notHere } from './not-here.mjs';

const { values } = parseArgs({
  options: {
    image: { type: 'string', default: 'build/lab/image' },
    code: { type: 'string', default: 'code' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});

const SLOWER = 3; // than a real machine, under a busy emulator
const { code } = values;
const all = fs
  .readdirSync(code, { recursive: true, encoding: 'utf8' })
  .filter((file) => !/(^|\/)\./.test(file))
  .sort();

/** @type {string[]} */
const problems = [];
let compiled = 0;
let played = 0;
/** @type {string[]} */
const skipped = [];

const machine = await wakeImage(values.image);
const sources = all.filter((file) => /\.[ch]$/.test(file));
await installCourse(
  machine,
  sources.map((file) => [file, fs.readFileSync(path.join(code, file), 'utf8')]),
);

for (const file of all.filter((name) => name.endsWith('.c'))) {
  const folder = path.dirname(file);
  if (all.includes(file.replace(/\.c$/, '.h'))) continue; // a module
  const modules = modulesOf(fs.readFileSync(path.join(code, file), 'utf8'), (name) =>
    all.includes(path.join(folder, name)),
  );
  const { status, output } = await machine.run(compileScript({ folder, file: path.basename(file), modules }));
  if (status !== 0) problems.push(`${code}/${file}: does not compile in the lab: ${output.trim()}`);
  else compiled++;
}

for (const file of all.filter((name) => name.endsWith('.scenario') && name.includes(values.only))) {
  const why = notHere(file, fs.readFileSync(path.join(code, file), 'utf8'));
  if (why) {
    skipped.push(`${code}/${file}: not played in the lab: ${why}`);
    continue;
  }
  const begin = performance.now();
  const difference = await playOne(file);
  if (difference) problems.push(`${code}/${file}: ${difference}`);
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

/** @param {string} file @returns {Promise<string | undefined>} what differs */
async function playOne(file) {
  const scenario = parseScenario(fs.readFileSync(path.join(code, file), 'utf8'));
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
  return `in the lab, ${step.actor} ${step.mark} ${step.text}: found ${found}`;
}
