/** The server of `make serve`, and what its readers may do to it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { serveFolder } from '../../book/site/folder-server.js';
import { fresh } from './helpers.js';

const LARGE = 4_000_000;
const folder = fresh();
const server = http.createServer(
  serveFolder(folder, { policy: () => "default-src 'none'", wait: (response) => response.writeHead(503).end('wait') }),
);
let port = 0;

before(async () => {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html>0123456789');
  fs.writeFileSync(path.join(folder, '404.html'), 'no such page');
  fs.writeFileSync(path.join(folder, 'large.bin'), Buffer.alloc(LARGE));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = /** @type {net.AddressInfo} */ (server.address()).port;
});
after(() => server.close());

/** @param {string} file @param {RequestInit} [init] */
const get = (file, init) => fetch(`http://127.0.0.1:${port}/${file}`, init);

test('a range, whatever it says, is answered with the whole file', async () => {
  for (const range of ['bytes=5-2', 'bytes=-5', 'bytes=99999-', 'bytes=0-3', 'lines=1-2']) {
    const response = await get('index.html', { headers: { range } });
    assert.equal(response.status, 200, range);
    assert.equal(await response.text(), '<!doctype html>0123456789');
  }
});

test('only GET and HEAD are answered with a file', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const response = await get('index.html', { method });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
  }
  assert.equal((await get('index.html', { method: 'HEAD' })).status, 200);
});

test('the page for what is not there has the policy of all pages', async () => {
  const response = await get('nothing/here');
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('content-security-policy'), "default-src 'none'");
  assert.equal(await response.text(), 'no such page');
});

/** How many descriptors of this process lead to the large file. */
const opened = () =>
  fs.readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith(path.join(folder, 'large.bin'));
    } catch {
      return false; // that of the list itself
    }
  }).length;

test('a download that is broken off leaves no descriptor behind', async () => {
  for (let i = 0; i < 20; i++) {
    const reader = net.connect(port, '127.0.0.1');
    reader.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(reader, 'data');
    const closed = once(reader, 'close');
    reader.destroy();
    await closed;
  }
  // the server hears of the last one a little later
  while (opened() > 0) await new Promise(setImmediate);
});

test('a file that vanishes while it is asked for ends that answer, and not the server', async () => {
  const { createReadStream } = fs;
  // between sirv's look at the file and its opening
  fs.createReadStream = /** @type {any} */ (
    (/** @type {string} */ _, /** @type {any} */ options) => createReadStream(path.join(folder, 'gone'), options)
  );
  syncBuiltinESMExports();
  await assert.rejects(async () => (await get('large.bin')).arrayBuffer());
  fs.createReadStream = createReadStream;
  syncBuiltinESMExports();
  assert.equal((await get('index.html')).status, 200);
});

test('while the site is not there a reader is asked to wait', async () => {
  fs.renameSync(folder, `${folder}.away`);
  assert.equal((await get('')).status, 503);
  fs.renameSync(`${folder}.away`, folder);
});

for (const wrong of ['99999', 'x', '-1', '', '0'])
  test(`port '${wrong}' is refused`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['book/site/serve.mjs', `--port=${wrong}`], {
      cwd: path.join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /^a port is a number from 1 to 65535, not/);
  });

test('a port that is taken is told, and another one proposed', () => {
  const { status, stderr } = spawnSync(process.execPath, ['book/site/serve.mjs', `--port=${port}`], {
    cwd: path.join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`^port ${port} is taken: .* make serve PORT=8081$`, 'm'));
});

const home = path.join(import.meta.dirname, '../..');
const commands = fresh();
/**
 * A command of the site, with a `make` that is only played.
 * @param {string} make its script
 * @param {string[]} words
 */
function withMake(make, ...words) {
  fs.mkdirSync(commands, { recursive: true });
  fs.writeFileSync(path.join(commands, 'make'), `#!/bin/sh\n${make}`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${commands}:${process.env.PATH}`, COMMANDS: commands };
  const child = spawn(process.execPath, words, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { text: '' };
  child.stdout.on('data', (data) => (printed.text += data));
  child.stderr.on('data', (data) => (printed.text += data));
  const ended = once(child, 'exit');
  return { child, printed, ended };
}
/** A port that was free a moment ago. */
async function freePort() {
  const one = net.createServer().listen(0, '127.0.0.1');
  await once(one, 'listening');
  const { port } = /** @type {net.AddressInfo} */ (one.address());
  one.close();
  await once(one, 'close');
  return port;
}
/** @template T @param {() => Promise<T | undefined | false> | T | undefined | false} look @returns {Promise<T>} */
async function until(look) {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((later) => setTimeout(later, 20));
  }
}
/** @param {number} port */
const ask = (port) => fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
const SERVE = `require('http').createServer((_, r) => r.end('the book')).listen(process.argv[1], '127.0.0.1')`;
const PLAYED = `
case $2 in
prepare) until [ -e "$COMMANDS/ready" ]; do sleep 0.1; done ;;
serve) exec '${process.execPath}' -e "${SERVE}" "\${3#PORT=}" ;;
broken) exit 3 ;;
esac`;

test('who comes while things are installed is asked to wait, then has the book', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const { child, printed, ended } = withMake(PLAYED, 'book/site/wait.mjs', `${port}`, 'prepare', 'serve');
  const first = await until(() => ask(port));
  assert.equal(first.status, 503);
  assert.equal(first.headers.get('refresh'), '2');
  assert.match(await first.text(), /is being installed.*s’installe/s);
  assert.match(printed.text, new RegExp(`^http://127.0.0.1:${port}/`));
  fs.writeFileSync(path.join(commands, 'ready'), '');
  const book = await until(async () => {
    const answer = await ask(port);
    return answer?.status === 200 && answer;
  });
  assert.equal(await book.text(), 'the book');
  child.kill('SIGTERM');
  await ended;
  assert.equal(await ask(port), undefined);
  fs.rmSync(path.join(commands, 'ready'));
});

test('the page that asks to wait goes when it is ended', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const { child, ended } = withMake(PLAYED, 'book/site/wait.mjs', `${port}`, 'prepare', 'serve');
  await until(() => ask(port));
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [130, null]);
  assert.equal(await ask(port), undefined);
});

test('the page that asks to wait goes when something cannot be installed', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const { ended } = withMake(PLAYED, 'book/site/wait.mjs', `${port}`, 'broken', 'serve');
  assert.deepEqual(await ended, [3, null]);
});

test('a port that is taken is told before anything is installed', async () => {
  const { printed, ended } = withMake('touch "$COMMANDS/made"', 'book/site/wait.mjs', `${port}`, 'prepare', 'serve');
  assert.deepEqual(await ended, [1, null]);
  assert.match(printed.text, /is taken/);
  assert.equal(fs.existsSync(path.join(commands, 'made')), false);
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  test(`${signal} ends the server and what is built for it`, { timeout: 60_000 }, async () => {
    const port = await freePort();
    const pid = path.join(commands, 'pid');
    fs.rmSync(pid, { force: true });
    // there is no book below this root: that is said, and the lab comes next
    const { child, printed, ended } = withMake(
      'sleep 600 & echo $! >"$COMMANDS/pid.new"; mv "$COMMANDS/pid.new" "$COMMANDS/pid"; wait',
      'book/site/serve.mjs',
      ...['--root', commands, '--out', `${commands}/site`, '--cache', commands, '--port', `${port}`, '--lab'],
    );
    const builder = Number(await until(() => fs.existsSync(pid) && fs.readFileSync(pid, 'utf8')));
    assert.equal((await ask(port))?.status, 503);
    child.kill(signal);
    assert.deepEqual(await ended, [0, null], printed.text);
    await until(() => {
      try {
        return !process.kill(builder, 0);
      } catch {
        return true;
      }
    });
  });
