/** The server of `make serve`, and what its readers may do to it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
