/**
 * Makes the site, serves it on this machine, and makes it again when the book changes.
 *
 *   node book/site/serve.mjs [--root DIR] [--out build/site] [--port 8080] [--lab] [--told]
 *
 * --told: its address was said already.
 * --lab: when the book is there, the lab is built, and then the book again, with it.
 *
 * When the book has a fault it is printed, and the last good site goes on being served.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import chokidar from 'chokidar';
import { contentSecurityPolicy } from './csp.js';
import { serveFolder } from './folder-server.js';
import { MAKING, askToWait, endWith, listenHere, told } from './waiting.js';

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    out: { type: 'string', default: 'build/site' },
    cache: { type: 'string', default: 'build' },
    port: { type: 'string', default: '8080' },
    lab: { type: 'boolean', default: false },
    told: { type: 'boolean', default: false },
  },
});
const root = path.resolve(values.root);
const out = path.resolve(values.out);

/** Of the site as it is. */
let policy = '';

const server = http.createServer(
  serveFolder(out, {
    policy: () => policy,
    wait: (response) => askToWait(response, MAKING),
  }),
);

/** What builds at the moment. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let ended = false;
endWith(server, () => {
  ended = true;
  // each is a session of its own, with all that it started; the drawings' Chromium is ended by who started it
  for (const { pid } of running)
    try {
      if (pid) process.kill(-pid, 'SIGTERM');
    } catch {
      // it has just ended
    }
  return running.size > 0;
});

listenHere(server, values.port, async () => {
  if (!values.told) told(values.port);
  await make('the book');
  watch();
  if (values.lab) await makeLab();
});

/**
 * Runs a builder to its end.
 * @param {string} command
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number | null>} its status
 */
async function run(command, words, env = process.env) {
  if (ended) return null;
  const child = spawn(command, words, {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env,
  });
  running.add(child);
  const status = await new Promise((done) => {
    child.on('close', done);
    child.on('error', () => done(null));
  });
  running.delete(child);
  if (ended && running.size === 0) process.exit(0);
  return status;
}

/** One after the other: each build in a process of its own, so that a changed renderer is used too. */
let building = Promise.resolve();

/** @param {string} what has changed */
function make(what) {
  building = building.then(async () => {
    console.log(`making ${what} …`);
    const builder = path.join(import.meta.dirname, 'build.mjs');
    await run(process.execPath, [builder, '--root', root, '--out', out, '--cache', path.resolve(values.cache)]);
    if (fs.existsSync(out)) policy = contentSecurityPolicy(out);
  });
  return building;
}

/** Without it the book has no buttons for it, and nothing else is missing. */
async function makeLab() {
  const before = imageMade();
  // what can be installed is installed before: here nobody is asked for a password
  const status = await run('make', ['--silent', 'lab'], { ...process.env, INSTALL: 'no' });
  if (status !== 0) console.log('the book is served without the lab');
  else if (imageMade() !== before) await make('the book again, with the lab');
}

/** @returns {string} what the lab's image was made from */
function imageMade() {
  const file = path.resolve(values.cache, 'lab/image/made-from');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function watch() {
  const folders = ['book', 'code'].map((folder) => path.join(root, folder));
  const seen = chokidar.watch(folders, {
    ignored: (file) => file.includes('node_modules') || /(^|\/)\.|~$|\.new$/.test(path.relative(root, file)),
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 20 },
  });
  /** @type {Set<string>} */
  const changed = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  seen.on('all', (_, file) => {
    changed.add(path.relative(root, file));
    clearTimeout(soon);
    soon = setTimeout(() => {
      const files = [...changed];
      changed.clear();
      void make(files.length === 1 ? `the book again, for ${files[0]}` : `the book again, for ${files.length} files`);
    }, 100);
  });
}
