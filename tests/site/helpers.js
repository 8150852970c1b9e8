/**
 * What the tests of the site share: a small book, copies of it with a fault, and the commands that must see the fault.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

const here = import.meta.dirname;
const repository = path.join(here, '../..');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'tuyau-site-'));
after(() => fs.rmSync(work, { recursive: true, force: true }));

let made = 0;

/** @returns {string} a folder that is not there yet */
export const fresh = () => path.join(work, String(++made));

/** @param {string[]} words @returns {{status: number | null, output: string}} */
function run(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: repository, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** Puts the code into the chapters. @param {string} root */
export function weave(root) {
  const { status, stderr } = spawnSync(path.join(repository, 'build/tools/weave'), { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** @returns {string} a copy of the small book */
export function copyBook() {
  const root = fresh();
  fs.cpSync(path.join(here, 'fixture'), root, { recursive: true });
  return root;
}

/** @param {string} file @param {string | RegExp} from @param {string} to must be there */
export function change(file, from, to) {
  const text = fs.readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${from}`);
  fs.writeFileSync(file, changed);
}

/**
 * Diagrams that do not change are drawn once for all test runs.
 * @param {string} root
 * @param {string} out
 * @param {string} lab its image; there is none, unless the test says so
 */
export const build = (root, out, lab = path.join(work, 'no-lab')) =>
  run('book/site/build.mjs', '--root', root, '--out', out, '--cache', 'build', '--lab', lab);

/** @param {string} site @param {string} kind `--static` or `--browser` */
export const check = (site, kind) => run('book/site/check.mjs', '--site', site, kind);

/** @type {string | undefined} */
let good;

/** @returns {string} a copy of the site of the small book, without a fault */
export function copySite() {
  if (!good) {
    good = fresh();
    const { status, output } = build(path.join(here, 'fixture'), good);
    if (status !== 0) throw new Error(output);
  }
  const site = fresh();
  fs.cpSync(good, site, { recursive: true });
  return site;
}
