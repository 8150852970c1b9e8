/** One visit to the lab: what was asked for, the machine, and what its buttons do. */
import type { Catalogue } from '../catalogue.js';
import { HOME, installCourse } from '../machine/course.js';
import { type Machine, NoAnswer, PATIENCE, TERMINALS } from '../machine/machine.js';
import { stage, type Scenario } from '../machine/scenario.js';
import type { Manifest } from './manifest';
import { make } from '../../site/widgets/dom';
import { BadState, load, type Loaded, NoMemory, NoWasm, wake } from './boot';
import { choose, filesOf, scenariosFor, startOf } from './choice';
import { type Compiled, compile } from './compiler';
import { Dock } from './dock';
import { Broken } from './download';
import { Editor, type Fault } from './editor';
import { Files } from './files';
import { type Seating, seatingOf, toServer } from './hosts';
import type { Request } from './choice';
import { Performance } from './performance';
import { Rest } from './rest';
import { Side } from './side';
import { Terminal } from './terminal';
import { Tools } from './tools';
import { words } from './words';

const nameOf = (path: string) => path.replace(/.*\//, '');
const folderOf = (path: string) => path.replace(/\/[^/]*$/, '');
/** Two ends, where a scenario has fewer. */
const ENDS = ['server', 'client'];

export class Session {
  readonly #dock: Dock;
  readonly #editor: Editor;
  readonly #side: Side;
  readonly #tools: Tools;
  readonly #rest: Rest;
  #loaded: Loaded | undefined;
  #machine: Machine | undefined;
  #files = new Files({});
  #terminals: Terminal[] = [];
  #scenarioPath = '';
  #scenario: Scenario | undefined;
  /** The reader wants two hosts where the scenario has none. */
  #two = false;
  #shown: string[] = [];
  #file = '';
  #faults = new Map<string, Fault[]>();
  #performance: Performance | undefined;
  /** One after the other: a second click waits for the first. */
  #doing: Promise<void> = Promise.resolve();
  #request: Request = { scenario: '' };

  readonly #address: URL;
  readonly #manifest: Manifest;

  constructor(address: URL, manifest: Manifest) {
    this.#address = address;
    this.#manifest = manifest;
    this.#dock = new Dock(new URL('packages.txt', address).href, () => this.#side.pause());
    this.#editor = new Editor(this.#dock.editor, (path, text) => this.#edited(path, text));
    this.#side = new Side(this.#dock, () => this.#machine);
    this.#tools = new Tools(this.#dock, () => this.#machine, address, manifest);
    this.#rest = new Rest(
      () => (this.#performance ? undefined : this.#machine),
      () => this.#dock.say(words.asleep),
    );
    this.#connect();
    this.#dock.enable(false);
  }

  /** Opens the lab for what was clicked; the machine wakes where there is none yet. */
  async open(request: Request, opener: HTMLElement): Promise<void> {
    this.#request = request;
    this.#dock.show(opener);
    await this.#do(async () => {
      await this.#start(false);
      if (this.#machine) await this.#turnTo(choose(request, this.#catalogue));
    });
  }

  get #catalogue(): Catalogue {
    return this.#loaded?.catalogue ?? { files: {}, programs: {}, scenarios: {} };
  }

  #do(what: () => Promise<void>): Promise<void> {
    this.#doing = this.#doing.then(what).catch((error: unknown) => this.#failed(error));
    return this.#doing;
  }

  /** `again`: after a failure; what may be damaged is not taken from the browser's cache. */
  async #start(again: boolean): Promise<void> {
    if (this.#machine) return;
    this.#loaded ??= await load(
      this.#address,
      this.#manifest,
      (done, all) => {
        this.#dock.say(words.loading(words.size(done), words.size(all)));
      },
      again,
    );
    this.#files = new Files(this.#catalogue.files);
    // the reader can read and write while the machine starts
    const { scenario, files } = choose(this.#request, this.#catalogue);
    this.#lay(scenario, files);
    this.#dock.say(words.starting);
    this.#machine = await wake(this.#loaded);
    // as it slept, it has one network for all
    if (this.#seating.hosts.length) await this.#renew();
    else this.#openTerminals();
    // the reader sees the prompts before the files come: side by side, each would be late
    for (const terminal of this.#terminals) await terminal.ready(AbortSignal.timeout(PATIENCE));
    await installCourse(this.#machine, Object.entries(this.#catalogue.files));
    this.#dock.enable(true);
    // the first compilation is slow, while v86 learns the compiler: better now than when the reader waits
    void this.#machine
      .run('cd /tmp && echo "int main(void) { return 0; }" > warm.c && tcc warm.c -o warm && rm warm*')
      .catch(() => {});
  }

  #failed(error: unknown): void {
    this.#dock.enable(false);
    this.#performance = undefined;
    const { failed } = words;
    let text = failed.other(error instanceof Error ? error.message : String(error));
    if (error instanceof Broken) text = failed.download(words.size(error.got), words.size(error.all));
    else if (error instanceof TypeError && !this.#loaded) text = failed.network;
    else if (error instanceof NoWasm) text = failed.wasm;
    else if (error instanceof NoMemory || error instanceof RangeError) text = failed.memory;
    else if (error instanceof BadState) text = failed.damaged;
    else if (error instanceof NoAnswer) text = failed.silent;
    if (error instanceof BadState) this.#loaded = undefined;
    const machine = this.#machine;
    this.#machine = undefined;
    void machine?.emulator.destroy();
    this.#dock.fail(text, () => {
      this.#dock.say(words.starting);
      void this.#do(async () => {
        await this.#start(true);
        this.#sayReady();
      });
    });
  }

  /** Another listing or scenario than before: a fresh machine, with its actors. */
  async #turnTo({ scenario, files }: { scenario: string; files: string[] }): Promise<void> {
    const same = scenario === this.#scenarioPath && this.#terminals.length > 0;
    this.#lay(scenario, files);
    if (!same || this.#terminals.every(({ transcript }) => transcript.busy)) await this.#renew();
    this.#sayReady();
  }

  /** Lays out the files and terminals of a scenario. */
  #lay(scenario: string, files: string[]): void {
    const same = scenario === this.#scenarioPath && this.#terminals.length > 0;
    if (!same) this.#two = false;
    this.#scenarioPath = scenario;
    this.#scenario = scenario ? stage(this.#catalogue.scenarios[scenario]) : undefined;
    this.#shown = files;
    this.#listScenarios();
    if (!same) this.#makeTerminals();
    this.#showFile(files[0]);
  }

  #listScenarios(): void {
    const paths = [
      ...new Set([...scenariosFor(this.#shown[0] ?? this.#scenarioPath, this.#catalogue), this.#scenarioPath]),
    ]
      .filter(Boolean)
      .sort();
    const options = paths.map((path) => {
      const option = make('option', { value: path }, nameOf(path).replace(/\.scenario$/, ''));
      option.selected = path === this.#scenarioPath;
      return option;
    });
    if (!this.#scenarioPath) options.unshift(make('option', { value: '' }, words.noScenario));
    this.#dock.scenario.replaceChildren(...options);
  }

  #makeTerminals(): void {
    for (const terminal of this.#terminals) terminal.remove();
    const actors = new Map(this.#scenario?.actors ?? []);
    for (const name of ENDS) if (actors.size < ENDS.length && !actors.has(name)) actors.set(name, 'reader');
    this.#terminals = [...actors].slice(0, TERMINALS).map(([actor, user], port) => new Terminal(actor, user, port));
    this.#dock.setPanes(
      this.#terminals.map((terminal) => ({
        actor: terminal.actor,
        element: terminal.element,
        focus: () => terminal.focus(),
      })),
      this.#editor,
    );
    for (const terminal of this.#terminals) terminal.show();
    this.#seat();
  }

  get #seating(): Seating {
    return seatingOf(
      this.#scenario,
      this.#terminals.map(({ actor }) => actor),
      this.#two,
    );
  }

  /** Says who sits where. */
  #seat(): void {
    const { seats } = this.#seating;
    for (const terminal of this.#terminals) terminal.sitAt(seats.get(terminal.actor));
    this.#dock.two.hidden = this.#scenario !== undefined && this.#scenario.hosts.length > 0;
    this.#dock.two.setAttribute('aria-pressed', String(this.#two));
  }

  get #folder(): string {
    return folderOf(this.#scenarioPath || this.#file);
  }

  #openTerminals(): void {
    for (const terminal of this.#terminals) if (this.#machine) terminal.start(this.#machine, `${HOME}/${this.#folder}`);
  }

  async #renew(): Promise<void> {
    for (const terminal of this.#terminals) terminal.release();
    this.#seat();
    await this.#machine?.renew(this.#seating.hosts);
    this.#tools.renewed();
    this.#openTerminals();
  }

  #showFile(path: string): void {
    this.#file = path;
    this.#dock.files.replaceChildren(
      ...this.#shown.map((file) => {
        const tab = make('button', { type: 'button', 'aria-pressed': String(file === path) }, nameOf(file));
        tab.classList.toggle('changed', this.#files.isChanged(file));
        tab.addEventListener('click', () => this.#showFile(file));
        return tab;
      }),
    );
    if (!path) return;
    this.#editor.show(path, this.#files.text(path));
    this.#showFaults();
    this.#dock.original.disabled = !this.#files.isChanged(path);
  }

  #edited(path: string, text: string): void {
    const before = this.#files.isChanged(path);
    this.#files.keep(path, text);
    const now = this.#files.isChanged(path);
    this.#dock.original.disabled = !now;
    if (before === now) return;
    this.#dock.files.children[this.#shown.indexOf(path)]?.classList.toggle('changed', now);
    this.#dock.say(now ? words.kept : words.backToOriginal);
  }

  #showFaults(): void {
    const faults = this.#faults.get(this.#file) ?? [];
    this.#editor.mark(faults);
    this.#dock.faults.hidden = faults.length === 0;
    this.#dock.faults.replaceChildren(
      ...faults.map(({ line, message }) => {
        const go = make('button', { type: 'button' }, words.lineError(line, message));
        go.addEventListener('click', () => {
          this.#editor.goTo(line);
          this.#editor.focus();
        });
        return make('li', {}, go);
      }),
    );
  }

  /** The program that the shown file is part of. */
  get #program(): string {
    const { programs } = this.#catalogue;
    if (programs[this.#file]) return this.#file;
    return this.#shown.find((path) => programs[path]?.modules.includes(this.#file)) ?? '';
  }

  #sayReady(): void {
    const start = startOf(this.#program, this.#scenario);
    this.#dock.say(start ? words.ready(nameOf(this.#program), start.command, start.actor) : words.readyPlain);
  }

  async #compile(program: string): Promise<Compiled | undefined> {
    if (!this.#machine) return undefined;
    this.#dock.say(words.compiling(nameOf(program)));
    const compiled = await compile(this.#machine, this.#catalogue, this.#files, program);
    this.#faults = compiled.faults;
    if (compiled.ok) {
      this.#showFaults();
      return compiled;
    }
    const [at] = [...compiled.faults.keys()];
    if (at && at !== this.#file && this.#shown.includes(at)) this.#showFile(at);
    this.#showFaults();
    const errors = [...compiled.faults.values()].flat().filter(({ severity }) => severity === 'error').length;
    this.#dock.say(errors ? words.faults(nameOf(at), errors) : compiled.output);
    this.#dock.choose('code');
    return undefined;
  }

  async #run(): Promise<void> {
    const program = this.#program;
    if (!program || !(await this.#compile(program))) return;
    const start = startOf(program, this.#scenario) ?? {
      actor: this.#terminals[0].actor,
      command: `./${nameOf(program).replace(/\.c$/, '')}`,
    };
    const terminal = this.#terminals.find(({ actor }) => actor === start.actor) ?? this.#terminals[0];
    if (!(await terminal.interrupt())) await this.#renew();
    await terminal.ready(AbortSignal.timeout(10_000));
    if (!terminal.isShown) {
      this.#dock.choose(terminal.actor);
      await terminal.fitted();
    }
    const command = this.#two ? toServer(start.command) : start.command;
    await terminal.type(`${this.#side.watched(command, terminal.actor)}\n`);
    this.#dock.say(words.running(nameOf(program), terminal.actor));
    this.#dock.choose(terminal.actor);
    terminal.focus();
  }

  async #playScenario(): Promise<void> {
    if (!this.#scenario || !this.#machine) return;
    for (const program of this.#catalogue.scenarios[this.#scenarioPath].programs)
      if (!(await this.#compile(program))) return;
    this.#two = false;
    await this.#renew();
    this.#performance = new Performance(this.#scenario, this.#terminals, this.#dock, (order) =>
      this.#tools.order(order),
    );
    this.#dock.play.textContent = words.stop;
    try {
      await this.#performance.perform();
    } finally {
      this.#performance = undefined;
      this.#dock.play.textContent = words.playThis;
    }
  }

  #connect(): void {
    const dock = this.#dock;
    dock.run.addEventListener('click', () => void this.#do(() => this.#run()));
    dock.play.addEventListener('click', () => {
      if (this.#performance) this.#performance.stop();
      else void this.#do(() => this.#playScenario());
    });
    dock.reset.addEventListener('click', () => {
      this.#performance?.stop();
      void this.#do(async () => {
        await this.#renew();
        dock.say(words.fresh);
      });
    });
    dock.two.addEventListener('click', () => {
      this.#performance?.stop();
      void this.#do(async () => {
        this.#two = !this.#two;
        dock.say(words.starting);
        await this.#renew();
        dock.say(this.#two ? words.twoThere : words.oneThere);
      });
    });
    dock.scenario.addEventListener('change', () => {
      this.#performance?.stop();
      const scenario = dock.scenario.value;
      void this.#do(() => this.#turnTo({ scenario, files: filesOf(scenario, undefined, this.#catalogue) }));
    });
    dock.original.addEventListener('click', () => this.#editor.replace(this.#catalogue.files[this.#file]));
    dock.download.addEventListener('click', () => save(nameOf(this.#file), this.#files.text(this.#file)));
    const restyle = () => this.#terminals.forEach((terminal) => terminal.restyle());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', restyle);
    new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    addEventListener('pagehide', () => this.#rest.stop());
  }
}

/** Offers a text as a file to save. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = make('a', { href: url, download: name }) as HTMLAnchorElement;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
