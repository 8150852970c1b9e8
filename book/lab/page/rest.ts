/** The machine sleeps while nobody looks: when the tab is hidden, and after a while without a touch. */
import type { Machine } from '../machine/machine.js';

const HIDDEN = 1000; // milliseconds
const IDLE = 300_000;

export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sleeping: Machine | undefined;

  /** `machine` is undefined while it must not sleep. */
  readonly #machine: () => Machine | undefined;
  readonly #said: () => void;

  constructor(machine: () => Machine | undefined, said: () => void) {
    this.#machine = machine;
    this.#said = said;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#after(HIDDEN) : this.#wake()));
    for (const touch of ['pointerdown', 'keydown', 'focusin'] as const)
      addEventListener(touch, () => this.#wake(), { passive: true, capture: true });
    this.#after(IDLE);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #after(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#sleep(), milliseconds);
  }

  async #sleep(): Promise<void> {
    const machine = this.#machine();
    if (this.#sleeping) return;
    if (!machine || machine.isBusy) return this.#after(HIDDEN);
    this.#sleeping = machine;
    await machine.sleep();
    this.#said();
  }

  #wake(): void {
    this.#after(IDLE);
    const machine = this.#sleeping;
    this.#sleeping = undefined;
    void machine?.wake().catch(() => {});
  }
}
