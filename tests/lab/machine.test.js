/** The parts of the lab that need no guest: what is sent to it, and how what it says is read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { notHere } from '../../book/lab/check/not-here.mjs';
import { cpio } from '../../book/lab/image/cpio.mjs';
import { modulesOf } from '../../book/lab/machine/course.js';
import { orderTo, play } from '../../book/lab/machine/play.js';
import { readScenario } from '../../book/site/render/scenario.js';
import { terminals } from '../../book/site/render/terminals.js';
import { words } from '../../book/site/render/words.js';
import { endingOf, Matcher, parseScenario } from '../../book/lab/machine/scenario.js';
import { tar } from '../../book/lab/machine/tar.js';
import { Transcript } from '../../book/lab/machine/transcript.js';

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
/** The timer of AbortSignal.timeout would not keep the test alive. */
const soon = () => {
  const end = new AbortController();
  setTimeout(() => end.abort(), 200);
  return end.signal;
};

test('a placeholder stands for one number in the whole run', () => {
  const matcher = new Matcher(false);
  assert.ok(matcher.matches('from 127.0.0.1 port 40000', 'from 127.0.0.1 port {a}'));
  assert.ok(matcher.matches('40000 again', '{a} again'));
  assert.ok(!matcher.matches('40001 again', '{a} again'));
  assert.ok(!matcher.matches('x', '{b}'));
  assert.ok(!matcher.matches('1 and 2', '{c} and {c}'));
  assert.ok(matcher.matches('a.b (c)', 'a.b (c)') && !matcher.matches('aXb (c)', 'a.b (c)'));
  assert.ok(new Matcher(true).matches('ESTAB 0    0', 'ESTAB  0 0') && !matcher.matches('ESTAB 0    0', 'ESTAB  0 0'));
});

test('a scenario: settings, actors, and who is root', () => {
  const { steps, limit, anySpaces, plain, actors } = parseScenario(
    '# why\nlimit: 20 s\nspaces: any\n\nserver $ ./a\nnetwork # ip addr\nserver = 0\n',
  );
  assert.deepEqual([steps.length, limit, anySpaces, plain], [3, 20, true, true]);
  assert.deepEqual(
    [...actors],
    [
      ['server', 'reader'],
      ['network', 'root'],
    ],
  );
  assert.throws(() => parseScenario('a $ x\na # y\n'), /ordinary user and root/);
  assert.equal(parseScenario('tools: memcheck\na $ x\n').plain, false);
  assert.deepEqual([0, 1, 130, 139, 141].map(endingOf), ['0', '1', 'SIGINT', 'SIGSEGV', 'SIGPIPE']);
});

const HOSTS = 'host: 10.0.0.1 server\nhost: 10.0.0.2 client eyes\n';

test('a scenario: hosts, who sits where, and orders', () => {
  const { hosts, seats, steps } = parseScenario(`${HOSTS}\nserver $ ./a\nclient ! drop SYN,ACK\neyes ! cut\n`);
  assert.deepEqual(hosts, [
    { name: 'server', address: '10.0.0.1' },
    { name: 'client', address: '10.0.0.2' },
  ]);
  assert.deepEqual(
    [...seats].map(([actor, { name }]) => `${actor} at ${name}`),
    ['server at server', 'client at client', 'eyes at client'],
  );
  assert.deepEqual(
    steps.map(({ mark, text }) => `${mark} ${text}`),
    ['$ ./a', '! drop SYN,ACK', '! cut'],
  );
  assert.deepEqual(parseScenario('a $ x\n').hosts, []);
  /** @type {[string, RegExp][]} */
  const faults = [
    [`${HOSTS}nobody ! cut\n`, /nobody has no host of its own/],
    ['server ! cut\n', /server has no host of its own/],
    [`${HOSTS}client ! drop FIN,ACK\n`, /no order: client ! drop FIN,ACK/],
    [`${HOSTS}client ! drop\n`, /no order/],
    [`${HOSTS}client ! cut now\n`, /no order/],
    [`${HOSTS}client ! hold accept\n`, /only the recorder can hold/],
    [`${HOSTS}client ! release\n`, /only the recorder can hold/],
    ['host: here server\na $ x\n', /begins with its IPv4 address: host: here server/],
    ['host: 10.0.0.1\na $ x\n', /who sits at it/],
    [`${HOSTS}host: 10.0.0.3 eyes\n`, /eyes sits at two hosts/],
  ];
  for (const [text, why] of faults) assert.throws(() => parseScenario(text), why);
});

test('the book shows an order in the terminal of its host, in words', () => {
  /** @type {string[]} */
  const faults = [];
  const steps = readScenario(['client ! cut', 'client ! drop data', 'client ! hold accept', 'client ! fly'], (i, why) =>
    faults.push(`${i}: ${why}`),
  );
  assert.deepEqual(faults, ['3: no order: client ! fly']);
  assert.match(terminals(steps, words.en).html, /cable cut.*its next data is lost.*stops before accept/s);
  assert.match(terminals(steps, words.fr).html, /câble coupé.*son prochain data se perd.*s’arrête avant accept/s);
});

test('what the lab cannot play says why', () => {
  assert.match(notHere('a.scenario', 'tools: asan\na $ x\n') ?? '', /asan/);
  assert.match(notHere('a.scenario', 'a $ ps -C x\n') ?? '', /ps/);
  assert.match(notHere('a.scenario', `${HOSTS}server ! hold accept\n`) ?? '', /recorder/);
  assert.equal(notHere('a.scenario', `${HOSTS}server ! drop data\n`), undefined);
  assert.match(notHere('a.scenario', 'a $ 1\nb $ 2\nc $ 3\nd $ 4\ne $ 5\n') ?? '', /5 actors/);
  assert.equal(notHere('a.scenario', 'a $ ./x\na = 0\n'), undefined);
});

test('a transcript: lines and endings, however the bytes are cut; nothing of the prompt', async () => {
  const said =
    '\x1b[H\x1b[2Jx\r\n\x1b]7777;0\x07\x1b[1mserver\x1b[0m:~$ ' +
    './a\r\n\x1b]7777;busy\x07é\x1b[31mred\x1b[0m\r\nhalf\x1b]7777;130\x07server:~$ ';
  for (const size of [1, 3, 1000]) {
    const transcript = new Transcript();
    const data = bytes(said);
    for (let i = 0; i < data.length; i += size) transcript.take(data.subarray(i, i + size));
    const happened = [];
    for (let next = await transcript.next(soon()); next; next = await transcript.next(soon())) happened.push(next);
    assert.deepEqual(happened, [
      { kind: 'line', text: 'x' },
      { kind: 'end', status: 0 },
      { kind: 'line', text: 'éred' },
      { kind: 'line', text: 'half' },
      { kind: 'end', status: 130 },
    ]);
    assert.equal(transcript.busy, false);
    transcript.take(bytes('\r\x1b]7777;130\x07server:~$ '));
    assert.equal(await transcript.next(soon()), undefined, 'a prompt that is drawn again');
  }
});

test('a transcript knows when a command has begun, and when it was over before one looked', async () => {
  const transcript = new Transcript();
  transcript.take(bytes('\x1b]7777;0\x07'));
  await transcript.next(soon());
  let has = false;
  const begun = transcript.begun(soon()).then(() => (has = true));
  await new Promise((later) => setTimeout(later, 20));
  assert.equal(has, false);
  transcript.take(bytes('\x1b]7777;busy\x07'));
  await begun;
  assert.equal(has, true);
  transcript.take(bytes('\x1b]7777;1\x07'));
  const start = performance.now();
  await transcript.begun(soon());
  assert.ok(performance.now() - start < 100);
});

/** A stage whose program answers each command and line with bytes. @param {Record<string, string>} answers */
function stageOf(answers) {
  const transcript = new Transcript();
  transcript.take(bytes('\x1b]7777;busy\x07'));
  return { transcript, type: async (/** @type {string} */ text) => transcript.take(bytes(answers[text] ?? '')) };
}

test('play: the same, another line, another ending, silence; echoes only where a person types', async () => {
  const scenario = parseScenario('a $ ./x\na > hello\na < bye\na > answer\na = 0\n');
  const good = { './x\n': 'hello\n', 'bye\n': 'answer\n\x1b]7777;0\x07' };
  const found = async (/** @type {Record<string, string>} */ answers, strict = true) =>
    (
      await play(scenario, new Map([['a', stageOf(answers)]]), {
        signal: soon(),
        order: async () => 'no cable',
        strict,
      })
    )?.found;
  assert.equal(await found(good), undefined);
  assert.equal(await found({ ...good, './x\n': 'hallo\n' }), 'hallo');
  assert.equal(await found({ ...good, 'bye\n': 'answer\n\x1b]7777;139\x07' }), 'the end, SIGSEGV');
  assert.equal(await found({ ...good, 'bye\n': 'answer\nmore\n\x1b]7777;0\x07' }), 'more');
  assert.equal(await found({ './x\n': 'hel' }), 'only "hel"');
  assert.equal(await found({}), 'nothing');
  const echoing = { ...good, 'bye\n': 'bye\nanswer\n\x1b]7777;0\x07' };
  assert.equal(await found(echoing), 'bye');
  assert.equal(await found(echoing, false), undefined);
  assert.equal(await found({ ...echoing, './x\n': 'hallo\n' }, false), 'hallo');
});

test(
  "play: an order reaches the cable of its actor's host before the next step; one that is refused is a " + 'difference',
  async () => {
    const scenario = parseScenario(`${HOSTS}\neyes ! drop SYN\nclient $ ./x\nclient ! mend\nclient = 0\n`);
    /** @type {string[]} */
    const done = [];
    const stage = stageOf({ './x\n': '\x1b]7777;0\x07' });
    const { type } = stage;
    stage.type = (text) => {
      done.push(text.trim());
      return type(text);
    };
    const cable = (/** @type {number} */ status) => async (/** @type {string} */ order) => {
      done.push(order);
      return { status, output: 'no such host\n' };
    };
    const stages = new Map([['client', stage]]);
    const good = await play(scenario, stages, { signal: soon(), order: orderTo(cable(0), scenario), strict: true });
    assert.equal(good, undefined);
    assert.deepEqual(done, ['drop SYN client', './x', 'mend client']);
    const bad = await play(scenario, stages, { signal: soon(), order: orderTo(cable(1), scenario), strict: true });
    assert.deepEqual([bad?.step.text, bad?.found], ['drop SYN', 'no such host']);
  },
);

test('archives are what tar and cpio read', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tuyau-lab-'));
  try {
    execFileSync('tar', ['-x', '-C', folder], {
      input: tar([
        ['a/b.c', 'é\n'],
        ['c.h', ''],
      ]),
    });
    assert.equal(fs.readFileSync(path.join(folder, 'a/b.c'), 'utf8'), 'é\n');
    assert.equal(fs.readFileSync(path.join(folder, 'c.h'), 'utf8'), '');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  const archive = cpio(new Map([['x/y', { mode: 0o100755, content: Buffer.from('abc') }]]), ['e']).toString('latin1');
  const names = [...archive.matchAll(/070701[0-9a-f]{104}([^\0]*)\0/g)].map(([, name]) => name);
  assert.deepEqual(names, ['e', 'x', 'x/y', 'TRAILER!!!']);
});

test('the modules of a program are found, in its folder and above', () => {
  const there = (/** @type {string} */ name) => name !== 'none.c';
  assert.deepEqual(modulesOf('#include <a.h>\n#include "b.h"\n#include "../c.h"\n#include "none.h"\n', there), [
    'b.c',
    '../c.c',
  ]);
});
