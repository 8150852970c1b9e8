/** The cable, and what is fetched when it is asked for. */
import type { Machine, Result } from '../machine/machine.js';
import type { Manifest } from './manifest';
import type { Dock } from './dock';
import { download } from './download';
import { words } from './words';

export class Tools {
  #isCut = false;

  readonly #dock: Dock;
  readonly #machine: () => Machine | undefined;
  readonly #address: URL;
  readonly #manifest: Manifest;

  constructor(dock: Dock, machine: () => Machine | undefined, address: URL, manifest: Manifest) {
    this.#dock = dock;
    this.#machine = machine;
    this.#address = address;
    this.#manifest = manifest;
    dock.tcpdump.textContent = words.tcpdump(words.size(manifest.tcpdump.bytes));
    dock.cut.addEventListener('click', () => void this.#tell(this.#isCut ? 'mend' : 'cut'));
    dock.delay.addEventListener('change', () => void this.#tell(`delay ${Number(dock.delay.value)}`));
    dock.tcpdump.addEventListener('click', () => void this.#getTcpdump());
  }

  /** A fresh machine has a whole cable. */
  renewed(): void {
    this.#isCut = false;
    this.#dock.delay.value = '0';
    this.#show();
  }

  #show(): void {
    this.#dock.cut.textContent = this.#isCut ? words.mend : words.cut;
    this.#dock.cut.setAttribute('aria-pressed', String(this.#isCut));
  }

  /** Gives an order to the cable, and shows how it is then. */
  async order(order: string): Promise<Result> {
    const machine = this.#machine();
    if (!machine) return { status: 1, output: '' };
    const result = await machine.cable(order);
    if (result.status === 0) this.#isCut = / cut,/.test(result.output);
    this.#show();
    return result;
  }

  /** The same, for the reader. */
  async #tell(order: string): Promise<void> {
    const { status, output } = await this.order(order);
    const [verb, ms] = order.split(' ');
    const alone = output.startsWith('lo:');
    if (status !== 0) this.#dock.say(output.trim());
    else if (verb === 'delay') this.#dock.say(words.delayed(Number(ms), alone));
    else this.#dock.say(this.#isCut ? words.isCut(alone) : words.isWhole(alone));
  }

  async #getTcpdump(): Promise<void> {
    const machine = this.#machine();
    if (!machine) return;
    const { tcpdump } = this.#manifest;
    this.#dock.tcpdump.disabled = true;
    let got = 0;
    try {
      const archive = await download(
        this.#address,
        tcpdump,
        (bytes) => {
          this.#dock.say(words.loading(words.size((got += bytes)), words.size(tcpdump.bytes)));
        },
        false,
      );
      await machine.write('tcpdump.tar.gz', archive);
      const { status, output } = await machine.run('tar -xzf /lab/tcpdump.tar.gz -C / && : >/lab/tcpdump.tar.gz');
      this.#dock.say(status === 0 ? words.tcpdumpThere : output);
      this.#dock.tcpdump.hidden = status === 0;
    } catch {
      this.#dock.say(words.failed.download(words.size(got), words.size(tcpdump.bytes)));
    } finally {
      this.#dock.tcpdump.disabled = false;
    }
  }
}
