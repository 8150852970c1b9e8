/**
 * One step of a scenario, as the book shows it.
 * @typedef {object} Step
 * @property {string} actor
 * @property {'$' | '#' | '<' | '>' | '=' | '^' | '!'} mark
 * @property {string} text behind a mark `!` it is an ORDER
 * @property {boolean} pause whether an empty line stands before it
 */

const STEP = /^([a-z][a-z0-9]*)\s*(?:([$#<>=!])(?: (.*))?|\^([CDZ\\]))$/;

/**
 * What can be asked of the network or of the recorder; group 1: which segment is lost, group 2: before which call it
 * stops.
 */
export const ORDER = /^(?:cut|mend|release|drop (SYN|SYN,ACK|ACK|data|FIN|RST)|hold (\w+))$/;

/**
 * Reads the lines of a console block.
 * @param {string[]} lines
 * @param {(index: number, text: string) => void} fail
 * @returns {Step[]}
 */
export function readScenario(lines, fail) {
  /** @type {Step[]} */
  const steps = [];
  let pause = false;
  lines.forEach((line, i) => {
    if (line.trim() === '') {
      pause = steps.length > 0;
      return;
    }
    const m = STEP.exec(line.trimEnd());
    if (!m) {
      fail(i, `not a line of a scenario: ${line}`);
      return;
    }
    const [, actor, mark, text = '', key] = m;
    if (mark === '!' && !ORDER.test(text.trim())) {
      fail(i, `no order: ${line}`);
      return;
    }
    steps.push({
      actor,
      mark: /** @type {Step['mark']} */ (key ? '^' : mark),
      text: key ?? (mark === '>' ? text : text.trim()),
      pause,
    });
    pause = false;
  });
  return steps;
}

/** @param {string} text @returns {string} a scenario without its comments and settings, as it is shown */
export function shownScenario(text) {
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .filter((line) => !/^#/.test(line) && !/^[a-z][a-z ]*:/.test(line));
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.join('\n');
}

/** @param {string} actor @returns {'server' | 'client' | 'neutral'} whose colour it has */
export function roleOf(actor) {
  if (actor.startsWith('server')) return 'server';
  return /^(shell|network|kernel)/.test(actor) ? 'neutral' : 'client';
}
