/** Faults of a book that the renderer must report with file and line, making nothing. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, change, copyBook, fresh, weave } from './helpers.js';

/** @type {[string, string, string | RegExp, string, RegExp][]} name, file, what is there, the fault, the message */
const faults = [
  [
    'a dead link',
    'book/fr/04-accept.md',
    '05-connect.md#demander-un-nom',
    '06-gone.md',
    /^book\/fr\/04-accept\.md:\d+: this link leads nowhere: 06-gone\.md$/m,
  ],
  [
    'a link to a section that is not there',
    'book/fr/04-accept.md',
    '#demander-un-nom',
    '#rien',
    /^book\/fr\/04-accept\.md:\d+: book\/fr\/05-connect\.md has no section #rien$/m,
  ],
  [
    'a diagram with a syntax error',
    'book/en/04-accept.md',
    /flowchart TB/,
    'flowchart TB\n    [[[',
    /^book\/en\/04-accept\.md:\d+: /m,
  ],
  [
    'a diagram that mermaid cannot draw',
    'book/en/04-accept.md',
    /L --- Q/,
    'L --- --- Q',
    /^book\/en\/04-accept\.md:\d+: mermaid cannot draw this/m,
  ],
  [
    'a diagram without a description',
    'book/en/04-accept.md',
    /^ *accDescr:.*$/m,
    '    %%',
    /^book\/en\/04-accept\.md:\d+: a diagram says what it shows/m,
  ],
  ['a raw > in a label', 'book/en/04-accept.md', /L\["3/, 'L["3 > 2', /:\d+: a raw ">" in a label is lost/],
  [
    'a listing that differs from its file',
    'code/04-accept/accept_each.c',
    'if (fd >= 0)',
    'if (fd > 0)',
    /^book\/en\/04-accept\.md:\d+: differs from code\/04-accept\/accept_each\.c:\d+: run 'make weave'$/m,
  ],
  [
    'a note on no line',
    'book/en/04-accept.md',
    '1. `socklen_t len = sizeof *peer`',
    '1. `socklen_t length`',
    /^book\/en\/04-accept\.md:\d+: no line of the listing above has `socklen_t length`$/m,
  ],
  [
    'a block that no link owns',
    'book/en/04-accept.md',
    /^\[.*#accept_one\)$/m,
    'See below.',
    /^book\/en\/04-accept\.md:\d+: no link to a file of code\/ right above this c block$/m,
  ],
  [
    'a block of another kind',
    'book/en/04-accept.md',
    '```sh',
    '```python',
    /:\d+: a block is c, c sketch, console, diff, mermaid or sh, and not 'python'$/m,
  ],
  [
    'a chapter that no table of contents lists',
    'book/en/README.md',
    /^.*05-connect\.md.*$/m,
    '',
    /^book\/en\/05-connect\.md:1: book\/en\/README\.md does not list this chapter$/m,
  ],
  [
    'a listed chapter that is not there',
    'book/en/README.md',
    '05-connect.md',
    '06-gone.md',
    /^book\/en\/README\.md:\d+: no chapter 06-gone\.md here$/m,
  ],
  [
    'a second title',
    'book/en/05-connect.md',
    /^## .*$/m,
    '# Again',
    /^book\/en\/05-connect\.md:\d+: a second title: the first is at line 1$/m,
  ],
  [
    'a scenario with an order that does not exist',
    'code/05-connect/lost_syn.scenario',
    'client = 0',
    'client ! lose SYN',
    /^code\/05-connect\/lost_syn\.scenario:\d+: the orders are cut, mend, drop, hold and release, not 'lose SYN'$/m,
  ],
  [
    'a host that has no address',
    'code/05-connect/lost_syn.scenario',
    'record: yes',
    'host: 300.1.1.1 client',
    /^code\/05-connect\/lost_syn\.scenario:\d+: a host begins with its IPv4 address, not '300\.1\.1\.1'$/m,
  ],
];

for (const [name, file, from, to, message] of faults)
  test(name, () => {
    const root = copyBook();
    change(path.join(root, file), from, to);
    const out = fresh();
    const { status, output } = build(root, out);
    assert.equal(status, 1, output);
    assert.match(output, message);
    assert.ok(!fs.existsSync(out), 'nothing is made');
  });

test('all faults are reported in one run, and the last good site stays', () => {
  const root = copyBook();
  const out = fresh();
  assert.equal(build(root, out).status, 0);
  const before = fs.readFileSync(path.join(out, 'en/accept/index.html'), 'utf8');
  change(path.join(root, 'book/en/04-accept.md'), '```sh', '```python');
  change(path.join(root, 'book/fr/04-accept.md'), '05-connect.md#', '06-gone.md#');
  const { status, output } = build(root, out);
  assert.equal(status, 1);
  assert.match(output, /book\/en\/04-accept\.md:\d+: .*\n.*book\/fr\/04-accept\.md:\d+: /);
  assert.equal(fs.readFileSync(path.join(out, 'en/accept/index.html'), 'utf8'), before);
  assert.deepEqual(
    fs.readdirSync(path.dirname(out)).filter((f) => f.includes('.new-')),
    [],
  );
});

test('French has its spaces and quotes, code keeps its own', () => {
  const root = copyBook();
  fs.appendFileSync(
    path.join(root, 'book/fr/05-connect.md'),
    "\n## Bref ?\n\nQu'est-ce que « tout » : `a ? b : c` !\n",
  );
  fs.appendFileSync(path.join(root, 'book/en/05-connect.md'), '\n## Short?\n\nWhat\'s "all": `a ? b : c`!\n');
  const out = fresh();
  const { status, output } = build(root, out);
  assert.equal(status, 0, output);
  const fr = fs.readFileSync(path.join(out, 'fr/connect/index.html'), 'utf8');
  assert.match(fr, /Qu’est-ce que «\u00a0tout\u00a0»\u00a0: <code>a \? b : c<\/code>\u202f!/);
  const en = fs.readFileSync(path.join(out, 'en/connect/index.html'), 'utf8');
  assert.match(en, /What’s “all”: <code>a \? b : c<\/code>!/);
});

test('without the built lab no page speaks of it; with it, a page names what is to be loaded', () => {
  const without = fresh();
  assert.equal(build(copyBook(), without).status, 0);
  assert.ok(!fs.existsSync(path.join(without, 'lab')));
  assert.doesNotMatch(fs.readFileSync(path.join(without, 'en/accept/index.html'), 'utf8'), /<meta name="lab"/);

  const image = fresh();
  fs.mkdirSync(path.join(image, 'licences'), { recursive: true });
  fs.writeFileSync(path.join(image, 'image.json'), '{ "megabytes": 72 }');
  for (const file of [
    'state.bin.zst',
    'v86.wasm',
    'v86-fallback.wasm',
    'tcpdump.tar.gz',
    'packages.txt',
    'kernel.config',
  ])
    fs.writeFileSync(path.join(image, file), file);
  const withLab = fresh();
  const { status, output } = build(copyBook(), withLab, image);
  assert.equal(status, 0, output);
  const named = /<meta name="lab" content="([^"]+)"[^>]*data-bytes="(\d+)"/.exec(
    fs.readFileSync(path.join(withLab, 'en/accept/index.html'), 'utf8'),
  );
  const manifest = path.resolve(withLab, 'en/accept', named?.[1] ?? '');
  const { script, style, state, wasm, course } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const sizes = [script, style, state.file, wasm.file, course.file].map(
    (file) => fs.statSync(path.join(path.dirname(manifest), file)).size,
  );
  assert.equal(
    Number(named?.[2]),
    sizes.reduce((sum, size) => sum + size),
  );
});

test('a changed program is shown with what came and what went', () => {
  const root = copyBook();
  for (const language of ['en', 'fr'])
    fs.appendFileSync(
      path.join(root, `book/${language}/05-connect.md`),
      '\n[`say.c`: new](../../code/04-accept/say.c "since ../04-accept/accept_each.c")\n```diff\n```\n',
    );
  weave(root);
  const out = fresh();
  const { status, output } = build(root, out);
  assert.equal(status, 0, output);
  const html = fs.readFileSync(path.join(out, 'en/connect/index.html'), 'utf8');
  assert.match(html, /<del>-[^<]+<\/del>/);
  assert.match(html, /<ins>\+[^<]+<\/ins>/);
});
