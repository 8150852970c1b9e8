/** The parts of the lab that need no guest: what is sent to it, and how what it says is read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { notHere } from '../../book/lab/check/not-here.mjs';
import { cpio } from '../../book/lab/image/cpio.mjs';
import { orderTo, play } from '../../book/lab/machine/play.js';
import { terminals } from '../../book/site/render/terminals.js';
import { words } from '../../book/site/render/words.js';
import { endingOf, Matcher, stage } from '../../book/lab/machine/scenario.js';
import { tar } from '../../book/lab/machine/tar.js';
import { Transcript } from '../../book/lab/machine/transcript.js';

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
/** The timer of AbortSignal.timeout would not keep the test alive. */
const soon = () => {
  const end = new AbortController();
  setTimeout(() => end.abort(), 200);
  return end.signal;
};

/** @type {import('../../book/course/course.js').Scenario} */
const SCENARIO = { limit: 10, anySpaces: false, recorded: false, tools: ['none'], hosts: [], programs: [], steps: [] };

test('a placeholder stands for one number in the whole run', () => {
  const matcher = new Matcher(false);
  const matches = (/** @type {string} */ line, /** @type {string} */ text, /** @type {string[]} */ ...numbers) =>
    matcher.matches(line, { text, numbers });
  assert.ok(matches('from 127.0.0.1 port 40000', 'from 127.0.0.1 port {a}', 'a'));
  assert.ok(matches('40000 again', '{a} again', 'a'));
  assert.ok(!matches('40001 again', '{a} again', 'a'));
  assert.ok(!matches('x', '{b}', 'b'));
  assert.ok(!matches('1 and 2', '{c} and {c}', 'c'));
  assert.ok(matches('a.b (c)', 'a.b (c)') && !matches('aXb (c)', 'a.b (c)'));
  assert.ok(matches('{fd_1} {}', '{fd_1} {}') && !matches('3 {}', '{fd_1} {}'));
  const brace = { text: '{0x7b}b} is {b}', bytes: [0x7b], numbers: ['b'] };
  assert.ok(new Matcher(false).matches('{b} is 5', brace) && !new Matcher(false).matches('5 is 5', brace));
  const crlf = { text: 'a{0x0d}', bytes: [13] };
  assert.ok(matcher.matches('a\r', crlf) && matcher.matches('\0b', { text: '{0x00}b', bytes: [0] }));
  assert.ok(matcher.matches('half', { text: 'half{no newline}', noNewline: true }) && !matcher.matches('b', crlf));
  const spaces = { text: 'ESTAB  0 0' };
  assert.ok(new Matcher(true).matches('ESTAB 0    0', spaces) && !matcher.matches('ESTAB 0    0', spaces));
});

test('a scenario: who is root, and who sits where', () => {
  const server = { name: 'server', address: '10.0.0.1', actors: ['server'] };
  const client = { name: 'client', address: '10.0.0.2', actors: ['client', 'eyes'] };
  const { actors, seats } = stage({
    ...SCENARIO,
    hosts: [server, client],
    steps: [
      { actor: 'eyes', mark: '#', text: 'tcpdump', pause: false },
      { actor: 'server', mark: '$', text: './a', pause: false },
    ],
  });
  assert.deepEqual(
    [...actors],
    [
      ['eyes', 'root'],
      ['server', 'reader'],
    ],
  );
  assert.deepEqual([...seats.keys()], ['server', 'client', 'eyes']);
  assert.equal(seats.get('eyes')?.name, 'client');
  assert.deepEqual([0, 1, 130, 139, 141].map(endingOf), ['0', '1', 'SIGINT', 'SIGSEGV', 'SIGPIPE']);
});

test('the book shows an order in the terminal of its host, in words', () => {
  const orders = /** @type {const} */ ([
    ['cut', ''],
    ['drop', 'data'],
    ['hold', 'accept'],
  ]);
  const steps = orders.map(([order, text]) => ({
    actor: 'client',
    mark: /** @type {const} */ ('!'),
    order,
    text,
    pause: false,
  }));
  assert.match(terminals(steps, words.en).html, /cable cut.*its next data is lost.*stops before accept/s);
  assert.match(terminals(steps, words.fr).html, /câble coupé.*son prochain data se perd.*s’arrête avant accept/s);
});

test('what the lab cannot play says why', () => {
  const command = (/** @type {string} */ actor, /** @type {string} */ text, /** @type {'$' | '#'} */ mark = '$') => ({
    actor,
    mark,
    text,
    pause: false,
  });
  const why = (/** @type {Partial<typeof SCENARIO>} */ some) => notHere('a.scenario', { ...SCENARIO, ...some });
  assert.match(why({ tools: ['asan'] }) ?? '', /asan/);
  assert.match(why({ steps: [command('a', 'ps -C x')] }) ?? '', /ps/);
  assert.match(why({ tools: [] }) ?? '', /recorder/);
  assert.match(why({ steps: ['a', 'b', 'c', 'd', 'e'].map((actor) => command(actor, 'x')) }) ?? '', /5 actors/);
  assert.match(why({ steps: [command('a', 'x'), command('a', 'y', '#')] }) ?? '', /ordinary user and root/);
  assert.equal(why({ steps: [command('a', './x')] }), undefined);
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
  const line = (
    /** @type {import('../../book/course/course.js').Step['mark']} */ mark,
    /** @type {string} */ text,
  ) => ({
    actor: 'a',
    mark,
    text,
    pause: false,
  });
  const steps = [line('$', './x'), line('>', 'hello'), line('<', 'bye'), line('>', 'answer'), line('=', '0')];
  const scenario = stage({ ...SCENARIO, steps });
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
    const scenario = stage({
      ...SCENARIO,
      hosts: [{ name: 'client', address: '10.0.0.2', actors: ['client', 'eyes'] }],
      steps: [
        { actor: 'eyes', mark: '!', order: 'drop', text: 'SYN', pause: false },
        { actor: 'client', mark: '$', text: './x', pause: false },
        { actor: 'client', mark: '!', order: 'mend', text: '', pause: false },
        { actor: 'client', mark: '=', text: '0', pause: false },
      ],
    });
    /** @type {string[]} */
    const done = [];
    const client = stageOf({ './x\n': '\x1b]7777;0\x07' });
    const { type } = client;
    client.type = (text) => {
      done.push(text.trim());
      return type(text);
    };
    const cable = (/** @type {number} */ status) => async (/** @type {string} */ order) => {
      done.push(order);
      return { status, output: 'no such host\n' };
    };
    const stages = new Map([['client', client]]);
    const good = await play(scenario, stages, { signal: soon(), order: orderTo(cable(0), scenario), strict: true });
    assert.equal(good, undefined);
    assert.deepEqual(done, ['drop SYN client', './x', 'mend client']);
    const bad = await play(scenario, stages, { signal: soon(), order: orderTo(cable(1), scenario), strict: true });
    assert.deepEqual([bad?.step.order, bad?.found], ['drop', 'no such host']);
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
