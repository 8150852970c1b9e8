/** The words for each step of a recording: its head (who, what, with which result) and what that means. */
import { escape } from '../html.js';
import { unescaped } from '../recording.js';
import { roleOf } from '../../../course/roles.js';
import { setText } from '../typography.js';
import { en } from './en.js';
import { factsOf } from './facts.js';
import { fr } from './fr.js';

/** @typedef {import('../recording.js').Recording} Recording */
/** @typedef {import('../recording.js').Step} Step */
/** @typedef {import('../recording.js').Socket} Socket */

/**
 * What a catalogue's entry may use: HTML, and numbers.
 * @typedef {object} Said
 * @property {string} who
 * @property {string} other
 * @property {string} call
 * @property {string} errno
 * @property {string} signal
 * @property {string} name
 * @property {string} port
 * @property {string} data
 * @property {string} list
 * @property {number} n
 * @property {number} m
 */

/** @type {{en: typeof en, fr: typeof en}} */
export const catalogues = { en, fr };

/**
 * @param {any} catalogue
 * @param {string} key `call.accept.wait`
 * @returns {unknown}
 */
export const entry = (catalogue, key) => key.split('.').reduce((at, part) => at?.[part], catalogue);

/** @param {string} language */
const catalogueOf = (language) => (language === 'fr' ? fr : en);

/**
 * @param {string} html
 * @param {string} language
 * @returns {string} its text in the language's typography, code as it is
 */
export const setHtml = (html, language) =>
  elide(html, language)
    .split(/(<code>.*?<\/code>|<[^>]*>)/s)
    .map((part) => (part.startsWith('<') ? part : setText(part, language)))
    .join('');

/** « de alice » is « d'alice ». @param {string} html @param {string} language */
const elide = (html, language) =>
  language === 'fr' ? html.replace(/\b([Dd]|[Qq]u)e (?=<b class="\w+">[aeiouy])/g, "$1'") : html;

/** @param {string} thread @param {string} language @returns {string} how it is called in a sentence */
export function nameOf(thread, language) {
  const c = catalogueOf(language);
  const parts = thread.split('.');
  const [actor] = parts;
  const base = `<b class="${roleOf(actor)}">${escape(actor)}</b>`;
  return parts.slice(1).reduce((owner, part) => {
    const n = part.replace(/^\D+/, '');
    return part.startsWith('thread') ? c.threadName(owner, n) : c.childName(owner, n);
  }, base);
}

/** @param {string} text */
const code = (text) => `<code>${escape(text)}</code>`;

/** @param {Step} step @returns {string} the call as C writes it; long data is shortened */
function callText({ call = '', args }) {
  if (!args) return `${call}(?)`;
  if (args.length === 0) return /^(getchar|fork|pause)$/.test(call) ? `${call}()` : `${call}(…)`;
  const short = (/** @type {string} */ a) => (a.length > 40 ? `${a.slice(0, 34)}…${a.startsWith('"') ? '"' : ''}` : a);
  return `${call}(${args.map(short).join(', ')})`;
}

/**
 * @param {Recording} recording
 * @param {string} language
 * @returns {{head: string, text: string, keys: string[]}[]} HTML for each step
 */
export function sentencesOf(recording, language) {
  const c = catalogueOf(language);
  const facts = factsOf(recording, (key) => typeof entry(en, key) === 'function');
  return facts.map(({ facts: all, segments }, i) => {
    const step = recording.steps[i];
    const said = all.map((fact) => {
      const sockets = fact.sockets?.map((s) => socketName(s, recording, i, language)) ?? [];
      const list =
        fact.key === 'crossing'
          ? segments
              .map((s) => /** @type {any} */ (c.brief)[s.kind](s.n))
              .reduce(summed, /** @type {string[]} */ ([]))
              .join(', ')
          : listed(sockets, c.and);
      const words = /** @type {(d: Said) => string} */ (entry(c, fact.key))({
        who: fact.who ? nameOf(fact.who, language) : c.nobody,
        other: fact.other ? nameOf(fact.other, language) : c.nobody,
        call: code(fact.call ?? ''),
        errno: fact.errno ?? '',
        signal: fact.signal ?? '',
        name: escape(fact.name ?? ''),
        port: fact.port ?? '',
        data: escape(fact.data ?? ''),
        list,
        n: fact.n ?? 0,
        m: fact.m ?? 0,
      });
      return capital(words);
    });
    return {
      head: setHtml(head(step, language), language),
      text: setHtml(said.join(' '), language),
      keys: all.map((f) => f.key),
    };
  });
}

/** Equal neighbours are counted. @param {string[]} list @param {string} next */
function summed(list, next) {
  const [, text, times] = /^(.*?)(?: ×(\d+))?$/s.exec(list.at(-1) ?? '') ?? [];
  if (text === next) return [...list.slice(0, -1), `${text} ×${Number(times ?? 1) + 1}`];
  return [...list, next];
}

/** @param {string[]} parts @param {string} and */
const listed = (parts, and) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1)}`;

/** @param {string} html @returns {string} its first letter a capital, unless it is a name */
const capital = (html) => (html.startsWith('<') ? html : html.charAt(0).toLocaleUpperCase() + html.slice(1));

/** @param {Socket} socket @param {Recording} recording @param {number} i @param {string} language */
function socketName(socket, recording, i, language) {
  const c = catalogueOf(language);
  if (socket.held) {
    const [holder, fd] = socket.held[0].split(':');
    return c.socketOf(nameOf(holder, language), fd);
  }
  if (socket.place === 'SYN queue' || socket.place === 'accept queue') return c.placed[socket.place];
  return c.placed.kernel(nameOf(recording.states[i].actorOf.get(String(socket.id)) ?? '', language));
}

/** What is recorded of them is the call inside: its result is not theirs. */
const STDIO = /^(f?gets|f?getc|getline|getdelim|fread|fscanf|fputs|fputc|putc|v?fprintf|fwrite|fflush)$/;

/** @param {Step} step @param {string} language @returns {string} who did what */
function head(step, language) {
  const c = catalogueOf(language);
  const who = step.who ? nameOf(step.who, language) : '';
  switch (step.do) {
    case 'start':
      return `${who} ${code(`$ ${step.command}`)}`;
    case 'type':
      return `${who} ${c.typed} ${code(step.text || '⏎')}`;
    case 'key':
      return `${who} ${code(`Ctrl-${step.key}`)}`;
    case 'print':
      return `${who} ${code(`> ${unescaped(step.text ?? '').replace(/\r?\n$/, '')}`)}`;
    case 'thread':
      return `${who} · ${c.newThread}`;
    case 'fork':
      return `${who} · ${c.newProcess}`;
    case 'signal':
      return `${who} ${code(step.signal ?? '')}`;
    case 'exit':
      if (step.signal) return `${who} · ${c.killed} ${step.signal}`;
      return `${who} · ${step.status === undefined ? c.exits : `${c.exits} ${step.status}`}`;
    case 'segment':
      return (
        `${end(step.from, language)} → ${end(step.to, language)} ` +
        `${code(label(step.segment))}${step.fate === 'delivered' ? '' : ` · ${c.lost}`}`
      );
    case 'network':
      return `${c.kernel} · ${c.timer}`;
    case 'cut':
    case 'mend':
      return `${who} · ${c.cable}`;
    case 'hold':
      return `${who} · ${c.held}`;
    case 'release':
      return `${who}`;
    case 'wait':
      return `${who} ${code(callText(step))} · ${c.waits}`;
    default: {
      if (step.on !== undefined && STDIO.test(step.call ?? '') && !step.errno)
        return `${who} ${code(callText(step))}${step.do === 'return' ? ` · ${c.returns}` : ''}`;
      const result =
        step.typed !== undefined ? `"${step.typed}"` : step.errno ? `-1, ${step.errno}` : String(step.result ?? '');
      return `${who} ${code(`${callText(step)} = ${result}`)}${step.do === 'return' ? ` · ${c.returns}` : ''}`;
    }
  }
}

/** @param {string | undefined} host @param {string} language */
const end = (host, language) => (!host || host === 'nobody' ? catalogueOf(language).nobody : nameOf(host, language));

/** @param {import('../recording.js').Segment | undefined} s @returns {string} a segment in a few characters */
export function label(s) {
  if (!s) return '';
  if (s.protocol === 'udp') return `UDP ${s.length}`;
  const flags = (s.flags ?? '').split(',');
  const named = flags.includes('SYN')
    ? flags.includes('ACK')
      ? 'SYN-ACK'
      : 'SYN'
    : flags.includes('RST')
      ? 'RST'
      : flags.includes('FIN')
        ? 'FIN'
        : s.length
          ? ''
          : 'ACK';
  const data = s.length ? `${s.data && s.length <= 12 ? `"${s.data}"` : `${s.length}`}` : '';
  return [named, data].filter(Boolean).join(' ');
}
