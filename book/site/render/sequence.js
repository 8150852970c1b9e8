import { endsOf, segmentsOf } from './recording.js';
import { label } from './sentences/index.js';
import { roleOf } from '../../course/roles.js';

/** @typedef {import('./recording.js').Recording} Recording */
/** @typedef {import('./recording.js').Step} Step */

/**
 * One thing that a sequence diagram draws.
 * @typedef {object} Row
 * @property {'call' | 'state' | 'arrow' | 'event'} kind
 * @property {number} step index of the step that it belongs to
 * @property {string} lane a thread; for an arrow its sender
 * @property {string} [to] of an arrow
 * @property {string} text
 * @property {boolean} [lost]
 * @property {boolean} [begins] whether the lane waits from here on
 * @property {boolean} [ends] whether it no longer does
 */

/** Where a segment ends that no program has to do with. */
const KERNEL = 'kernel';

/** Calls that only ask or prepare: told in words, not drawn. */
const QUIET = new Set(
  (
    'getsockname getpeername getsockopt setsockopt fcntl fcntl64 sigaction signal alarm setitimer getaddrinfo ' +
    'epoll_ctl epoll_create1 eventfd signalfd read write fflush'
  ).split(' '),
);

/** Functions of stdio: drawn where they come to a socket; what is recorded of them is the call inside. */
const stdio = /^(f?gets|f?getc|getchar|getline|getdelim|fread|fscanf|fputs|fputc|putc|v?fprintf|fwrite)$/;

/** @param {Step} step */
const isQuiet = ({ call = '', on }) => QUIET.has(call) || (stdio.test(call) && on === undefined);

/**
 * What tells the story of a recording, in order. Each segment is there exactly once.
 * @param {Recording} recording
 * @returns {Row[]}
 */
export function rowsOf(recording) {
  /** @type {Row[]} */
  const rows = [];
  recording.steps.forEach((step, i) => {
    const { who = '' } = step;
    const lane = who;
    const plain = `${step.call}()`;
    const result = stdio.test(step.call ?? '') ? '…' : step.errno ? `-1 ${step.errno}` : `${step.result}`;
    if (step.do === 'wait') {
      rows.push({ kind: 'call', step: i, lane, text: isQuiet(step) ? '' : plain, begins: true });
    } else if (step.do === 'call' && !isQuiet(step)) {
      rows.push({ kind: 'call', step: i, lane, text: `${plain} = ${result}` });
    }
    for (const segment of segmentsOf(step)) {
      const { from = KERNEL, to = KERNEL } = endsOf(recording, i, segment);
      rows.push({
        kind: 'arrow',
        step: i,
        lane: from,
        to,
        text: label(segment),
        lost: step.fate !== undefined && step.fate !== 'delivered',
      });
    }
    if (step.do === 'return')
      rows.push({ kind: 'call', step: i, lane, text: isQuiet(step) ? '' : `${plain} = ${result}`, ends: true });
    if (step.do === 'exit' && !who.includes('.thread'))
      rows.push({ kind: 'event', step: i, lane, text: step.signal ?? `exit ${step.status ?? ''}`, ends: true });
    else if (step.do === 'exit') rows.push({ kind: 'event', step: i, lane, text: '', ends: true });
    if (step.do === 'signal' && step.action !== 'ends')
      rows.push({ kind: 'event', step: i, lane, text: step.signal ?? '' });
    if (step.do === 'cut' || step.do === 'mend')
      rows.push({ kind: 'event', step: i, lane, text: step.do === 'cut' ? '✕ ✕ ✕' : '✓' });
    const before = recording.states[i - 1]?.sockets;
    for (const socket of step.sockets ?? []) {
      const was = before?.get(socket.id)?.state;
      if (socket.kind !== 'tcp' || socket.state === was || (was === undefined && socket.state === 'CLOSE')) continue;
      const owner = recording.states[i].actorOf.get(String(socket.id));
      if (owner) rows.push({ kind: 'state', step: i, lane: owner, text: socket.state });
    }
  });
  return rows;
}

const MANY = 15; // rows after which a good place to cut is taken
const MOST = 22; // rows after which any place is
const FEW = 6; // rows that are not worth a picture of their own

/**
 * Cuts a long run into several pictures, at steps with a note, or where something begins.
 * @param {Row[]} rows
 * @param {Recording} recording
 * @param {Set<number>} marked steps with an author's note
 * @returns {Row[][]}
 */
export function partsOf(rows, recording, marked) {
  /** @type {Row[][]} */
  const parts = [[]];
  let weight = 0;
  rows.forEach((row, n) => {
    const part = parts.at(-1) ?? [];
    const last = part.at(-1);
    const fresh = last !== undefined && last.step !== row.step;
    const opens =
      /^(start|type|key|cut|mend)$/.test(recording.steps[row.step].do) ||
      marked.has(row.step) ||
      /^(start|type|key|cut|mend)$/.test(recording.steps[row.step - 1]?.do ?? '');
    if (fresh && rows.length - n > FEW && ((weight >= MANY && opens) || (weight >= MOST && row.kind === 'call'))) {
      parts.push([row]);
      weight = 1;
    } else {
      part.push(row);
      weight +=
        row.text === ''
          ? 0
          : row.kind === 'call' && last?.kind === 'call' && last.lane === row.lane && !last.begins
            ? 0.4
            : 1;
    }
  });
  return parts.filter((part) => part.some((row) => row.text !== ''));
}

/** @param {string} text @returns {string} as a mermaid label: its own signs are written as entities */
const safe = (text) => text.replace(/[#;:<>%]/g, (c) => `#${c.charCodeAt(0)};`);

/**
 * @param {Row[]} rows of one part
 * @param {object} about
 * @param {Recording} about.recording
 * @param {Set<string>} about.waiting lanes that wait when the part begins; changed to those that wait when it ends
 * @param {string} about.title
 * @param {string} about.description
 * @param {string} about.kernel what the kernel is called
 * @returns {{source: string, notes: ('server' | 'client' | 'neutral' | 'kernel')[], lanes: ('server' | 'client' |
 *   'neutral' | 'kernel')[]}}
 *   notes: the colour of each note in order; lanes: of each participant
 */
export function sequenceOf(rows, { recording, waiting, title, description, kernel }) {
  const used = new Set(rows.filter((r) => r.text !== '').flatMap((r) => (r.to ? [r.lane, r.to] : [r.lane])));
  for (const lane of waiting) used.add(lane);
  const all = [
    ...new Set([
      ...recording.actors.map((a) => a.name),
      ...recording.steps.map((s) => s.new ?? '').filter(Boolean),
      KERNEL,
    ]),
  ];
  const order = all.filter((lane) => used.has(lane)).sort((a, b) => rank(a, all) - rank(b, all));
  const id = (/** @type {string} */ lane) => `p${order.indexOf(lane)}`;
  const role = (/** @type {string} */ lane) => (lane === KERNEL ? 'kernel' : roleOf(lane));
  const narrow = order.length > 2 ? ['%%{init: {"sequence": {"width": 92, "actorMargin": 12}}}%%'] : [];
  const lines = [...narrow, 'sequenceDiagram', `    accTitle: ${title}`, `    accDescr: ${description}`];
  for (const lane of order) {
    const [, more] = /^[^.]*\.(.*)$/.exec(lane) ?? [];
    lines.push(
      `    participant ${id(lane)} as ` +
        `${lane === KERNEL ? kernel : safe(more ? more.replace(/^.*\./, '').replace(/(\d)/, ' $1') : lane)}`,
    );
  }
  /** @type {('server' | 'client' | 'neutral' | 'kernel')[]} */
  const notes = [];
  const active = new Set();
  for (const lane of waiting) {
    lines.push(`    activate ${id(lane)}`);
    active.add(lane);
  }
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n];
    if (!order.includes(row.lane)) continue;
    if (row.kind === 'arrow') {
      lines.push(`    ${id(row.lane)}${row.lost ? '-x' : '->>'}${id(row.to ?? KERNEL)}: ${safe(row.text)}`);
      continue;
    }
    const texts = row.text === '' ? [] : [row.text];
    // neighbours of one lane share a note, as long as none of them waits
    while (
      !row.begins &&
      !row.ends &&
      rows[n + 1]?.kind === row.kind &&
      rows[n + 1].lane === row.lane &&
      !rows[n + 1].begins &&
      !rows[n + 1].ends
    ) {
      const { text } = rows[++n];
      const [, said, times] = /^(.*?)(?: ×(\d+))?$/.exec(texts.at(-1) ?? '') ?? [];
      if (said === text) texts[texts.length - 1] = `${text} ×${Number(times ?? 1) + 1}`;
      else texts.push(text);
    }
    if (row.ends && active.delete(row.lane)) lines.push(`    deactivate ${id(row.lane)}`);
    if (texts.length) {
      lines.push(`    Note over ${id(row.lane)}: ${texts.map(safe).join('<br/>')}`);
      notes.push(row.kind === 'state' ? 'kernel' : role(row.lane));
    }
    if (row.begins && !active.has(row.lane)) {
      lines.push(`    activate ${id(row.lane)}`);
      active.add(row.lane);
    }
  }
  for (const lane of active) lines.push(`    deactivate ${id(lane)}`);
  waiting.clear();
  for (const lane of active) waiting.add(lane);
  return { source: `${lines.join('\n')}\n`, notes, lanes: order.map(role) };
}

/**
 * Servers stand left, their threads beside them; the others in the order of the scenario.
 * @param {string} lane
 * @param {string[]} all
 */
const rank = (lane, all) =>
  (lane === KERNEL ? 1e6 : roleOf(lane) === 'server' ? 0 : 1e3) +
  all.indexOf(lane) / 1e3 +
  all.indexOf(lane.split('.')[0]);
