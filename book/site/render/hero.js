import { escape } from './html.js';
import { actorOf, figureId, segmentsOf } from './recording.js';
import { printed } from './trace.js';
import { relative, sourceUrl } from './links.js';
import { actorsOf, line, turnsOf } from './terminals.js';
import { roleOf } from '../../course/roles.js';
import { words } from './words.js';

/** The run that the first page shows; where a book does not have it, another one of its kind. */
const PREFERRED = 'code/04-accept/one_client.scenario';

/** @param {import('./recording.js').Recording} recording @returns {Step[]} what its terminals show */
const shownIn = (recording) =>
  recording.steps.flatMap((step) => {
    const [mark, text] = printed(step) ?? [];
    return mark
      ? [{ actor: actorOf(step.who ?? ''), mark: /** @type {Step['mark']} */ (mark), text: text ?? '', pause: false }]
      : [];
  });

/**
 * The picture of the course: the terminals of a recorded run, and the pipe through which what one of them sends reaches
 * the other. What is in the pipe is the data of its first segment that carries some.
 * @param {import('./book.js').Book} book
 * @param {import('./book.js').Page} page
 * @returns {string} HTML; empty where no run of the book has one client that says something to a server
 */
export function hero(book, page) {
  const w = words[page.language];
  const candidates = [...book.sources.files.values()]
    .filter((s) => s.name.endsWith('.scenario'))
    .sort((a, b) => Number(b.path === PREFERRED) - Number(a.path === PREFERRED));
  for (const source of candidates) {
    const recording = book.recordings.get(source.path.replace(/scenario$/, 'json'));
    const steps = recording ? shownIn(recording) : (book.course.scenarios[source.path]?.steps ?? []);
    const flow = flowOf(steps, recording?.steps.flatMap(segmentsOf).find((s) => s.data)?.data);
    if (!flow) continue;
    const chapter =
      recording &&
      book.pages.find((p) => p.language === page.language && [...p.recordings.values()].includes(recording));
    const where = escape(
      chapter && recording
        ? `${relative(page.url, chapter.url)}#${figureId(recording)}`
        : relative(page.url, sourceUrl(page.language, source.path)),
    );
    return (
      `<figure class="hero">${picture(steps, flow, w)}` +
      `<figcaption><a href="${where}"><code>${escape(source.path)}</code></a></figcaption></figure>\n`
    );
  }
  return '';
}

/** @typedef {import('../../course/course.js').Step} Step */
/**
 * @typedef {{data: string, from: number, fromLine: number, to: number, toLine: number}} Flow turns, and lines of them
 */

/**
 * What a client sends and where it arrives.
 * @param {Step[]} steps
 * @param {string} [sent] what was recorded; else it is told from the command
 * @returns {Flow | undefined}
 */
function flowOf(steps, sent) {
  const actors = actorsOf(steps);
  if (actors.length !== 2 || !actors.some((a) => roleOf(a) === 'server') || !actors.some((a) => roleOf(a) === 'client'))
    return undefined;
  const turns = turnsOf(steps);
  for (const [from, turn] of turns.entries()) {
    if (roleOf(turn.actor) !== 'client' || turn.steps[0].mark !== '$') continue;
    const data = sent ?? /(?:'([^']+)'|"([^"]+)"|(\S+))$/.exec(turn.steps[0].text)?.slice(1).find(Boolean) ?? '';
    const to = turns.findIndex((t, i) => i > from && roleOf(t.actor) === 'server');
    const toLine = turns[to]?.steps.findIndex((s) => s.mark === '>' && s.text.endsWith(data)) ?? -1;
    if (data.length < 2 || data.length > 8 || to !== from + 1 || toLine === -1) continue;
    const fromLine = Math.max(
      0,
      turn.steps.findIndex((s) => s.mark === '>'),
    );
    return { data, from, fromLine, to, toLine };
  }
  return undefined;
}

/**
 * @param {Step[]} steps
 * @param {Flow} flow
 * @param {import('./words.js').Words} w
 */
function picture(steps, flow, w) {
  const turns = turnsOf(steps);
  const column = (/** @type {string} */ actor) => (roleOf(actor) === 'server' ? 3 : 1);
  const grounds = actorsOf(steps).map(
    (actor) =>
      `<div class="ground ${roleOf(actor)}" style="grid-column:${column(actor)};grid-row:1/${turns.length + 2}" ` +
      `aria-hidden="true">` +
      `<b>${escape(actor)}</b></div>`,
  );
  const items = turns.map((turn, i) => {
    const pipe = i === flow.to ? pipeItem(turns[flow.from].steps.length, flow) : '';
    return (
      `${pipe}<li class="turn ${roleOf(turn.actor)}" style="grid-column:${column(turn.actor)};grid-row:${i + 2}">` +
      `<b class="who">${escape(turn.actor)}</b><pre>${turn.steps.map((s) => line(s, w)).join('\n')}</pre></li>`
    );
  });
  return `<div class="stage">${grounds.join('')}<ol>${items.join('')}</ol></div>`;
}

const LINE = 24; // pixels: the height of a line in the picture, as style/landing.css sets it
const WIDE = 150;
const BORE = 15;

/**
 * The pipe: across the gap between two terminals, or downwards where they stand one below the other.
 * @param {number} lines of the client's turn
 * @param {Flow} flow
 */
function pipeItem(lines, flow) {
  const fall = (lines - flow.fromLine + flow.toLine) * LINE;
  const across =
    `M0 ${BORE + 4}C${WIDE * 0.62} ${BORE + 4} ${WIDE * 0.38} ${BORE + 4 + fall} ${WIDE} ` + `${BORE + 4 + fall}`;
  const top = (flow.fromLine + 0.5) * LINE - BORE - 4;
  const bytes = (/** @type {string} */ path) =>
    [...flow.data]
      .map((byte, i) => {
        const rest = 50 + (i - (flow.data.length - 1) / 2) * 8.5;
        return (
          `<text class="byte" ` +
          `style="offset-path:path('${path}');--at:${rest.toFixed(1)}%;--i:${flow.data.length - i}">` +
          `${escape(byte)}</text>`
        );
      })
      .join('');
  const tube = (/** @type {string} */ path) => `<path class="wall" d="${path}"/><path class="bore" d="${path}"/>`;
  const high = 92;
  const down = `M40 0V${high}`;
  return (
    `<li class="pipe" style="grid-column:2;grid-row:${flow.from + 2}/span 2" aria-hidden="true">` +
    `<svg class="across" style="top:${top}px" viewBox="0 0 ${WIDE} ${fall + 2 * BORE + 8}" width="${WIDE}" ` +
    `height="${fall + 2 * BORE + 8}">` +
    `${tube(across)}<rect class="in" x="0" y="0" width="9" height="${2 * BORE + 8}" rx="3"/>` +
    `<rect class="out" x="${WIDE - 9}" y="${fall}" width="9" height="${2 * BORE + 8}" rx="3"/>${bytes(across)}</svg>` +
    `<svg class="down" viewBox="0 0 80 ${high}" width="80" height="${high}">` +
    `${tube(down)}<rect class="in" x="21" y="0" width="38" height="9" rx="3"/>` +
    `<rect class="out" x="21" y="${high - 9}" width="38" height="9" rx="3"/>` +
    `<text class="word" x="40" y="${high / 2 + 5}">${escape(flow.data)}</text></svg></li>`
  );
}
