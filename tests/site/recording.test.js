/** Recordings: what is wrong with one is told, each step has its words, the picture shows what was recorded. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readRecording, segmentsOf, endsOf, stepNamed, unescaped } from '../../book/site/render/recording.js';
import { Wire } from '../../book/site/render/sentences/facts.js';
import { catalogues, sentencesOf } from '../../book/site/render/sentences/index.js';
import { partsOf, rowsOf, sequenceOf } from '../../book/site/render/sequence.js';
import { compact } from '../../book/site/render/trace.js';
import { build, change, copyBook, fresh } from './helpers.js';

const here = import.meta.dirname;
const JSON_FILE = 'code/05-connect/handshake.json';

/** @type {[string, string, string | RegExp, string, RegExp][]} name, file, what is there, the fault, the message */
const faults = [
  [
    'an unknown kind of step',
    JSON_FILE,
    '"do":"wait","who":"server"',
    '"do":"sleep","who":"server"',
    /^code\/05-connect\/handshake\.json:12: do must be equal to one of the allowed values: start, /m,
  ],
  [
    'a field that the format does not have',
    JSON_FILE,
    '"call":"listen"',
    '"call":"listen","color":"red"',
    /handshake\.json:10: must NOT have additional properties: color/,
  ],
  ['another version', JSON_FILE, '"version":1', '"version":2', /handshake\.json:1: version must be equal to constant/],
  ['a file that is not JSON', JSON_FILE, '"call":"bind",', '"call":"bind"', /handshake\.json:9: not JSON/],
  [
    'an actor that nobody knows',
    JSON_FILE,
    '"do":"exit","who":"client"',
    '"do":"exit","who":"carol"',
    /handshake\.json:29: nobody is called carol/,
  ],
  [
    'a line beyond the end of its source',
    JSON_FILE,
    '[[0,43,"main"]]',
    '[[0,4300,"main"]]',
    /handshake\.json:12: code\/05-connect\/accept_one\.c has no line 4300/,
  ],
  [
    'a source that is not listed',
    JSON_FILE,
    '[[0,43,"main"]]',
    '[[7,43,"main"]]',
    /handshake\.json:12: no source has the number 7/,
  ],
  [
    'a call that comes back without having waited',
    JSON_FILE,
    '"do":"wait","who":"client"',
    '"do":"call","result":0,"who":"client"',
    /handshake\.json:18: client did not wait in connect/,
  ],
  [
    'a call without its result',
    JSON_FILE,
    '"call":"bind","args":["3","0.0.0.0:3001"],"result":0',
    '"call":"bind","args":["3","0.0.0.0:3001"]',
    /handshake\.json:9: "call" without "result"/,
  ],
  [
    'a socket that was never there',
    JSON_FILE,
    '"gone":[1]',
    '"gone":[9]',
    /handshake\.json:35: no socket has the id 9/,
  ],
  [
    'a note on a step that is not there',
    'book/en/05-connect.md',
    '`SYN,ACK`:',
    '`SYN,ACK 2`:',
    /^book\/en\/05-connect\.md:\d+: no step of handshake is called `SYN,ACK 2`$/m,
  ],
  [
    'a link to a step that is not there',
    'book/fr/05-connect.md',
    '#step-13',
    '#step-1300',
    /^book\/fr\/05-connect\.md:\d+: code\/05-connect\/handshake\.json has no step-1300: its steps are step-1 to/m,
  ],
  [
    'a recording that one language does not show',
    'book/fr/05-connect.md',
    /^\[.*refused\.json\)$/m,
    '',
    /^code\/05-connect\/refused\.json:1: no chapter of book\/fr shows this recording$/m,
  ],
  [
    'a recording shown twice',
    'book/en/05-connect.md',
    /^\[.*refused\.json\)$/m,
    '$&\n\n$&',
    /^book\/en\/05-connect\.md:\d+: shows code\/05-connect\/refused\.json a second time$/m,
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

/**
 * @param {string} root
 * @returns {import('../../book/site/render/recording.js').Recording[]} every recording below code/
 */
function recordingsOf(root) {
  return fs
    .readdirSync(path.join(root, 'code'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.json'))
    .sort()
    .map((f) => {
      /** @type {string[]} */
      const problems = [];
      const recording = readRecording(`code/${f}`, fs.readFileSync(path.join(root, 'code', f), 'utf8'), {
        fail: (line, what) => problems.push(`code/${f}:${line}: ${what}`),
        linesOf: (file) => {
          const whole = path.join(root, file);
          return fs.existsSync(whole)
            ? fs.readFileSync(whole, 'utf8').replace(/\n$/, '').split('\n').length
            : undefined;
        },
      });
      assert.deepEqual(problems, []);
      assert.ok(recording);
      return recording;
    });
}

const fixtures = recordingsOf(path.join(here, 'fixture'));
const all = [...fixtures, ...recordingsOf(path.join(here, '../..'))];
const handshake = /** @type {import('../../book/site/render/recording.js').Recording} */ (
  fixtures.find((r) => r.name === 'handshake')
);

/** @param {any} catalogue @param {string} [at] @returns {string[]} */
const keysOf = (catalogue, at = '') =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${at}${key}.`) : [`${at}${key}`],
  );

test('both languages have words for the same things, and each of them is said', () => {
  assert.deepEqual(keysOf(catalogues.fr), keysOf(catalogues.en));
  const d = {
    who: 'w',
    other: 'o',
    call: 'c',
    errno: 'E',
    signal: 'S',
    name: 'n',
    port: 'p',
    data: 'x',
    list: 'l',
    n: 2,
    m: 3,
  };
  for (const [language, catalogue] of Object.entries(catalogues))
    for (const key of keysOf(catalogue)) {
      const entry = key.split('.').reduce((at, part) => /** @type {any} */ (at)[part], /** @type {any} */ (catalogue));
      if (typeof entry !== 'function' || /^(threadName|childName|socketOf|placed)/.test(key)) continue;
      for (const n of [0, 1, 2]) {
        const said = key.startsWith('brief.') ? entry(n) : entry({ ...d, n });
        assert.ok(said.length > 1 && !/undefined|NaN|\[object/.test(said), `${language} ${key}: ${said}`);
      }
    }
});

test('every step of every recording has a sentence of its own kind, in both languages', () => {
  for (const recording of all)
    for (const language of ['en', 'fr'])
      sentencesOf(recording, language).forEach(({ head, text, keys }, i) => {
        const where = `${recording.file}, step ${i + 1}, ${language}`;
        assert.ok(head && text, where);
        assert.ok(!/undefined|NaN|\[object/.test(head + text), `${where}: ${head} ${text}`);
        for (const key of keys)
          assert.doesNotMatch(key, /^call\.any\.|^error\.any\.other$|^key\.other$/, `${where}: ${keys}`);
      });
});

test('a call that the catalogue does not know gets the honest general sentence', () => {
  const recording = structuredClone(handshake);
  recording.steps[1] = { do: 'call', who: 'server', call: 'frobnicate', args: null, result: 7 };
  assert.match(sentencesOf(recording, 'en')[1].text, /<code>frobnicate<\/code> came back at once, with 7\./);
  recording.steps[1] = { do: 'call', who: 'server', call: 'frobnicate', args: null, result: -1, errno: 'EODD' };
  assert.match(sentencesOf(recording, 'fr')[1].text, /<code>frobnicate<\/code> échoue avec EODD\./);
});

/** @param {string} flags @param {number} seq @param {number} ack @param {object} [more] */
const there = (flags, seq, ack, more = {}) => ({
  protocol: 'tcp',
  from: 'c:1',
  to: 's:2',
  flags,
  seq,
  ack,
  length: 0,
  window: 9,
  ...more,
});
/** @param {string} flags @param {number} seq @param {number} ack @param {object} [more] */
const back = (flags, seq, ack, more = {}) => ({ ...there(flags, seq, ack, more), from: 's:2', to: 'c:1' });

test('what each segment is, told from those before it', () => {
  const wire = new Wire();
  /** @param {any} segment @param {any} [sender] @param {boolean} [arrives] */
  const kind = (segment, sender, arrives = true) => wire.next(segment, sender, arrives).kind;
  const heard = [
    kind(there('SYN', 0, 0), undefined, false),
    kind(there('SYN', 0, 0, { again: true })),
    kind(back('SYN,ACK', 0, 1)),
    kind(there('ACK', 1, 1), undefined, false),
    kind(back('SYN,ACK', 0, 1, { again: true })),
    kind(there('ACK', 1, 1)),
    kind(there('PSH,ACK', 1, 1, { length: 5 }), undefined, false),
    kind(there('PSH,ACK', 1, 1, { length: 5, again: true })),
    kind(back('ACK', 1, 6)),
    kind(back('ACK', 1, 6)),
    kind(there('PSH,ACK', 6, 1, { length: 4 })),
    kind(back('ACK', 1, 10, { window: 0 })),
    kind(there('ACK', 9, 1), { timer: 'probe' }),
    kind(back('ACK', 1, 10, { window: 0 })),
    kind(back('ACK', 1, 10, { window: 50 })),
    kind(there('ACK', 9, 1), { timer: 'keepalive' }),
    kind(there('FIN,ACK', 10, 1)),
    kind(there('FIN,ACK', 10, 1, { again: true })),
    kind(back('ACK', 1, 11)),
    kind(back('FIN,PSH,ACK', 1, 11, { length: 3 })),
    kind(there('ACK', 11, 5)),
    kind(there('RST', 11, 0)),
  ];
  assert.deepEqual(heard, [
    'syn',
    'synAgain',
    'synAck',
    'handshakeAckLost',
    'synAckAgain',
    'handshakeAck',
    'data',
    'dataAgain',
    'ack',
    'ackAgain',
    'data',
    'ackFull',
    'probe',
    'ackAgain',
    'windowOpens',
    'keepalive',
    'fin',
    'finAgain',
    'ackFin',
    'finData',
    'ackFin',
    'rst',
  ]);
  const refused = new Wire();
  refused.next(/** @type {any} */ (there('SYN', 0, 0)), undefined, true);
  assert.equal(refused.next(/** @type {any} */ (back('RST,ACK', 0, 1)), undefined, true).kind, 'refusal');
});

test('what was printed is shown as the terminal showed it', () => {
  assert.equal(unescaped(String.raw`recv: \"one\\ntwo\"\ta\x07\n`), 'recv: "one\\ntwo"\ta\u0007\n');
});

test('steps are found by their names', () => {
  const named = (/** @type {string} */ name) => stepNamed(handshake, name) + 1;
  assert.deepEqual(
    [
      'client connect',
      'client connect returns',
      'server close 2',
      'SYN,ACK',
      'ACK 2',
      'PSH,ACK',
      'client exit',
      'server start',
      'client connect 2',
      'RST',
      'nonsense',
    ].map(named),
    [10, 13, 30, 12, 18, 17, 24, 1, 0, 0, 0],
  );
});

test('the sequence diagram shows each segment once, in order, between its ends', () => {
  for (const recording of all) {
    const recorded = recording.steps.flatMap((step, i) =>
      segmentsOf(step).map((segment) => {
        const { from = 'kernel', to = 'kernel' } = endsOf(recording, i, segment);
        return `${from} ${step.fate && step.fate !== 'delivered' ? '-x' : '->>'} ${to}`;
      }),
    );
    const waiting = new Set();
    const drawn = partsOf(rowsOf(recording), recording, new Set()).flatMap((rows) => {
      const { source } = sequenceOf(rows, { recording, waiting, title: 't', description: 'd', kernel: 'kernel' });
      const names = new Map([...source.matchAll(/participant (p\d+) as (.*)/g)].map(([, id, name]) => [id, name]));
      return [...source.matchAll(/^ {4}(p\d+)(->>|-x)(p\d+): /gm)].map(
        ([, from, arrow, to]) => `${names.get(from)} ${arrow} ${names.get(to)}`,
      );
    });
    assert.deepEqual(drawn, recorded, recording.file);
  }
});

test('a lost segment has its cross, waiting its bar, a state its note', () => {
  const lost = /** @type {typeof handshake} */ (fixtures.find((r) => r.name === 'lost_syn'));
  const [first] = partsOf(rowsOf(lost), lost, new Set());
  const { source, notes } = sequenceOf(first, {
    recording: lost,
    waiting: new Set(),
    title: 't',
    description: 'd',
    kernel: 'kernel',
  });
  assert.match(source, /p1-xp0: SYN\n {4}p1->>p0: SYN\n/);
  assert.match(source, /Note over p1: connect\(\)\n {4}activate p1\n {4}Note over p1: SYN_SENT\n/);
  assert.match(source, /deactivate p1\n {4}Note over p1: connect\(\) = 0/);
  assert.equal(notes.length, source.match(/Note over/g)?.length);
});

test('long runs are cut into pictures, and what waits goes on waiting in the next one', () => {
  const two = /** @type {typeof handshake} */ (fixtures.find((r) => r.name === 'two_at_once'));
  const parts = partsOf(rowsOf(two), two, new Set());
  assert.ok(parts.length > 1);
  const waiting = new Set();
  const sources = parts.map(
    (rows) => sequenceOf(rows, { recording: two, waiting, title: 't', description: 'd', kernel: 'kernel' }).source,
  );
  assert.match(sources[1], /participant p\d+ as alice\n(.*\n)* {4}activate/);
  for (const source of sources)
    assert.equal(source.match(/^ {4}activate/gm)?.length ?? 0, source.match(/^ {4}deactivate/gm)?.length ?? 0);
});

test('what the player gets says the same as the recording', () => {
  for (const recording of all) {
    const data = compact(recording);
    assert.equal(data.steps.length, recording.steps.length);
    const sockets = new Map();
    data.steps.forEach((step, i) => {
      for (const socket of step.s ?? []) sockets.set(socket[0], socket);
      for (const id of step.x ?? []) sockets.delete(id);
      assert.deepEqual(
        [...sockets.keys()].sort(),
        [...recording.states[i].sockets.keys()].sort(),
        `${recording.file}, step ${i + 1}`,
      );
      assert.equal(step.g?.length ?? 0, segmentsOf(recording.steps[i]).length);
    });
  }
});
