/** Which scenarios the lab cannot play, and why. All others it must. */
import { TERMINALS } from '../machine/machine.js';

/** Runs that end otherwise here. */
const OTHERWISE = new Map([
  ['04-accept/broken/length_not_set.scenario', 'what an uninitialised variable holds is up to the compiler'],
  ['07-close/given_up.scenario', 'the client is not told in time that the connection was given up'],
]);

/**
 * What a scenario needs that the guest does not have.
 * @type {[(step: import('../../course/course.js').Step) => boolean, string][]}
 */
const NEEDS = [
  // Debian's own would bring 3.6 MB of libraries, 1.3 MB of the download
  [({ mark, text }) => '$#'.includes(mark) && text.startsWith('ps -C '), 'busybox has another ps'],
  [({ mark, text }) => mark === '>' && text.includes('/dev/pts/'), 'its terminals are /dev/hvc0 to 3, not /dev/pts/…'],
];

/**
 * @param {string} file below `code/`
 * @param {import('../../course/course.js').Scenario} scenario
 * @returns {string | undefined} why not
 */
export function notHere(file, { tools, steps }) {
  if (tools.length === 0) return 'only the recorder can hold a program';
  if (!tools.includes('none')) return `it shows what ${tools.join(' and ')} report`;
  const commands = steps.filter(({ mark }) => mark === '$' || mark === '#');
  const users = new Set(commands.map(({ actor, mark }) => `${actor} ${mark}`));
  const actors = new Set(commands.map(({ actor }) => actor));
  if (actors.size > TERMINALS) return `it has ${actors.size} actors`;
  if (users.size > actors.size) return 'one actor is an ordinary user and root in one run';
  return OTHERWISE.get(file) ?? NEEDS.find(([needs]) => steps.some(needs))?.[1];
}
