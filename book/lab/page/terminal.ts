/** One terminal of the lab: what the guest writes is drawn, and followed as a transcript; what is typed goes there. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { Machine } from '../machine/machine.js';
import type { Host } from '../machine/scenario.js';
import { Transcript } from '../machine/transcript.js';
import { make } from '../../site/widgets/dom';
import { roleOf } from '../../course/roles.js';
import { words } from './words';

const CTRL_C = '\x03';

export class Terminal {
  readonly element: HTMLElement;
  transcript = new Transcript();
  readonly #screen: HTMLElement;
  readonly #xterm: Xterm;
  readonly #fit = new FitAddon();
  readonly #where = make('small', {});
  #machine: Machine | undefined;
  #host: Host | undefined;

  readonly #port: number;

  constructor(
    readonly actor: string,
    readonly user: 'reader' | 'root',
    port: number,
  ) {
    this.#port = port;
    this.#screen = make('div', { class: 'lab-screen' });
    const name = make('h3', {}, actor, ...(user === 'root' ? [make('small', {}, ' root')] : []), this.#where);
    this.element = make(
      'div',
      { class: `lab-terminal ${roleOf(actor)}`, role: 'group', 'aria-label': words.terminal(actor) },
      name,
      this.#screen,
    );
    this.#xterm = new Xterm({
      fontSize: 13,
      fontFamily: style('--mono'),
      theme: theme(),
      cursorBlink: false,
      minimumContrastRatio: 4.5,
      scrollback: 5000,
    });
    this.#xterm.loadAddon(this.#fit);
    this.#xterm.attachCustomKeyEventHandler((event) => this.#takesKey(event));
    this.#xterm.onData((data) => void this.#machine?.type(this.#port, data));
    this.#xterm.onResize(({ rows, cols }) => this.#machine?.resize(this.#port, rows, cols));
  }

  /** To be called once, when its element is in the page. */
  show(): void {
    this.#xterm.open(this.#screen);
    this.#xterm.textarea?.setAttribute('aria-label', words.terminal(this.actor));
    this.sitAt(this.#host);
    const fit = () => this.#screen.clientWidth > 0 && this.#fit.fit();
    new ResizeObserver(fit).observe(this.#screen);
    fit();
  }

  /** At which host the next shell is; undefined: the machine has none. */
  sitAt(host: Host | undefined): void {
    this.#host = host;
    this.#where.textContent = host ? ` ${host.address}` : '';
    this.#xterm.textarea?.setAttribute('aria-description', `${host ? `${words.at(host.address)} ` : ''}${words.keys}`);
  }

  /** A shell in this folder; when it has said its first prompt, `ready` is done. */
  start(machine: Machine, folder: string): void {
    this.#machine = machine;
    this.transcript = new Transcript();
    this.#xterm.reset();
    const { rows, cols: columns } = this.#xterm;
    machine.open(
      this.#port,
      { name: this.actor, user: this.user, rows, columns, folder, kind: 'prompt', host: this.#host },
      (bytes) => {
        this.transcript.take(bytes);
        this.#xterm.write(bytes);
        // "exit", or Ctrl-D at the prompt: there is always a shell
        if (this.transcript.gone && this.#machine) this.start(machine, folder);
      },
    );
  }

  /** Whether it is seen: a phone shows one pane at a time. */
  get isShown(): boolean {
    return this.#screen.clientWidth > 0;
  }

  /**
   * Waits until the guest knows the size of a terminal that has just come into sight: else its shell would draw its
   * line again in the midst of what is typed.
   */
  async fitted(): Promise<void> {
    for (let i = 0; i < 2; i++) await new Promise((drawn) => requestAnimationFrame(drawn));
    await this.#machine?.run(':');
  }

  /** Its machine is about to end, and its shell with it. */
  release(): void {
    this.#machine = undefined;
  }

  /** Waits for the next prompt. */
  async ready(signal: AbortSignal): Promise<boolean> {
    while (this.transcript.busy && !signal.aborted) await this.transcript.next(signal);
    return !this.transcript.busy;
  }

  /** Ends what runs in it. */
  async interrupt(): Promise<boolean> {
    if (!this.transcript.busy) return true;
    await this.type(CTRL_C);
    return this.ready(AbortSignal.timeout(3000));
  }

  /** `pace`: milliseconds from one key to the next; 0 types all at once. */
  async type(text: string, pace = 0, signal?: AbortSignal): Promise<void> {
    if (pace === 0) return void (await this.#machine?.type(this.#port, text));
    for (const key of text) {
      if (signal?.aborted) return;
      await this.#machine?.type(this.#port, key);
      await new Promise((later) => setTimeout(later, key === '\n' ? 3 * pace : pace));
    }
  }

  focus(): void {
    this.#xterm.focus();
  }

  restyle(): void {
    this.#xterm.options.theme = theme();
  }

  remove(): void {
    this.element.remove();
    this.#xterm.dispose();
  }

  /** What the browser or the lab does with a key, instead of the guest. */
  #takesKey(event: KeyboardEvent): boolean {
    if (event.key === 'F6') return false;
    const isCopy = event.ctrlKey && event.key.toLowerCase() === 'c' && this.#xterm.hasSelection();
    if (isCopy && event.type === 'keydown') {
      void navigator.clipboard.writeText(this.#xterm.getSelection());
      this.#xterm.clearSelection();
      event.preventDefault();
      return false;
    }
    return !(event.ctrlKey && event.key.toLowerCase() === 'v');
  }
}

const style = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const theme = () => ({
  background: style('--machine'),
  foreground: style('--machine-ink'),
  cursor: style('--machine-typed'),
  cursorAccent: style('--machine'),
  selectionBackground: style('--machine-soft'),
  selectionForeground: style('--machine'),
});
