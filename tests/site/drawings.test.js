/** The committed drawings: what is stale, missing, superfluous or changed is told; what is fresh is not drawn. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, change, copyBook, fresh } from './helpers.js';

const DRAWING = 'book/drawings/en-04-accept-diagram-1.svg';

/** @param {string} root @param {string[]} options */
function draw(root, ...options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['book/site/draw.mjs', '--root', root, ...options], {
    cwd: path.join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('drawings as they are come out again; one that was changed, is of another diagram, or of none, is told', () => {
  const root = copyBook();
  assert.deepEqual(draw(root, '--check').status, 0);
  change(path.join(root, DRAWING), '</svg>', '<!-- by hand --></svg>');
  change(path.join(root, 'book/drawings/fr-04-accept-diagram-1.svg'), /^<!-- ./, '<!-- x');
  fs.writeFileSync(path.join(root, 'book/drawings/en-04-accept-diagram-9.svg'), '');
  const before = fs.readdirSync(path.join(root, 'book/drawings')).length;
  const { status, output } = draw(root, '--check');
  assert.equal(status, 1);
  assert.match(
    output,
    /^book\/en\/04-accept\.md:\d+: book\/drawings\/\S+ is not what mermaid-cli draws: run 'make draw'$/m,
  );
  assert.match(output, /^book\/fr\/04-accept\.md:\d+: book\/drawings\/\S+ is not of this diagram: run 'make draw'$/m);
  assert.match(output, /^book\/drawings\/en-04-accept-diagram-9\.svg: no diagram has this drawing: run 'make draw'$/m);
  assert.equal(fs.readdirSync(path.join(root, 'book/drawings')).length, before);
});

test('a build with all drawings needs no Chromium; a new diagram is then told, nothing is left half written', () => {
  const root = copyBook();
  process.env.CHROMIUM = '/nowhere/chromium';
  try {
    assert.equal(build(root, fresh()).status, 0);
    change(path.join(root, 'book/en/04-accept.md'), 'L --- Q', 'L --> Q');
    const { status, output } = build(root, fresh());
    assert.equal(status, 1);
    assert.match(output, /^book\/en\/04-accept\.md:\d+: this diagram has no drawing yet: run 'make draw'/m);
  } finally {
    delete process.env.CHROMIUM;
  }
  const old = fs.readFileSync(path.join(root, DRAWING), 'utf8');
  fs.writeFileSync(path.join(root, 'book/drawings/gone.svg'), '');
  assert.match(draw(root).output, /^1 diagrams drawn$/m);
  assert.notEqual(fs.readFileSync(path.join(root, DRAWING), 'utf8'), old);
  const names = fs.readdirSync(path.join(root, 'book/drawings'));
  assert.ok(
    names.every((name) => /^(en|fr)-.*\.svg$/.test(name)),
    names.join(' '),
  );
});
