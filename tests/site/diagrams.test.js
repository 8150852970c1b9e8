import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Diagrams } from '../../book/site/render/diagrams.js';

test('a drawing is written beside its place and renamed: a build that is stopped leaves none that is half written', async (t) => {
  const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'diagrams-'));
  t.after(() => fs.rmSync(cache, { recursive: true }));
  const written = t.mock.method(fs, 'writeFileSync');
  const diagrams = new Diagrams({ cache, draw: true });
  const making = { page: { language: 'en', name: 'x' }, id: () => 'diagram-1', fail: assert.fail, words: {} };
  const content = 'flowchart LR\n accTitle: One.\n accDescr: One arrow.\n a --> b\n';
  diagrams.place(/** @type {any} */ ({ content }), /** @type {any} */ (making));
  assert.equal(await diagrams.prepare(), 1);
  const [drawing, ...rest] = fs.readdirSync(cache);
  assert.deepEqual(rest, []);
  assert.match(drawing, /^[0-9a-f]{32}\.svg$/);
  const names = written.mock.calls.map(({ arguments: [name] }) => String(name)).filter((name) => name.startsWith(cache));
  assert.equal(names.length, 1);
  assert.notEqual(names[0], path.join(cache, drawing));
});
