/** The cable, and what is fetched when it is asked for. */
import type { Machine } from '../machine/machine.js';
import type { Manifest } from '../publish.js';
import type { Dock } from './dock';
import { download } from './download';
import { words } from './words';

export class Tools {
  private isCut = false;

  constructor(private readonly dock: Dock, private readonly machine: () => Machine | undefined, private readonly address: URL, private readonly manifest: Manifest) {
    dock.tcpdump.textContent = words.tcpdump(words.size(manifest.tcpdump.bytes));
    dock.cut.addEventListener('click', () => void this.cable(this.isCut ? 'mend' : 'cut'));
    dock.delay.addEventListener('change', () => void this.cable(`delay ${Number(dock.delay.value)}`));
    dock.tcpdump.addEventListener('click', () => void this.getTcpdump());
  }

  /** A fresh machine has a whole cable. */
  renewed(): void {
    this.isCut = false;
    this.dock.delay.value = '0';
    this.show();
  }

  private show(): void {
    this.dock.cut.textContent = this.isCut ? words.mend : words.cut;
    this.dock.cut.setAttribute('aria-pressed', String(this.isCut));
  }

  private async cable(what: string): Promise<void> {
    const result = await this.machine()?.run(`cable ${what}`);
    if (!result) return;
    if (result.status === 0 && !what.startsWith('delay')) this.isCut = what === 'cut';
    this.show();
    this.dock.say(result.output.trim());
  }

  private async getTcpdump(): Promise<void> {
    const machine = this.machine();
    if (!machine) return;
    const { tcpdump } = this.manifest;
    this.dock.tcpdump.disabled = true;
    let got = 0;
    try {
      const archive = await download(this.address, tcpdump, (bytes) => {
        this.dock.say(words.loading(words.size((got += bytes)), words.size(tcpdump.bytes)));
      }, false);
      await machine.write('tcpdump.tar.gz', archive);
      const { status, output } = await machine.run('tar -xzf /lab/tcpdump.tar.gz -C / && : >/lab/tcpdump.tar.gz');
      this.dock.say(status === 0 ? words.tcpdumpThere : output);
      this.dock.tcpdump.hidden = status === 0;
    } catch {
      this.dock.say(words.failed.download(words.size(got), words.size(tcpdump.bytes)));
    } finally {
      this.dock.tcpdump.disabled = false;
    }
  }
}
