import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * A recording of a scenario, as scripts/record/README.md tells.
 * @typedef {object} Recording
 * @property {string} file from the root: `code/05-connect/handshake.json`
 * @property {string} name `handshake`
 * @property {string} scenario
 * @property {'loopback' | 'wire'} network
 * @property {{name: string, address: string}[]} hosts
 * @property {{name: string, host: string}[]} actors
 * @property {string[]} sources
 * @property {Step[]} steps
 * @property {State[]} states how things stand after each step
 */

/** @typedef {[source: number, line: number, fn: string]} Place */

/**
 * @typedef {object} Step
 * @property {'start' | 'type' | 'key' | 'call' | 'wait' | 'return' | 'print' | 'thread' | 'fork' | 'signal' | 'exit' |
 *   'segment' | 'network' | 'cut' | 'mend' | 'hold' | 'release'} do
 * @property {string} [who]
 * @property {string} [new]
 * @property {number} [line]
 * @property {string} [command]
 * @property {false} [watched]
 * @property {string} [key]
 * @property {Place[]} [at]
 * @property {string} [call]
 * @property {string[] | null} [args]
 * @property {number} [result]
 * @property {string} [errno]
 * @property {string} [typed]
 * @property {number} [on]
 * @property {string} [text]
 * @property {string} [signal]
 * @property {'handled' | 'ignored' | 'ends'} [action]
 * @property {number} [status]
 * @property {string} [from]
 * @property {string} [to]
 * @property {'delivered' | 'dropped' | 'cut'} [fate]
 * @property {Segment} [segment]
 * @property {Segment[]} [segments]
 * @property {Socket[]} [sockets]
 * @property {number[]} [gone]
 * @property {number} [after_ms]
 */

/**
 * @typedef {object} Segment
 * @property {'tcp' | 'udp'} protocol
 * @property {string} from
 * @property {string} to
 * @property {string} [flags]
 * @property {number} [seq]
 * @property {number} [ack]
 * @property {number} length
 * @property {string} [data]
 * @property {number} [window]
 * @property {true} [again]
 */

/**
 * @typedef {object} Socket
 * @property {number} id
 * @property {'tcp' | 'udp' | 'unix'} kind
 * @property {string} host
 * @property {string} state
 * @property {string} [local]
 * @property {string} [peer]
 * @property {number} [receive]
 * @property {number} [send]
 * @property {number} [queue]
 * @property {number} [backlog]
 * @property {'retransmission' | 'keepalive' | 'probe' | 'time_wait'} [timer]
 * @property {number} [tries]
 * @property {string[]} [held]
 * @property {'SYN queue' | 'accept queue' | 'kernel'} [place]
 */

/** @typedef {{at?: Place[], call?: string, is: 'runs' | 'waits' | 'held' | 'ended'}} Thread */

/**
 * @typedef {object} State
 * @property {Map<string, Thread>} threads every one that was started, by name
 * @property {Map<number, Socket>} sockets
 * @property {Map<string, string>} actorOf the actor beside whom a socket is shown, by its id
 * @property {Map<string, number>} listening the id of the socket that listens, by `host port`
 * @property {Set<string>} cut hosts whose cable is cut
 */

const schema = JSON.parse(
  fs.readFileSync(new URL('../../../scripts/record/recording.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: false, strictTuples: false }).compile(schema);

/**
 * Reads a recording; what is wrong with it is reported with the line of its step.
 * @param {string} file from the root
 * @param {string} text
 * @param {{fail: (line: number, what: string) => void, linesOf: (file: string) => number | undefined}} context
 *   linesOf: how many lines a file of code/ has
 * @returns {Recording | undefined}
 */
export function readRecording(file, text, { fail, linesOf }) {
  const lines = text.split('\n');
  const stepLines = lines.flatMap((line, i) => (/^\s*\{"do"/.test(line) ? [i + 1] : []));
  /** @type {Recording} */
  let recording;
  try {
    recording = JSON.parse(text);
  } catch (error) {
    fail(lineOfFault(String(error), text), 'not JSON');
    return undefined;
  }
  if (!validate(recording)) {
    const fault = validate.errors?.[0];
    const [, step] = /^\/steps\/(\d+)/.exec(fault?.instancePath ?? '') ?? [];
    const more = fault?.params.additionalProperty ?? fault?.params.allowedValues?.join(', ') ?? '';
    const where = fault?.instancePath.replace(/^\/steps\/\d+\/?/, '').replace(/^\//, '');
    fail(
      step ? (stepLines[Number(step)] ?? 1) : 1,
      `${where ? `${where} ` : ''}${fault?.message}${more ? `: ${more}` : ''}`,
    );
    return undefined;
  }
  recording.file = file;
  recording.name = file.replace(/^.*\/|\.json$/g, '');
  let faults = 0;
  const wrong = (/** @type {number} */ step, /** @type {string} */ what) => {
    faults++;
    fail(step < 0 ? 1 : (stepLines[step] ?? 1), what);
  };
  if (`code/${recording.scenario}.json` !== file) wrong(-1, `says that it is of ${recording.scenario}`);
  if (linesOf(`code/${recording.scenario}.scenario`) === undefined)
    wrong(-1, `there is no code/${recording.scenario}.scenario`);
  for (const source of recording.sources)
    if (linesOf(`code/${source}`) === undefined) wrong(-1, `there is no code/${source}`);
  if (faults) return undefined;
  checkSteps(recording, wrong, linesOf);
  if (faults) return undefined;
  recording.states = statesOf(recording);
  return recording;
}

/** @param {string} message of JSON.parse @param {string} text @returns {number} */
function lineOfFault(message, text) {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return position ? text.slice(0, Number(position)).split('\n').length : 1;
}

/** What each kind of step must have. @type {Record<string, (keyof Step)[]>} */
const needs = {
  start: ['who', 'command'],
  type: ['who', 'text'],
  key: ['who', 'key'],
  call: ['who', 'call'],
  wait: ['who', 'call'],
  return: ['who', 'call'],
  print: ['who', 'text'],
  thread: ['who', 'new'],
  fork: ['who', 'new'],
  signal: ['who', 'signal', 'action'],
  exit: ['who'],
  segment: ['from', 'to', 'fate', 'segment'],
  network: [],
  cut: ['who'],
  mend: ['who'],
  hold: ['who'],
  release: ['who'],
};

/**
 * What the schema cannot say: that names and numbers mean something.
 * @param {Recording} recording
 * @param {(step: number, what: string) => void} wrong
 * @param {(file: string) => number | undefined} linesOf
 */
function checkSteps(recording, wrong, linesOf) {
  const hosts = new Set(recording.hosts.map((h) => h.name));
  const actors = new Set(recording.actors.map((a) => a.name));
  for (const actor of recording.actors)
    if (!hosts.has(actor.host)) wrong(-1, `${actor.name} is on an unknown host: ${actor.host}`);
  const threads = new Set(actors);
  /** @type {Set<number>} */
  const sockets = new Set();
  /** @type {Map<string, string>} */
  const waits = new Map();
  recording.steps.forEach((step, i) => {
    for (const field of needs[step.do]) if (step[field] === undefined) wrong(i, `"${step.do}" without "${field}"`);
    if (/^(call|return)$/.test(step.do) && step.result === undefined && step.typed === undefined)
      wrong(i, `"${step.do}" without "result"`);
    if (step.who !== undefined && !threads.has(step.who)) wrong(i, `nobody is called ${step.who}`);
    for (const host of [step.from, step.to])
      if (host !== undefined && !hosts.has(host)) wrong(i, `no host is called ${host}`);
    if (step.new !== undefined) threads.add(step.new);
    for (const [source, line] of step.at ?? []) {
      const name = recording.sources[source];
      if (name === undefined) wrong(i, `no source has the number ${source}`);
      else if (line > (linesOf(`code/${name}`) ?? 0)) wrong(i, `code/${name} has no line ${line}`);
    }
    if (step.line !== undefined && step.line > (linesOf(`code/${recording.scenario}.scenario`) ?? 0))
      wrong(i, `the scenario has no line ${step.line}`);
    for (const socket of step.sockets ?? []) {
      sockets.add(socket.id);
      if (!hosts.has(socket.host)) wrong(i, `socket ${socket.id} is on an unknown host: ${socket.host}`);
    }
    for (const id of [...(step.gone ?? []), ...(step.on === undefined ? [] : [step.on])])
      if (!sockets.has(id)) wrong(i, `no socket has the id ${id}`);
    const who = step.who ?? '';
    if (step.do === 'return' && waits.get(who) !== step.call) wrong(i, `${who} did not wait in ${step.call}`);
    if (step.do === 'wait') waits.set(who, step.call ?? '');
    else if (step.do === 'return' || step.do === 'exit') waits.delete(who);
  });
}

/** @param {string} thread @returns {string} the terminal in which it runs */
export const actorOf = (thread) => thread.split(/[.:]/)[0];

/** @param {string} thread @returns {string} the first thread of its process */
export const processOf = (thread) => thread.replace(/(\.thread\d+)+$/, '');

/** @param {string} [address] `10.0.0.1:3001` @returns {string} `3001` */
export const portOf = (address = '') => address.slice(address.lastIndexOf(':') + 1);

/** @param {string} literal @returns {string} what a C string literal's text stands for */
export const unescaped = (literal) =>
  literal.replace(/\\(x[0-9a-f]{2}|.)/g, (_, c) => {
    if (c.length > 1) return String.fromCharCode(Number.parseInt(c.slice(1), 16));
    return /** @type {Record<string, string>} */ ({ n: '\n', t: '\t', r: '\r' })[c] ?? c;
  });

/** @param {Recording} recording @returns {State[]} */
function statesOf({ steps, actors }) {
  /** @type {State} */
  let now = { threads: new Map(), sockets: new Map(), actorOf: new Map(), listening: new Map(), cut: new Set() };
  /** @type {Map<string, string>} */
  const hostOf = new Map(actors.map((a) => [a.name, a.host]));
  return steps.map((step) => {
    now = {
      threads: new Map(now.threads),
      sockets: new Map(now.sockets),
      actorOf: new Map(now.actorOf),
      listening: new Map(now.listening),
      cut: new Set(now.cut),
    };
    const { who = '', at } = step;
    const before = now.threads.get(who);
    const stands = at ?? before?.at;
    switch (step.do) {
      case 'start':
        now.threads.set(who, { is: 'runs' });
        break;
      case 'call':
      case 'return':
      case 'print':
        now.threads.set(who, { is: 'runs', at: stands });
        break;
      case 'wait':
        now.threads.set(who, { is: 'waits', at: stands, call: step.call });
        break;
      case 'hold':
        if (before) now.threads.set(who, { ...before, is: before.is === 'waits' ? 'waits' : 'held' });
        break;
      case 'release':
        if (before?.is === 'held') now.threads.set(who, { ...before, is: 'runs' });
        break;
      case 'thread':
      case 'fork':
        now.threads.set(who, { is: 'runs', at: stands });
        now.threads.set(step.new ?? '', { is: 'runs' });
        break;
      case 'signal':
        if (before && at) now.threads.set(who, { ...before, at });
        break;
      case 'exit':
        now.threads.set(who, { is: 'ended', at: stands });
        break;
      case 'cut':
        now.cut.add(hostOf.get(actorOf(who)) ?? '');
        break;
      case 'mend':
        now.cut.delete(hostOf.get(actorOf(who)) ?? '');
        break;
    }
    for (const socket of step.sockets ?? []) {
      now.sockets.set(socket.id, socket);
      if (socket.state === 'LISTEN') now.listening.set(`${socket.host} ${portOf(socket.local)}`, socket.id);
    }
    for (const socket of step.sockets ?? []) {
      const owner = ownerOf(socket, now) ?? actors.find((a) => a.host === socket.host)?.name ?? '';
      if (socket.held || !now.actorOf.has(String(socket.id))) now.actorOf.set(String(socket.id), owner);
    }
    for (const id of step.gone ?? []) {
      now.sockets.delete(id);
      for (const [name, listener] of now.listening) if (listener === id) now.listening.delete(name);
    }
    return now;
  });
}

/**
 * @param {Socket} socket
 * @param {State} state
 * @returns {string | undefined} the actor that holds it, or that it waits for
 */
function ownerOf(socket, state) {
  if (socket.held) return actorOf(socket.held[0]);
  const listener = state.listening.get(`${socket.host} ${portOf(socket.local)}`);
  return listener === undefined ? undefined : state.actorOf.get(String(listener));
}

/**
 * The actors at both ends of a segment; undefined where no program has anything to do with it.
 * @param {Recording} recording
 * @param {number} i of the step
 * @param {Segment} segment
 * @returns {{from: string | undefined, to: string | undefined}}
 */
export function endsOf(recording, i, segment) {
  const step = recording.steps[i];
  const hosts = /** @type {[string | undefined, string | undefined]} */ (
    step.segment ? [step.from, step.to] : [hostAt(recording, segment.from), hostAt(recording, segment.to)]
  );
  const find = (/** @type {string} */ local, /** @type {string} */ peer, /** @type {string | undefined} */ host) => {
    for (const state of [recording.states[i], recording.states[i - 1]]) {
      if (!state) continue;
      for (const socket of state.sockets.values())
        if (
          socket.local === local &&
          (socket.peer === peer || (socket.kind === 'udp' && !socket.peer)) &&
          (host === undefined || socket.host === host)
        )
          return state.actorOf.get(String(socket.id));
    }
    for (const state of [recording.states[i], recording.states[i - 1]]) {
      if (!state) continue;
      for (const socket of state.sockets.values())
        if (
          socket.state === 'LISTEN' &&
          portOf(socket.local) === portOf(local) &&
          (host === undefined || socket.host === host)
        )
          return state.actorOf.get(String(socket.id));
    }
    // connect() has failed within this step: its socket has forgotten the address
    if (step.call === 'connect' && step.who !== undefined && step.args?.[1] === peer) return actorOf(step.who);
    const onHost = recording.network === 'wire' ? recording.actors.filter((a) => a.host === host) : [];
    if (onHost.length === 1) return onHost[0].name;
    return undefined;
  };
  return { from: find(segment.from, segment.to, hosts[0]), to: find(segment.to, segment.from, hosts[1]) };
}

/** @param {Recording} recording @param {string} address */
function hostAt({ hosts, network }, address) {
  if (network === 'loopback') return hosts[0].name;
  return hosts.find((h) => h.address === address.slice(0, address.lastIndexOf(':')))?.name;
}

/** @param {Step} step @returns {Segment[]} what crosses the network in it */
export const segmentsOf = (step) => (step.segment ? [step.segment] : (step.segments ?? []));

/**
 * The steps that a name means: `client connect`, `client connect returns`, `server recv 2`, `SYN,ACK 2`, `server exit`,
 * `cut`.
 * @param {Recording} recording
 * @param {string} name
 * @returns {number} the index of the step, or -1
 */
export function stepNamed(recording, name) {
  const m = /^(\S+)(?: (\S+?))??(?: (returns))?(?: (\d+))?$/.exec(name.trim());
  if (!m) return -1;
  const [, first, second, returns, nth = '1'] = m;
  const hits = recording.steps.flatMap((step, i) => {
    if (second === undefined) {
      if (/^[A-Z,]+$/.test(first))
        return segmentsOf(step)
          .filter((s) => s.flags === first || (s.protocol === 'udp' && first === 'UDP'))
          .map(() => i);
      return step.do === first ? [i] : [];
    }
    if (step.who !== first) return [];
    if (returns) return step.do === 'return' && step.call === second ? [i] : [];
    return ((step.do === 'call' || step.do === 'wait') && step.call === second) || step.do === second ? [i] : [];
  });
  return hits[Number(nth) - 1] ?? -1;
}

/** @param {Recording} recording @returns {string} the anchor of its figure */
export const figureId = ({ name }) => `recording-${name}`;

/** @param {Recording} recording @param {number} step counted from 1 @returns {string} */
export const stepId = ({ name }, step) => `${name}-step-${step}`;
