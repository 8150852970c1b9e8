import { endsOf, portOf, processOf, segmentsOf } from '../recording.js';

/** @typedef {import('../recording.js').Recording} Recording */
/** @typedef {import('../recording.js').Step} Step */
/** @typedef {import('../recording.js').Segment} Segment */
/** @typedef {import('../recording.js').Socket} Socket */

/**
 * What a sentence is made from. Every kind of fact has one entry in each language's catalogue; which fields it has
 * follows from its kind.
 * @typedef {object} Fact
 * @property {string} key where the catalogue has its words: `call.accept.wait`
 * @property {string} [who]
 * @property {string} [other]
 * @property {string} [call]
 * @property {string} [errno]
 * @property {string} [signal]
 * @property {number} [n]
 * @property {number} [m]
 * @property {string} [port]
 * @property {string} [data] as C writes it, without quotes
 * @property {string} [name]
 * @property {Socket[]} [sockets]
 */

/** Calls that do the same thing. @type {Record<string, string>} */
const same = {
  accept4: 'accept',
  recvfrom: 'recv',
  recvmsg: 'recv',
  sendto: 'send',
  sendmsg: 'send',
  ppoll: 'poll',
  pselect: 'select',
  epoll_pwait: 'epoll_wait',
  dup2: 'dup',
  dup3: 'dup',
  sleep: 'nanosleep',
  usleep: 'nanosleep',
  clock_nanosleep: 'nanosleep',
  wait: 'waitpid',
  wait4: 'waitpid',
  signal: 'sigaction',
  bsd_signal: 'sigaction',
  pthread_clockjoin_ex: 'pthread_join',
  pthread_cond_timedwait: 'pthread_cond_wait',
  pipe2: 'pipe',
  setitimer: 'alarm',
  eventfd2: 'eventfd',
  fcntl64: 'fcntl',
  pthread_rwlock_rdlock: 'pthread_mutex_lock',
  pthread_rwlock_wrlock: 'pthread_mutex_lock',
};

/** Kinds of segments that follow from what crossed before. */
export class Wire {
  /**
   * @type {Map<string, {sent: number, fin: number | undefined, acked: number, answered: boolean, confirmed: boolean,
   *   window: number, syn: boolean}>} by direction
   */
  #ways = new Map();

  /**
   * @param {Segment} s in the order in which they were sent
   * @param {Socket | undefined} sender its socket before this step
   * @param {boolean} arrives
   * @returns {{kind: string, n?: number}}
   */
  next(s, sender, arrives) {
    if (s.protocol === 'udp') return { kind: 'datagram', n: s.length };
    const flags = new Set((s.flags ?? '').split(','));
    const way = this.#way(`${s.from} ${s.to}`);
    const back = this.#way(`${s.to} ${s.from}`);
    const { seq = 0, ack = 0 } = s;
    if (flags.has('RST')) return { kind: back.syn && !way.answered ? 'refusal' : 'rst' };
    if (flags.has('SYN')) {
      if (!flags.has('ACK')) {
        way.syn = true;
        way.sent = Math.max(way.sent, 1);
        return { kind: s.again ? 'synAgain' : 'syn' };
      }
      way.answered = true;
      way.sent = Math.max(way.sent, 1);
      return { kind: s.again ? 'synAckAgain' : 'synAck' };
    }
    const first = way.syn && !way.confirmed && back.answered;
    way.answered = true;
    if (arrives) way.confirmed = true;
    const before = { ...way };
    way.acked = Math.max(way.acked, ack);
    way.window = s.window ?? way.window;
    if (flags.has('FIN')) {
      way.fin = seq + s.length;
      way.sent = Math.max(way.sent, way.fin + 1);
      if (s.again) return { kind: 'finAgain' };
      return s.length ? { kind: 'finData', n: s.length } : { kind: 'fin' };
    }
    if (s.length && seq >= before.sent - (s.again ? s.length : 0) - (before.sent === 0 ? 1 : 0) && !s.again) {
      way.sent = seq + s.length;
      return { kind: 'data', n: s.length };
    }
    if (s.length && s.again) return { kind: 'dataAgain', n: s.length };
    if (seq < before.sent) {
      if (sender?.timer === 'keepalive') return { kind: 'keepalive' };
      if (sender?.timer === 'probe') return { kind: 'probe' };
    }
    if (s.length) {
      way.sent = Math.max(way.sent, seq + s.length);
      return { kind: 'data', n: s.length };
    }
    if (first) return { kind: arrives ? 'handshakeAck' : 'handshakeAckLost' };
    if (back.fin !== undefined && ack > back.fin && before.acked <= back.fin) return { kind: 'ackFin' };
    if (ack > Math.max(before.acked, 1))
      return { kind: s.window === 0 ? 'ackFull' : 'ack', n: ack - Math.max(before.acked, 1) };
    if (s.window !== undefined && before.window === 0 && s.window > 0) return { kind: 'windowOpens' };
    return { kind: 'ackAgain' };
  }

  /** @param {string} direction */
  #way(direction) {
    let way = this.#ways.get(direction);
    if (!way)
      this.#ways.set(
        direction,
        (way = { sent: 0, fin: undefined, acked: 0, answered: false, confirmed: false, window: -1, syn: false }),
      );
    return way;
  }
}

/**
 * The facts of every step, the most important first.
 * @param {Recording} recording
 * @param {(key: string) => boolean} has whether the catalogue knows a key
 * @returns {{facts: Fact[], segments: {kind: string, n?: number, from?: string, to?: string, segment: Segment}[]}[]}
 */
export function factsOf(recording, has) {
  const wire = new Wire();
  /** Ends that their own program has just cut off: their RST is no answer. @type {Set<string>} */
  const aborted = new Set();
  return recording.steps.map((step, i) => {
    const before = recording.states[i - 1]?.sockets ?? new Map();
    if (step.do === 'call' || step.do === 'exit')
      for (const id of [
        ...(step.gone ?? []),
        ...(step.sockets ?? []).filter((k) => k.state === 'CLOSE').map((k) => k.id),
      ]) {
        const was = before.get(id);
        if (was?.peer) aborted.add(`${was.local} ${was.peer}`);
      }
    const segments = segmentsOf(step).map((segment) => {
      const sender = [...before.values()].find(
        (/** @type {Socket} */ s) => s.local === segment.from && s.peer === segment.to,
      );
      const arrives = step.fate === undefined || step.fate === 'delivered';
      const next = wire.next(segment, sender, arrives);
      if (next.kind === 'rst') next.kind = reset(segment, sender, aborted);
      return { ...next, ...endsOf(recording, i, segment), segment };
    });
    /** @type {Fact[]} */
    const facts = [];
    if (step.after_ms !== undefined && step.after_ms >= 100) facts.push({ key: 'after', n: step.after_ms });
    facts.push(...main(recording, i, has));
    if (step.segment) {
      const [only] = segments;
      facts.push({
        key: `segment.${only.kind}`,
        who: only.from ?? step.from,
        other: only.to ?? step.to,
        n: only.n,
        data: step.segment.data,
        port: portOf(step.segment.to),
      });
      if (step.fate === 'dropped') facts.push({ key: 'fate.dropped' });
      else if (unheard(recording, i)) facts.push({ key: 'fate.full' });
      else if (step.fate === 'cut') facts.push({ key: step.to === 'nobody' ? 'fate.nobody' : 'fate.cut' });
    } else if (segments.length)
      facts.push({ key: 'crossing', name: segments.map((s) => s.kind).join(' '), n: segments.length });
    facts.push(...effects(step, before));
    return { facts, segments };
  });
}

/** Why a kernel resets. @param {Segment} s @param {Socket | undefined} sender @param {Set<string>} aborted */
function reset(s, sender, aborted) {
  if (aborted.delete(`${s.from} ${s.to}`)) return 'rst';
  if (!sender) return 'rstUnknown';
  return sender.held ? 'rst' : 'rstOrphan';
}

/**
 * Whether a SYN came to a full accept queue, and changed nothing there.
 * @param {Recording} recording
 * @param {number} i
 */
function unheard({ steps, states }, i) {
  const { segment, fate, to } = steps[i];
  if (fate !== 'delivered' || segment?.flags !== 'SYN' || steps[i].sockets?.some((s) => s.host === to)) return false;
  const listener = states[i].sockets.get(states[i].listening.get(`${to} ${portOf(segment.to)}`) ?? -1);
  return listener !== undefined && (listener.queue ?? 0) > (listener.backlog ?? Infinity);
}

/** @param {Recording} recording @param {number} i @param {(key: string) => boolean} has @returns {Fact[]} */
function main(recording, i, has) {
  const step = recording.steps[i];
  const { who = '' } = step;
  switch (step.do) {
    case 'start':
      return [{ key: step.watched === false ? 'start.tool' : 'start.program', who }];
    case 'type':
      return [{ key: step.text ? 'type' : 'enter', who }];
    case 'key':
      return [{ key: has(`key.${step.key}`) ? `key.${step.key}` : 'key.other', who, name: step.key }];
    case 'print':
      return [{ key: 'print', who }];
    case 'thread':
      return [{ key: 'thread', who, other: step.new }];
    case 'fork':
      return [{ key: 'fork', who, other: step.new }];
    case 'signal':
      return [
        { key: has(`signal.${step.signal}`) ? `signal.${step.signal}` : 'signal.other', who, signal: step.signal },
        { key: `action.${step.action}`, who, signal: step.signal },
      ];
    case 'exit':
      return [exit(step, recording.states[i - 1]?.sockets)];
    case 'network':
      return [{ key: 'network' }];
    case 'cut':
    case 'mend':
      return [{ key: step.do, who }];
    case 'hold':
    case 'release':
      return [{ key: step.do, who, call: step.call }];
    case 'segment':
      return [];
    default:
      return call(recording, i, has);
  }
}

/** @param {Step} step @param {Map<number, Socket> | undefined} before @returns {Fact} */
function exit({ who = '', signal, status }, before) {
  if (processOf(who) !== who) return { key: 'exit.thread', who };
  const held = [...(before?.values() ?? [])].filter((s) => s.held?.some((h) => h.startsWith(`${who}:`))).length;
  if (signal) return { key: held ? 'exit.signalHolding' : 'exit.signal', who, signal, n: held };
  if (status) return { key: held ? 'exit.failureHolding' : 'exit.failure', who, n: held, m: status };
  return { key: held ? 'exit.successHolding' : 'exit.success', who, n: held };
}

/** @param {Recording} recording @param {number} i @param {(key: string) => boolean} has @returns {Fact[]} */
function call(recording, i, has) {
  const step = recording.steps[i];
  const { who = '', result = 0, errno, args } = step;
  const written = step.call ?? '';
  let name = same[written] ?? written;
  const socket =
    step.on === undefined
      ? undefined
      : (recording.states[i].sockets.get(step.on) ?? recording.states[i - 1]?.sockets.get(step.on));
  // the functions of stdio, when they come to a socket
  if (socket && /^(fgets|fgetc|getc|getline|getdelim|fread|fscanf)$/.test(name)) name = 'stream';
  if (socket && name === 'fclose') name = 'close';
  if (socket && /^(fputs|fputc|putc|fprintf|vfprintf|fwrite|fflush)$/.test(name)) name = 'flush';
  if (name === 'read') name = socket ? 'recv' : 'file';
  if (name === 'write') name = socket ? 'send' : 'file';
  if (step.typed !== undefined || (step.do === 'wait' && !has(`call.${name}.ok`) && /get|scanf|read|uflow/.test(name)))
    name = 'typed';
  /** @type {Fact} */
  const fact = {
    key: '',
    who,
    call: written,
    n: result,
    errno,
    data: unquoted(args?.[1]),
    port: portOf(args?.[1]),
    name: args?.[1],
  };
  if (step.do === 'wait') fact.key = has(`call.${name}.wait`) ? `call.${name}.wait` : 'call.any.wait';
  else if (name === 'recv' && errno === 'ETIMEDOUT' && !recording.states[i - 1]?.sockets.get(step.on ?? -1)?.send)
    fact.key = 'error.recvProbing.ETIMEDOUT';
  else if (errno !== undefined)
    fact.key = has(`error.${name}.${errno}`)
      ? `error.${name}.${errno}`
      : has(`error.any.${errno}`)
        ? `error.any.${errno}`
        : 'error.any.other';
  else if (!has(`call.${name}.ok`))
    fact.key = step.do === 'return' ? 'call.any.back' : result === -1 ? 'error.any.other' : 'call.any.ok';
  else fact.key = variant(name, step, recording, i, socket, fact);
  return [fact];
}

/**
 * Where one call's success means different things.
 * @param {string} name @param {Step} step @param {Recording} recording @param {number} i
 * @param {Socket | undefined} socket @param {Fact} fact
 */
function variant(name, step, recording, i, socket, fact) {
  const { result = 0, args } = step;
  const back = step.do === 'return';
  const before = step.on === undefined ? undefined : recording.states[i - 1]?.sockets.get(step.on);
  const udp = socket?.kind === 'udp';
  switch (name) {
    case 'socket':
      return args?.[1]?.startsWith('SOCK_STREAM')
        ? 'call.socket.stream'
        : args?.[1]?.startsWith('SOCK_DGRAM')
          ? 'call.socket.datagram'
          : 'call.socket.ok';
    case 'setsockopt':
      return `call.setsockopt.${option(args ?? [], fact)}`;
    case 'bind':
      return fact.port === '0'
        ? 'call.bind.any'
        : /:\d+$/.test(args?.[1] ?? '')
          ? 'call.bind.ok'
          : 'call.bind.elsewhere';
    case 'accept':
      return back ? 'call.accept.back' : 'call.accept.ok';
    case 'connect':
      return socket?.kind === 'unix'
        ? 'call.connect.local'
        : udp
          ? 'call.connect.udp'
          : back
            ? 'call.connect.back'
            : 'call.connect.ok';
    case 'recv':
      if (udp) return 'call.recv.datagram';
      if (result === 0)
        return socket?.kind === 'tcp' && args?.[2] !== '0' && /CLOSE_WAIT|LAST_ACK|CLOSING|TIME_WAIT/.test(socket.state)
          ? 'call.recv.end'
          : 'call.recv.zero';
      if (args?.[3]?.includes('MSG_PEEK')) return 'call.recv.peek';
      return back ? 'call.recv.back' : 'call.recv.ok';
    case 'send':
      if (udp) return 'call.send.datagram';
      if (socket?.kind === 'unix') return 'call.send.local';
      fact.m = Number(args?.[2]);
      return fact.m > result ? 'call.send.short' : back ? 'call.send.back' : 'call.send.ok';
    case 'close':
      if (before?.state === 'LISTEN' && (before.held?.length ?? 0) < 2) return 'call.close.listening';
      if ((before?.held?.length ?? 0) > 1) return 'call.close.shared';
      if (before?.kind === 'tcp' && before.state === 'ESTABLISHED' && (before.receive ?? 0) > 0)
        return Object.assign(fact, { n: before.receive }) && 'call.close.unread';
      if (before?.kind === 'tcp' && before.peer && /ESTABLISHED|CLOSE_WAIT/.test(before.state)) {
        const sends = !step.gone?.includes(before.id);
        return sends || segmentsOf(step).some((s) => s.flags?.includes('FIN'))
          ? 'call.close.connection'
          : hurried(recording, i)
            ? 'call.close.hurried'
            : 'call.close.over';
      }
      return 'call.close.ok';
    case 'shutdown':
      return args?.[1] === 'SHUT_WR'
        ? 'call.shutdown.write'
        : args?.[1] === 'SHUT_RD'
          ? 'call.shutdown.read'
          : 'call.shutdown.ok';
    case 'getaddrinfo':
      return result === 0 ? 'call.getaddrinfo.ok' : 'call.getaddrinfo.none';
    case 'poll':
    case 'select':
    case 'epoll_wait':
      return result === 0 ? `call.${name}.none` : `call.${name}.ok`;
    case 'stream':
      return result === 0 ? 'call.stream.end' : 'call.stream.ok';
    case 'typed':
      return step.typed === '' ? 'call.typed.end' : 'call.typed.ok';
    default:
      return `call.${name}.ok`;
  }
}

/** @param {string[]} args of setsockopt @param {Fact} fact @returns {string} */
function option(args, fact) {
  const name = args.find((a) => /^(SO|TCP|IPV6)_[A-Z0-9_]+$/.test(a)) ?? '';
  const value = args.at(-1) ?? '';
  fact.n = Number(value);
  switch (name) {
    case 'SO_REUSEADDR':
      return value === '0' ? 'reuseOff' : 'reuse';
    case 'SO_LINGER':
      return value === '{1, 0}' ? 'lingerNone' : value.startsWith('{1') ? 'linger' : 'ok';
    case 'SO_KEEPALIVE':
      return value === '0' ? 'ok' : 'keepalive';
    case 'TCP_KEEPIDLE':
      return 'keepIdle';
    case 'TCP_KEEPINTVL':
      return 'keepInterval';
    case 'TCP_KEEPCNT':
      return 'keepCount';
    case 'TCP_USER_TIMEOUT':
      return 'userTimeout';
    case 'TCP_NODELAY':
      return value === '0' ? 'ok' : 'noDelay';
    case 'SO_RCVBUF':
    case 'SO_SNDBUF':
      return 'room';
    case 'SO_RCVTIMEO':
    case 'SO_SNDTIMEO':
      return 'limit';
    default:
      return 'ok';
  }
}

/**
 * @param {Recording} recording
 * @param {number} i
 * @returns {boolean} whether the socket was told to linger for no time at all
 */
const hurried = ({ steps }, i) =>
  steps
    .slice(0, i)
    .some(
      (s) =>
        s.call === 'setsockopt' && s.on === steps[i].on && s.args?.includes('SO_LINGER') && s.args.at(-1) === '{1, 0}',
    );

/** @param {string | undefined} literal @returns {string | undefined} */
const unquoted = (literal) => (literal?.startsWith('"') ? literal.replace(/^"|"(\.\.\.|…)?$/g, '') : undefined);

/**
 * What became of the sockets.
 * @param {Step} step @param {Map<number, Socket>} before
 * @returns {Fact[]}
 */
function effects(step, before) {
  /** @type {Map<string, Socket[]>} */
  const states = new Map();
  /** @type {Fact[]} */
  const facts = [];
  const arrived = new Set(
    segmentsOf(step)
      .filter((s) => s.length > 0)
      .map((s) => `${s.to} ${s.from}`),
  );
  for (const socket of step.sockets ?? []) {
    const was = before.get(socket.id);
    if (socket.kind === 'tcp' && socket.state !== was?.state && !(socket.state === 'CLOSE' && !was))
      states.set(socket.state, [...(states.get(socket.state) ?? []), socket]);
    if (socket.state === 'LISTEN' && (socket.queue ?? 0) > (was?.queue ?? 0))
      facts.push({
        key: (socket.queue ?? 0) > (socket.backlog ?? Infinity) ? 'queue.full' : 'queue.accept',
        n: socket.queue,
        m: socket.backlog,
        sockets: [socket],
      });
    if (
      (socket.receive ?? 0) > (was?.receive ?? 0) &&
      socket.kind === 'tcp' &&
      socket.state === 'ESTABLISHED' &&
      arrived.has(`${socket.local} ${socket.peer}`)
    )
      facts.push({ key: 'queue.receive', n: socket.receive, sockets: [socket] });
    if (
      (socket.send ?? 0) > (was?.send ?? 0) &&
      socket.kind === 'tcp' &&
      /ESTABLISHED|CLOSE_WAIT/.test(socket.state) &&
      was?.state === socket.state
    )
      facts.push({ key: 'queue.send', n: socket.send, sockets: [socket] });
  }
  return [...[...states].map(([state, sockets]) => ({ key: `state.${state}`, sockets })), ...facts];
}
