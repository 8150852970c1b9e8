/** Which scenarios the lab cannot play, and why. All others it must. */
import { TERMINALS } from '../machine/machine.js';

/** Programs that are wrong on purpose, and go wrong otherwise here. */
const OTHERWISE = new Map([
  ['04-accept/broken/length_not_set.scenario', 'what an uninitialised variable holds is up to the compiler'],
]);

/** What a scenario's text needs that the guest does not have. */
const NEEDS = /** @type {[RegExp, string][]} */ ([
  // Debian's own would bring 3.6 MB of libraries, 1.3 MB of the download
  [/^[a-z]\w* +[$#] ps -C /m, 'busybox has another ps'],
  [/^[a-z]\w* +! (hold|release)\b/m, 'only the recorder can hold a program'],
  [/^[a-z]\w* +> .*\/dev\/pts\//m, 'its terminals are /dev/hvc0 to 3, not /dev/pts/…'],
]);

/** @param {string} file below `code/` @param {string} text @returns {string | undefined} why not */
export function notHere(file, text) {
  const tools = /^tools: (.*)$/m.exec(text)?.[1].split(/\s+/);
  if (tools && !tools.includes('none')) return `it shows what ${tools.join(' and ')} report`;
  const actors = new Set([...text.matchAll(/^([a-z]\w*) +[$#] /gm)].map(([, actor]) => actor));
  if (actors.size > TERMINALS) return `it has ${actors.size} actors`;
  return OTHERWISE.get(file) ?? NEEDS.find(([pattern]) => pattern.test(text))?.[1];
}
