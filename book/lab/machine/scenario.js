/** What the lab needs to know of a scenario: its steps and settings (scripts/README.md tells the format). */
import { readScenario, shownScenario } from '../../site/render/scenario.js';

/** @typedef {import('../../site/render/scenario.js').Step} Step */

/**
 * A host of its own, joined to the others by a cable; it has the name of its first actor.
 * @typedef {{name: string, address: string}} Host
 */

/**
 * @typedef {object} Scenario
 * @property {Step[]} steps
 * @property {number} limit seconds that the whole run may take
 * @property {boolean} anySpaces whether a run of spaces matches a longer or shorter one
 * @property {boolean} plain whether it may run without a checking tool
 * @property {Map<string, 'reader' | 'root'>} actors who runs each actor's commands, in the order of their first steps
 * @property {Host[]} hosts none: all actors sit at one machine
 * @property {Map<string, Host>} seats at which host each actor sits
 */

/** @param {string} text @returns {Scenario} */
export function parseScenario(text) {
  const settings = new Map([...text.matchAll(/^([a-z]+): *(.*)$/gm)].map(([, key, value]) => [key, value]));
  const steps = readScenario(shownScenario(text).split('\n'), (_, why) => {
    throw new Error(why);
  });
  const { hosts, seats } = readHosts(text);
  for (const { actor, mark, text: order } of steps) {
    if (mark !== '!') continue;
    if (/^(hold|release)\b/.test(order)) throw new Error(`${actor} ! ${order}: only the recorder can hold`);
    if (!seats.has(actor)) throw new Error(`${actor} ! ${order}: ${actor} has no host of its own`);
  }
  /** @type {Scenario['actors']} */
  const actors = new Map();
  for (const { actor, mark } of steps) {
    if (mark !== '$' && mark !== '#') continue;
    const user = mark === '#' ? 'root' : 'reader';
    if (actors.has(actor) && actors.get(actor) !== user)
      throw new Error(`${actor} is an ordinary user and root in one run`);
    actors.set(actor, user);
  }
  const limit = /^(\d+) s$/.exec(settings.get('limit') ?? '10 s');
  const tools = settings.get('tools')?.split(/\s+/) ?? ['none'];
  return {
    steps,
    actors,
    hosts,
    seats,
    limit: Number(limit?.[1] ?? 10),
    anySpaces: settings.get('spaces') === 'any',
    plain: tools.includes('none'),
  };
}

/** The settings `host: 10.0.0.2 client eyes`. @param {string} text @returns {Pick<Scenario, 'hosts' | 'seats'>} */
function readHosts(text) {
  /** @type {Pick<Scenario, 'hosts' | 'seats'>} */
  const { hosts, seats } = { hosts: [], seats: new Map() };
  for (const [line, value] of text.matchAll(/^host: *(.*)$/gm)) {
    const [address, ...actors] = value.trim().split(/ +/);
    if (!/^\d+(\.\d+){3}$/.test(address)) throw new Error(`a host begins with its IPv4 address: ${line}`);
    if (actors.length === 0) throw new Error(`who sits at it? ${line}`);
    const host = { name: actors[0], address };
    for (const actor of actors) {
      if (seats.has(actor)) throw new Error(`${actor} sits at two hosts`);
      seats.set(actor, host);
    }
    hosts.push(host);
  }
  return { hosts, seats };
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

  /** @param {string} line @param {string} expected @returns {boolean} */
  matches(line, expected) {
    /** @type {string[]} */
    const names = [];
    const pattern = expected
      .trimEnd()
      .split(/(\{[a-z][a-z0-9_]*\})/)
      .map((part) => {
        const name = /^\{(.+)\}$/.exec(part)?.[1];
        if (name === undefined) return this.#literal(part);
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
