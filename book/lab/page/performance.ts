/** A scenario is played in the reader's terminals, at the pace of a person who types. */
import { orderTo, play } from '../machine/play.js';
import type { Result } from '../machine/machine.js';
import type { Scenario, Step } from '../machine/scenario.js';
import type { Dock } from './dock';
import type { Terminal } from './terminal';
import { words } from './words';

const PACE = 35; // milliseconds from one key to the next
const PAUSE = 500; // before each step that is typed
const SLOWER = 6; // than a real machine, and typed by hand

export class Performance {
  readonly #stopping = new AbortController();

  readonly #scenario: Scenario;
  readonly #terminals: Terminal[];
  readonly #dock: Dock;
  readonly #cable: (order: string) => Promise<Result>;

  constructor(scenario: Scenario, terminals: Terminal[], dock: Dock, cable: (order: string) => Promise<Result>) {
    this.#scenario = scenario;
    this.#terminals = terminals;
    this.#dock = dock;
    this.#cable = cable;
  }

  stop(): void {
    this.#stopping.abort();
  }

  async perform(): Promise<void> {
    const pace = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : PACE;
    const typed = this.#scenario.steps.reduce(
      (sum, step) => sum + (step.mark === '>' ? 0 : PAUSE + step.text.length * PACE),
      0,
    );
    const signal = AbortSignal.any([
      this.#stopping.signal,
      AbortSignal.timeout(this.#scenario.limit * 1000 * SLOWER + typed),
    ]);
    for (const terminal of this.#terminals) await terminal.ready(signal);
    const pause = () => pace && new Promise((later) => setTimeout(later, PAUSE));
    const stages = new Map(
      this.#terminals.map((terminal) => [
        terminal.actor,
        {
          transcript: terminal.transcript,
          type: async (text: string) => {
            await pause();
            await terminal.type(text, pace, signal);
          },
        },
      ]),
    );
    for (const { transcript } of stages.values()) transcript.forget();
    const order = orderTo(this.#cable, this.#scenario);
    const difference = await play(this.#scenario, stages, {
      signal,
      order: async (...words) => {
        await pause();
        return order(...words);
      },
      strict: false,
      begins: (step) => {
        this.#dock.say(words.playing(step.actor, what(step)));
        if (!'>=!'.includes(step.mark)) this.#dock.choose(step.actor);
      },
    });
    if (this.#stopping.signal.aborted) this.#dock.say(words.stopped);
    else if (difference) this.#dock.say(words.differs(difference.step.actor, what(difference.step), difference.found));
    else this.#dock.say(words.playedWell);
  }
}

function what({ mark, order, text }: Step): string {
  if (order === 'drop') return words.hostLoses(text);
  if (order) return order === 'cut' ? words.hostIsCut : words.hostIsMended;
  if (mark === '>') return words.shows(text);
  if (mark === '=') return words.ends(text);
  return mark === '^' ? words.presses(text) : words.types(text);
}
