/** What the lab needs to know of a scenario, besides what weave says of it. */
import { unbraced } from '../../course/braces.js';

/** @typedef {import('../../course/course.js').Step} Step */

/**
 * A host of its own, joined to the others by a cable; it has the name of its first actor.
 * @typedef {{name: string, address: string}} Host
 */

/**
 * @typedef {object} Stagings
 * @property {Map<string, 'reader' | 'root'>} actors who runs each actor's commands, in the order of their first steps
 * @property {Map<string, Host>} seats at which host each actor sits
 */
/** @typedef {import('../../course/course.js').Scenario & Stagings} Scenario */

/** @param {import('../../course/course.js').Scenario} scenario @returns {Scenario} */
export function stage(scenario) {
  /** @type {Scenario['actors']} */
  const actors = new Map();
  for (const { actor, mark } of scenario.steps)
    if (mark === '$' || mark === '#') actors.set(actor, mark === '#' ? 'root' : 'reader');
  const seats = new Map(scenario.hosts.flatMap((host) => host.actors.map((actor) => [actor, host])));
  return { ...scenario, actors, seats };
}

const SIGNALS = new Map([
  [1, 'SIGHUP'],
  [2, 'SIGINT'],
  [3, 'SIGQUIT'],
  [6, 'SIGABRT'],
  [7, 'SIGBUS'],
  [8, 'SIGFPE'],
  [9, 'SIGKILL'],
  [10, 'SIGUSR1'],
  [11, 'SIGSEGV'],
  [12, 'SIGUSR2'],
  [13, 'SIGPIPE'],
  [14, 'SIGALRM'],
  [15, 'SIGTERM'],
  [20, 'SIGTSTP'],
]);

/** How a command ended, in a scenario's words. @param {number} status as a shell gives it */
export const endingOf = (status) => (status > 128 && SIGNALS.get(status - 128)) || String(status);

/** Compares lines with what stands in a scenario; a placeholder stands for one number in the whole run. */
export class Matcher {
  /** @type {Map<string, string>} */
  #numbers = new Map();

  /** @param {boolean} anySpaces */
  constructor(anySpaces) {
    this.anySpaces = anySpaces;
  }

  /**
   * The terminal adds a carriage return to each newline: what stands at the end of a line cannot be told from it.
   * @param {string} line
   * @param {Pick<Step, 'text' | 'numbers' | 'bytes' | 'noNewline'>} step
   * @returns {boolean}
   */
  matches(line, step) {
    const { numbers = [] } = step;
    const braces = { byte: (/** @type {number} */ byte) => String.fromCharCode(byte), noNewline: '' };
    /** @type {string[]} */
    const names = [];
    // the numbers first: `{0x7b}a}` is no number
    const pattern = step.text
      .split(new RegExp(`(${numbers.map((name) => `\\{${name}\\}`).join('|') || '$^'})`))
      .map((part, i, parts) => {
        const name = numbers.find((one) => part === `{${one}}`);
        if (name === undefined) {
          const shown = unbraced(part, step, braces);
          return this.#literal(i === parts.length - 1 ? shown.trimEnd() : shown);
        }
        const known = this.#numbers.get(name);
        if (known !== undefined) return known;
        if (names.includes(name)) return `\\${names.indexOf(name) + 1}`;
        names.push(name);
        return '(\\d+)';
      });
    const found = new RegExp(`^${pattern.join('')}$`).exec(line.trimEnd());
    if (!found) return false;
    names.forEach((name, i) => this.#numbers.set(name, found[i + 1]));
    return true;
  }

  /** @param {string} text */
  #literal(text) {
    const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return this.anySpaces ? escaped.replace(/ +/g, ' +') : escaped;
  }
}
