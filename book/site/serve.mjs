/**
 * Makes the site, serves it on this machine, and makes it again when the book changes.
 *
 *   node book/site/serve.mjs [--root DIR] [--out build/site] [--port 8080] [--lab]
 *
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

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    out: { type: 'string', default: 'build/site' },
    cache: { type: 'string', default: 'build' },
    port: { type: 'string', default: '8080' },
    lab: { type: 'boolean', default: false },
  },
});
const port = Number(values.port);
if (!/^\d+$/.test(values.port) || port < 1 || port > 65535) {
  console.error(`a port is a number from 1 to 65535, not '${values.port}': make serve PORT=8081`);
  process.exit(2);
}
const root = path.resolve(values.root);
const out = path.resolve(values.out);

/** Of the site as it is. */
let policy = '';

const server = http.createServer(
  serveFolder(out, {
    policy: () => policy,
    wait,
  }),
);

/** Before the first site is there. @param {http.ServerResponse} response */
function wait(response) {
  response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '2', Refresh: '2' });
  response.end('<!doctype html><title>Tuyau</title><p>The book is being made… Le livre se fabrique…');
}

server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  const another = `make serve PORT=${port === 8081 ? 8082 : 8081}`;
  if (error.code === 'EADDRINUSE')
    console.error(`port ${port} is taken: end what uses it, or choose another one: ${another}`);
  else if (error.code === 'EACCES') console.error(`port ${port} is for root only: choose another one: ${another}`);
  else throw error;
  process.exit(1);
});

server.listen(port, '127.0.0.1', async () => {
  console.log(`http://127.0.0.1:${port}/   (Ctrl-C ends it)`);
  await make('the book');
  watch();
  if (values.lab) await makeLab();
});

/** One after the other: each build in a process of its own, so that a changed renderer is used too. */
let building = Promise.resolve();

/** @param {string} what has changed */
function make(what) {
  building = building.then(async () => {
    console.log(`making ${what} …`);
    const build = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'build.mjs'), '--root', root, '--out', out, '--cache', values.cache],
      { stdio: 'inherit' },
    );
    await new Promise((done) => build.on('close', done));
    if (fs.existsSync(out)) policy = contentSecurityPolicy(out);
  });
  return building;
}

/** Without it the book has no buttons for it, and nothing else is missing. */
async function makeLab() {
  const before = imageMade();
  const lab = spawn('make', ['--silent', 'lab'], { cwd: path.resolve(import.meta.dirname, '../..'), stdio: 'inherit' });
  const status = await new Promise((done) => {
    lab.on('close', done);
    lab.on('error', done);
  });
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
