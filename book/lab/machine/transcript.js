/**
 * What a terminal of the guest shows, as lines, and when its commands begin and end. The shells say the latter in
 * sequences
 * that no terminal shows: ESC ] 7777 ; WORD BEL, where WORD is an exit status (at each prompt), ready, busy (a command
 * begins) or gone (the shell has ended). See image/files/etc/prompt and image/files/usr/src.
 */

/** @typedef {{kind: 'line', text: string} | {kind: 'end', status: number}} Happening */

// Colours, cursor movements, and all other sequences; group 1: the status in one of ours.
const SEQUENCE = new RegExp(
  [
    /\x1b\](?:7777;(\d+|ready|busy|gone)\x07|[^\x07\x1b]*(?:\x07|\x1b\\))/,
    /\x1b\[[0-?]*[ -/]*[@-~]/,
    /\x1b[()][A-Z0-9]/,
    /\x1b[=>78]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

export class Transcript {
  #decoder = new TextDecoder();
  #rest = '';
  #line = '';
  /** @type {Happening[]} */
  #happened = [];
  /** @type {(() => void) | undefined} */
  #woken;
  /** Whether a command runs, or there is no shell. What is shown meanwhile is what happens; the rest is the prompt. */
  busy = true;
  /** Whether the shell has ended. */
  gone = false;

  /** @param {Uint8Array} bytes that the guest has written */
  take(bytes) {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    for (;;) {
      const found = SEQUENCE.exec(this.#rest);
      const escape = this.#rest.indexOf('\x1b');
      const plain = found ? this.#rest.slice(0, found.index) : escape === -1 ? this.#rest : this.#rest.slice(0, escape);
      this.#text(plain);
      this.#rest = this.#rest.slice(plain.length + (found?.[0].length ?? 0));
      if (!found) break;
      if (found[1] !== undefined) this.#hear(found[1]);
    }
    this.#woken?.();
  }

  /** Forgets what has happened so far. */
  forget() {
    this.#happened = [];
  }

  /** @param {string} text */
  #text(text) {
    for (const part of text.split(/(\n)/)) {
      if (part !== '\n') {
        this.#line += part.replaceAll('\r', '');
        continue;
      }
      const line = this.#takeLine();
      if (this.busy) this.#push({ kind: 'line', text: line });
    }
  }

  /** @param {string} word that the shell says to us */
  #hear(word) {
    const line = this.#takeLine();
    if (line && this.busy) this.#push({ kind: 'line', text: line });
    // a prompt that is only drawn again, as when the window changes its size, ends nothing
    if (!this.busy && /^\d/.test(word)) return;
    this.gone = word === 'gone';
    this.busy = word === 'busy' || this.gone;
    if (!this.busy) this.#push({ kind: 'end', status: word === 'ready' ? 0 : Number(word) });
  }

  #takeLine() {
    const line = this.#line;
    this.#line = '';
    return line;
  }

  /** @param {Happening} happening */
  #push(happening) {
    this.#happened.push(happening);
  }

  /**
   * What happens next in this terminal; undefined when `signal` says that it is too late.
   * @param {AbortSignal} signal
   */
  async next(signal) {
    await this.#until(() => this.#happened.length > 0, signal);
    return this.#happened.shift();
  }

  /**
   * Waits until the command that was typed has begun: until then the shell edits lines, and what one types goes to
   * the command as it is, with a carriage return at its end.
   * @param {AbortSignal} signal
   */
  async begun(signal) {
    await this.#until(() => this.busy || this.#happened.some(({ kind }) => kind === 'end'), signal);
  }

  /** @param {() => boolean} is @param {AbortSignal} signal */
  async #until(is, signal) {
    while (!is() && !signal.aborted) {
      await /** @type {Promise<void>} */ (
        new Promise((done) => {
          const wake = () => {
            signal.removeEventListener('abort', wake);
            done();
          };
          signal.addEventListener('abort', wake);
          this.#woken = wake;
        })
      );
    }
  }

  /** What has been written of a line that is not whole yet. */
  get unfinished() {
    return this.#line;
  }
}
