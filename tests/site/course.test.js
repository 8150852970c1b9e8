/** What weave says of the course is what its schema promises, and what the pages are made of. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from '../../book/site/node_modules/ajv/dist/2020.js';
import { readCourse } from '../../book/course/course.js';
import { build, change, copyBook, fresh, weave } from './helpers.js';

const repository = path.join(import.meta.dirname, '../..');
const validate = new Ajv2020().compile(
  JSON.parse(fs.readFileSync(path.join(repository, 'scripts/weave/course.schema.json'), 'utf8')),
);

test('the whole course, and the small one, are as the schema says', () => {
  for (const root of [repository, copyBook()]) {
    const { course, problems } = readCourse(root);
    assert.equal(problems, '');
    assert.ok(validate({ version: 1, ...course }), JSON.stringify(validate.errors));
    assert.ok(Object.keys(course.scenarios).length > 2);
  }
});

/** A copy of the small book with one thing changed, and its site. @param {(root: string) => void} how */
function changed(how) {
  const root = copyBook();
  const out = fresh();
  how(root);
  weave(root);
  const { status, output } = build(root, out);
  assert.equal(status, 0, output);
  return (/** @type {string} */ file) => fs.readFileSync(path.join(out, file), 'utf8');
}

test('a link leads to whatever weave finds in a C file: a variable, a macro, an enumerator, a region', () => {
  const read = changed((root) => {
    fs.appendFileSync(
      path.join(root, 'code/04-accept/say.c'),
      '\n#define MOST 3\nint to_do = MOST;\nenum { ONE, TWO };\n' +
        '/* begin: last-part */\nint end;\n/* end: last-part */\n',
    );
    for (const language of ['en', 'fr'])
      fs.appendFileSync(
        path.join(root, `book/${language}/05-connect.md`),
        ['MOST', 'to_do', 'TWO', 'last-part', 'main']
          .map((name) => `\n[${name}](../../code/04-accept/say.c#${name})\n`)
          .join(''),
      );
    // a region is there to be shown
    fs.appendFileSync(
      path.join(root, 'book/en/05-connect.md'),
      '\n[`say.c`](../../code/04-accept/say.c#last-part)\n```c\n```\n',
    );
  });
  const lines = read('code/04-accept/say.c').split('\n');
  const at = (/** @type {string} */ text) => lines.findIndex((line) => line.startsWith(text)) + 1;
  for (const [name, line] of [
    ['MOST', at('#define MOST')],
    ['to_do', at('int to_do')],
    ['TWO', at('enum { ONE')],
    ['last-part', at('int end')],
    ['main', at('int main')],
  ])
    assert.match(read('en/connect/index.html'), new RegExp(`say\\.c/#L${line}"[^>]*>${name}<`));
});

test('braces are a number or a byte where play takes them for one, and nowhere else', () => {
  const read = changed((root) => {
    change(
      path.join(root, 'code/05-connect/refused.scenario'),
      /^(\w+) *> .*$/m,
      '$1 > {fd_1} {A} {a} {} {b2} {0x7b}c}{0x00}{0xff}{0x0d}\n$1 > half{no newline}',
    );
  });
  const html = read('en/code/05-connect/refused.scenario/index.html').replace(/<(var|abbr) [^>]*>/g, '<$1>');
  assert.match(html, /<samp>\{fd_1\} \{A\} <var>a<\/var> \{\} <var>b2<\/var> <abbr>\{<\/abbr>c\}<abbr>␀<\/abbr>/);
  assert.match(html, /<abbr>\ufffd<\/abbr><abbr>␍<\/abbr><\/samp>\n<samp>half<abbr>⊣<\/abbr><\/samp>/);
});
