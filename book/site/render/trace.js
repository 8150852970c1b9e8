import { actorOf, endsOf, processOf, segmentsOf, unescaped } from './recording.js';
import { roleOf } from '../../course/roles.js';
import { label } from './sentences/index.js';

/** @typedef {import('./recording.js').Recording} Recording */
/** @typedef {import('./recording.js').Socket} Socket */

/**
 * What the player needs of a recording, as few bytes as can be: what each step changes. Numbers are indexes.
 *
 * A step has, where something changed: `w` the actor; `t` threads `[thread, source, line, state, call]` (state 0 runs,
 * 1 waits, 2 held, 3 ended;
 * source -1: nowhere); `s` sockets (see `socketOf`); `x` ids of sockets that are gone; `g` segments `[from, to, text,
 * fate]` (from, to: actor
 * or -1; fate 0 delivered, 1 lost); `p` lines of a terminal `[actor, mark, text]`; `m` 1 for a call, 2 for a segment: a
 * mark on the scrubber.
 * @param {Recording} recording
 */
export function compact(recording) {
  const { steps, states, actors, sources } = recording;
  const threads = [...new Set([...actors.map((a) => a.name), ...steps.flatMap((s) => (s.new ? [s.new] : []))])];
  const actor = (/** @type {string | undefined} */ name) =>
    name === undefined ? -1 : actors.findIndex((a) => a.name === name);
  const most = Math.max(1, ...steps.flatMap((s) => (s.sockets ?? []).flatMap((k) => [k.receive ?? 0, k.send ?? 0])));
  return {
    actors: actors.map((a) => [a.name, roleOf(a.name)]),
    threads: threads.map((t) => [actor(actorOf(t)), t.split('.').slice(1).join(' ').replace(/(\d+)/g, ' $1')]),
    sources,
    most,
    steps: steps.map((step, i) => {
      const before = states[i - 1];
      /** @type {any} */
      const out = {};
      if (step.who) out.w = actor(actorOf(step.who));
      const changed = [...states[i].threads].filter(([name, t]) => before?.threads.get(name) !== t);
      if (changed.length)
        out.t = changed.map(([name, t]) => [
          threads.indexOf(name),
          t.at?.[0][0] ?? -1,
          t.at?.[0][1] ?? 0,
          ['runs', 'waits', 'held', 'ended'].indexOf(t.is),
          ...(t.is === 'waits' ? [t.call] : []),
        ]);
      if (step.sockets) out.s = step.sockets.map((s) => socketOf(s, actor(states[i].actorOf.get(String(s.id)))));
      if (step.gone) out.x = step.gone;
      const segments = segmentsOf(step);
      if (segments.length)
        out.g = segments.map((s) => {
          const ends = endsOf(recording, i, s);
          return [actor(ends.from), actor(ends.to), label(s), step.fate && step.fate !== 'delivered' ? 1 : 0];
        });
      const shown = printed(step);
      if (shown) out.p = [actor(actorOf(step.who ?? '')), ...shown];
      if (step.segment) out.m = 2;
      else if (/^(call|wait|return)$/.test(step.do)) out.m = 1;
      return out;
    }),
  };
}

/**
 * @param {import('./recording.js').Step} step
 * @returns {[string, string] | undefined} what it puts on a terminal: a scenario's mark, and the text
 */
export function printed(step) {
  switch (step.do) {
    case 'start':
      return ['$', step.command ?? ''];
    case 'print':
      return ['>', unescaped(step.text ?? '').replace(/\r?\n$/, '')];
    case 'type':
      return ['<', step.text ?? ''];
    case 'key':
      return ['^', step.key ?? ''];
    case 'exit':
      return processOf(step.who ?? '') === actorOf(step.who ?? '') && step.who === actorOf(step.who ?? '')
        ? ['=', step.signal ?? String(step.status ?? '')]
        : undefined;
    default:
      return undefined;
  }
}

/**
 * `[id, actor, descriptor or place, state, local, peer, receive, send, timer]`; a listening one has `[queue, backlog]`
 * for its last three.
 * @param {Socket} s @param {number} owner
 */
function socketOf(s, owner) {
  const name = s.held ? s.held.map((h) => h.slice(h.indexOf(':') + 1)).join(', ') : (s.place ?? '');
  const kind =
    s.kind === 'tcp' ? s.state : `${s.kind.toUpperCase()}${s.state === 'ESTABLISHED' ? ' · ESTABLISHED' : ''}`;
  const head = [s.id, owner, name, kind, s.local ?? '', s.peer ?? ''];
  if (s.state === 'LISTEN') return [...head, s.queue ?? 0, s.backlog ?? 0];
  return [...head, s.receive ?? 0, s.send ?? 0, s.timer ?? ''];
}
