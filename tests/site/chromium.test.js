/** What a browser leaves behind when a drawing is broken off. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fresh } from './helpers.js';

const DRAWS = `
  const { installed } = await import('./book/site/chromium.js');
  const { default: puppeteer } = await import('./book/site/node_modules/puppeteer/lib/esm/puppeteer/puppeteer.js');
  await puppeteer.launch({ ...installed, headless: true });
  console.log('there');`;

test('Ctrl-C leaves no profile of Chromium behind', { timeout: 120_000 }, async () => {
  const temporary = fresh();
  fs.mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, ['--input-type=module', '-e', DRAWS], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  assert.equal(fs.readdirSync(temporary).length, 1, fs.readdirSync(temporary).join());
  child.kill('SIGINT');
  await once(child, 'exit');
  assert.deepEqual(fs.readdirSync(temporary), []);
});
