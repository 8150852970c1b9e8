/** What the lab says when the browser or the machine fails it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { complaints, newContext, openLab } from './helpers.js';

after(() => assert.deepEqual(complaints, []));

test('a browser without SIMD gets the other build', async () => {
  const context = await newContext();
  /** @type {string[]} */
  const asked = [];
  context.on('request', (request) => asked.push(request.url().replace(/.*\//, '')));
  await context.addInitScript(() => {
    const { compile } = WebAssembly;
    let first = true;
    WebAssembly.compile = (bytes) => {
      if (!first) return compile(bytes);
      first = false;
      return Promise.reject(new WebAssembly.CompileError('wrong opcode'));
    };
  });
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/^Ready/);
  assert.equal(asked.filter((name) => name.startsWith('v86-fallback.')).length, 1);
  await lab.run.click();
  await lab.shows('server', /descriptor 3 listens on port 3001/);
  await context.close();
});

test('too little memory is told', async () => {
  const context = await newContext();
  await context.addInitScript(() => {
    WebAssembly.instantiate = () => Promise.reject(new RangeError('could not allocate memory'));
  });
  const lab = await openLab(context, '/fr/accept/', 'accept_one.c');
  await lab.says(/n’a pas assez de mémoire/);
  await context.close();
});

test('a machine that stands still is told, and "try again" starts it', async () => {
  const context = await newContext();
  await context.addInitScript(() => {
    const Real = Worker;
    Object.assign(globalThis, { standsStill: true });
    // v86 counts its time in a worker
    globalThis.Worker = class extends Real {
      /** @param {any} message */
      postMessage(message) {
        if (!(/** @type {any} */ (globalThis).standsStill)) super.postMessage(message);
      }
    };
  });
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/The machine does not answer/);
  await lab.page.evaluate(() => Object.assign(globalThis, { standsStill: false }));
  await lab.page.getByRole('button', { name: 'Try again' }).click();
  await lab.says(/^Ready/);
  await lab.shows('server', /\$/);
  await context.close();
});
