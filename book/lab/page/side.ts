/** What is seen beside the terminals: the table of sockets, or the system calls of what runs. */
import { type Machine } from '../machine/machine.js';
import { make } from '../../site/widgets/dom';
import type { Dock } from './dock';
import { socketsOf, socketTable } from './sockets';
import { words } from './words';

const EVERY = 700; // milliseconds

export class Side {
  #kind: 'sockets' | 'calls' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = '';
  #actor = '';

  readonly #dock: Dock;
  readonly #machine: () => Machine | undefined;

  constructor(dock: Dock, machine: () => Machine | undefined) {
    this.#dock = dock;
    this.#machine = machine;
    dock.sockets.addEventListener('click', () => this.#choose('sockets'));
    dock.calls.addEventListener('click', () => this.#choose('calls'));
  }

  /** A command, with strace before it while the system calls are shown. */
  watched(command: string, actor: string): string {
    this.#actor = actor;
    return this.#kind === 'calls' ? `strace -f -o /lab/calls.${actor} ${command}` : command;
  }

  pause(): void {
    clearTimeout(this.#timer);
  }

  #choose(kind: 'sockets' | 'calls'): void {
    this.#kind = this.#kind === kind ? undefined : kind;
    this.#last = '';
    this.#dock.sockets.setAttribute('aria-pressed', String(this.#kind === 'sockets'));
    this.#dock.calls.setAttribute('aria-pressed', String(this.#kind === 'calls'));
    this.#dock.side.replaceChildren();
    this.#dock.showSide(this.#kind !== undefined, this.#kind === 'calls' ? words.calls : words.sockets);
    clearTimeout(this.#timer);
    void this.#look();
  }

  async #look(): Promise<void> {
    const machine = this.#machine();
    const kind = this.#kind;
    if (kind && machine && this.#dock.isShown && !document.hidden) {
      try {
        const found = kind === 'sockets' ? await socketTable(await socketsOf(machine)) : await this.#callsOf(machine);
        // only what has changed is drawn: a reader may be selecting
        if (this.#kind === kind && found.outerHTML !== this.#last) {
          this.#last = found.outerHTML;
          this.#dock.side.replaceChildren(found);
          if (kind === 'calls') this.#dock.side.scrollTop = this.#dock.side.scrollHeight;
        }
      } catch {
        // the machine is restarting: the next look will find it
      }
    }
    clearTimeout(this.#timer);
    if (this.#kind) this.#timer = setTimeout(() => void this.#look(), EVERY);
  }

  async #callsOf(machine: Machine): Promise<HTMLElement> {
    const text = this.#actor ? await machine.read(`calls.${this.#actor}`) : '';
    return text ? make('pre', {}, text.slice(-20_000)) : make('p', { class: 'lab-none' }, words.noCalls);
  }
}
