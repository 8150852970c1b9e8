import { escape } from './html.js';
import { unbraced } from '../../course/braces.js';
import { roleOf } from '../../course/roles.js';

/** @typedef {import('../../course/course.js').Step} Step */
/** @typedef {import('./words.js').Words} Words */

/**
 * What one actor does or shows without another one in between: one row of the picture.
 * @typedef {{actor: string, steps: Step[], pause: boolean}} Turn
 */

/** @param {Step[]} steps @returns {Turn[]} */
export function turnsOf(steps) {
  /** @type {Turn[]} */
  const turns = [];
  for (const step of steps) {
    const last = turns.at(-1);
    if (last && last.actor === step.actor && !step.pause) last.steps.push(step);
    else turns.push({ actor: step.actor, steps: [step], pause: step.pause });
  }
  return turns;
}

/** @param {Step[]} steps @returns {string[]} in the order of their first step */
export const actorsOf = (steps) => [...new Set(steps.map((s) => s.actor))];

/**
 * The terminals of a scenario, side by side; time flows downwards, one row a turn.
 * @param {Step[]} steps
 * @param {Words} words
 * @returns {{html: string, broad: boolean}} broad: wider than a listing
 */
export function terminals(steps, words) {
  const actors = actorsOf(steps);
  const turns = turnsOf(steps);
  const rows = turns.length + 1;

  const widths = actors.map((actor) => {
    const lengths = steps.filter((s) => s.actor === actor).map((s) => shownLength(s, words));
    return Math.min(Math.max(actor.length + 8, ...lengths) + 2, 64);
  });
  const chars = widths.reduce((a, b) => a + b, 0);
  const broad = actors.length > 1 && chars > 84;

  const grounds = actors.map((actor, i) => {
    const role = roleOf(actor);
    return (
      `<div class="ground ${role}" style="grid-column:${i + 1};grid-row:1/${rows + 1}" aria-hidden="true">` +
      `<b>${escape(actor)}</b></div>`
    );
  });
  let before = '';
  const items = turns.map((turn, i) => {
    const column = actors.indexOf(turn.actor) + 1;
    const name = turn.actor === before ? ' same' : '';
    before = turn.actor;
    return (
      `<li class="turn ${roleOf(turn.actor)}${name}${turn.pause ? ' pause' : ''}" ` +
      `style="grid-column:${column};grid-row:${i + 2}"><b class="who">${escape(turn.actor)}</b>` +
      `<pre>${turn.steps.map((step) => line(step, words)).join('\n')}</pre></li>`
    );
  });

  const names = [...new Set(steps.flatMap((s) => s.numbers ?? []))];
  const legend = names.length
    ? `<p class="legend">${words.varies(names.map((n) => `<var>${n}</var>`).join(', '), names.length)}</p>`
    : '';
  const columns = widths.map((w) => `minmax(0,${w}fr)`).join(' ');
  const kind = actors.length === 1 ? 'stage alone' : 'stage';
  return {
    html:
      `<div class="${kind}" style="--columns:${columns}">${grounds.join('')}<ol>${items.join('')}</ol></div>` +
      `${legend}`,
    broad,
  };
}

/**
 * Puts something else in the place of each number that changes from run to run.
 * @param {string} text
 * @param {Step} step
 * @param {(name: string) => string} put
 */
const varying = (text, { numbers = [] }, put) =>
  numbers.reduce((changed, name) => changed.replaceAll(`{${name}}`, () => put(name)), text);

/** @param {number} byte @returns {string} Unicode has a picture for each control byte */
function signOf(byte) {
  if (byte <= 0x20) return String.fromCodePoint(0x2400 + byte);
  if (byte === 0x7f) return '␡';
  return byte < 0x7f ? String.fromCharCode(byte) : '\ufffd';
}

/** @param {Step} step @param {Words} words */
function shownLength(step, words) {
  if (step.order) return ordered(step, words).length;
  const braces = { byte: signOf, noNewline: '' };
  const bare = unbraced(
    varying(step.text, step, (name) => name),
    step,
    braces,
  ).length;
  if (step.mark === '=') return bare + words.killedBy.length + 4;
  return bare + (step.mark === '>' ? 0 : 2);
}

/** @param {Step} step @param {Words} words @returns {string} */
export function line(step, words) {
  // the numbers first: `{0x7b}a}` is no number
  const numbered = varying(escape(step.text), step, (name) => `<var title="${escape(words.varying)}">${name}</var>`);
  const text = unbraced(numbered, step, {
    byte: (byte, hex) => `<abbr title="${escape(words.byte(hex))}">${signOf(byte)}</abbr>`,
    noNewline: `<abbr title="${escape(words.noNewline)}">⊣</abbr>`,
  });
  switch (step.mark) {
    case '$':
    case '#':
      return `<span class="cmd"><i>${step.mark} </i><kbd>${text}</kbd></span>`;
    case '<':
      return `<span class="typed"><kbd>${text}</kbd><i> ⏎</i></span>`;
    case '^':
      return `<span class="key"><kbd>^${text}</kbd></span>`;
    case '=':
      return `<span class="end">${ending(step.text, words)}</span>`;
    case '!':
      return `<span class="end">${escape(ordered(step, words))}</span>`;
    default:
      return `<samp>${text}</samp>`;
  }
}

/** @param {Step} step @param {Words} words @returns {string} an order in words */
const ordered = ({ order, text }, { orders }) => (order ? orders[order](text) : '');

/** @param {string} status @param {Words} words */
function ending(status, words) {
  if (status.startsWith('SIG')) return `${words.killedBy} <b>${escape(status)}</b>`;
  return status === '0' ? `${words.exit} 0` : `${words.exit} <b>${escape(status)}</b>`;
}
