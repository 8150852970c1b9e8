/** Plays a scenario in the guest's terminals: types what it types, and waits for what it shows. */
import { endingOf, Matcher } from './scenario.js';

/** @typedef {import('./scenario.js').Step} Step */

/**
 * One actor's terminal.
 * @typedef {object} Stage
 * @property {import('./transcript.js').Transcript} transcript
 * @property {(text: string) => Promise<unknown>} type
 */

/**
 * What was not as the scenario says.
 * @typedef {{step: Step, found: string}} Difference
 */

const KEYS = new Map([
  ['C', '\x03'],
  ['D', '\x04'],
  ['Z', '\x1a'],
  ['\\', '\x1c'],
]);

/**
 * @param {import('./scenario.js').Scenario} scenario
 * @param {Map<string, Stage>} stages by actor, their shells ready
 * @param {object} options
 * @param {AbortSignal} options.signal ends the play, as its time limit
 * @param {(order: string, actor: string) => Promise<string | undefined>} options.order gives an order of the scenario
 *   to the
 *   network; what is wrong with it, if anything
 * @param {boolean} options.strict whether there may be no other line; a person's terminals show what is typed, too
 * @param {(step: Step, index: number) => void} [options.begins] called before each step
 * @returns {Promise<Difference | undefined>} the first difference
 */
export async function play(scenario, stages, { signal, order, strict, begins = () => {} }) {
  const matcher = new Matcher(scenario.anySpaces);
  /** @type {Set<string>} what was typed, by whom: a person's terminal shows it */
  const echoes = new Set();
  for (const [index, step] of scenario.steps.entries()) {
    if (signal.aborted) return { step, found: 'stopped' };
    begins(step, index);
    const found = step.order
      ? await order(`${step.order} ${step.text}`.trim(), step.actor)
      : await take(step, stageOf(stages, step), matcher, signal, strict ? undefined : echoes);
    if (found !== undefined) return { step, found };
    if (step.mark === '<') echoes.add(`${step.actor} ${step.text}`);
  }
  return undefined;
}

/** @param {Map<string, Stage>} stages @param {Step} step @returns {Stage} */
function stageOf(stages, { actor }) {
  const stage = stages.get(actor);
  if (!stage) throw new Error(`no terminal for ${actor}`);
  return stage;
}

/**
 * @param {Step} step
 * @param {Stage} stage
 * @param {Matcher} matcher
 * @param {AbortSignal} signal
 * @param {Set<string> | undefined} echoes where there are some
 * @returns {Promise<string | undefined>} what was found instead
 */
async function take(step, { transcript, type }, matcher, signal, echoes) {
  switch (step.mark) {
    case '$':
    case '#':
      await type(`${step.text}\n`);
      return undefined;
    case '<':
      await transcript.begun(signal);
      await type(`${step.text}\n`);
      return undefined;
    case '^':
      await transcript.begun(signal);
      await type(KEYS.get(step.text) ?? '');
      return undefined;
  }
  for (;;) {
    const happening = await transcript.next(signal);
    if (!happening) return transcript.unfinished ? `only "${transcript.unfinished}"` : 'nothing';
    if (happening.kind === 'end') {
      const ending = endingOf(happening.status);
      if (step.mark === '=' && ending === step.text) return undefined;
      return `the end, ${ending}`;
    }
    if (step.mark === '>' && matcher.matches(happening.text, step)) return undefined;
    if (!echoes || !isEcho(happening.text, step.actor, echoes)) return happening.text;
  }
}

/** Whether a line of a person's terminal is not the program's, but shows a key, or what was typed. */
const isEcho = (/** @type {string} */ line, /** @type {string} */ actor, /** @type {Set<string>} */ echoes) =>
  line === '' || /^\^[CDZ\\]$/.test(line) || echoes.has(`${actor} ${line}`);

/**
 * Gives a scenario's orders to the cables of the machine that plays it.
 * @param {(order: string) => Promise<import('./machine.js').Result>} cable
 * @param {import('./scenario.js').Scenario} scenario
 * @returns {(order: string, actor: string) => Promise<string | undefined>}
 */
export const orderTo =
  (cable, { seats }) =>
  async (order, actor) => {
    const { status, output } = await cable(`${order} ${seats.get(actor)?.name}`);
    return status === 0 ? undefined : output.trim();
  };
