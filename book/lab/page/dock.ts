/**
 * What the lab looks like: its bar, its panes, and how one goes from one to the next. It knows nothing of the machine.
 */
import { make } from '../../site/widgets/dom';
import { words } from './words';
import './lab.css';

const HEIGHT = 'tuyau-lab-height';
const LEAST = 30;
const MOST = 90; // of a hundred parts of the window

const button = (text: string, title = '', attributes: Record<string, string> = {}) =>
  make('button', { type: 'button', ...(title ? { title } : {}), ...attributes }, text) as HTMLButtonElement;

/** Where a pane stands: `code`, `side`, or the name of a terminal's actor. */
type PaneName = string;

export class Dock {
  readonly scenario = make('select', { 'aria-label': words.scenario }) as HTMLSelectElement;
  readonly play = button(words.playThis, words.playThisTitle, { class: 'strong' });
  readonly sockets = button(words.sockets, '', { 'aria-pressed': 'false' });
  readonly calls = button(words.calls, '', { 'aria-pressed': 'false' });
  readonly two = button(words.twoHosts, words.twoHostsTitle, { 'aria-pressed': 'false' });
  readonly cut = button(words.cut, '', { 'aria-pressed': 'false' });
  readonly delay = make('select', { 'aria-label': words.delayLabel }) as HTMLSelectElement;
  readonly tcpdump = button('tcpdump');
  readonly reset = button(words.reset, words.resetTitle);
  readonly run = button(words.compileAndRun, '', { class: 'strong' });
  readonly original = button(words.original, words.originalTitle);
  readonly download = button(words.download);
  readonly files = make('div', { class: 'lab-files', role: 'group', 'aria-label': words.files });
  readonly editor = make('div', { class: 'lab-editor' });
  readonly faults = make('ul', { class: 'lab-faults', hidden: '' });
  readonly terminals = make('div', { class: 'lab-terminals' });
  readonly side = make('div', {
    class: 'lab-side',
    hidden: '',
    tabindex: '0',
    role: 'region',
    'aria-label': words.sockets,
  });
  readonly #status = make('p', { class: 'lab-status', role: 'status' });
  readonly #closing = button('×', '', { class: 'close', 'aria-label': words.close });
  readonly #tabs = make('div', { class: 'lab-tabs', role: 'group', 'aria-label': words.panes });
  readonly #code = make('div', { class: 'lab-code' });
  readonly #panes = make('div', { class: 'lab-panes' });
  readonly #grip = make('div', {
    class: 'lab-grip',
    role: 'separator',
    'aria-orientation': 'horizontal',
    tabindex: '0',
    'aria-label': words.resize,
  });
  readonly #element: HTMLElement;
  /** In the order of F6. */
  #ring: { name: PaneName; focus: () => void; element: HTMLElement }[] = [];
  #opener: HTMLElement | undefined;

  readonly #closed: () => void;

  constructor(papers: string, closed: () => void) {
    this.#closed = closed;
    for (const ms of [0, 50, 200, 1000]) this.delay.append(make('option', { value: String(ms) }, words.delay(ms)));
    const cable = make(
      'span',
      { class: 'lab-cable', role: 'group', 'aria-label': words.cable },
      make('span', {}, words.cable),
      this.two,
      this.cut,
      this.delay,
    );
    const about = make('a', { href: papers, title: words.papers, class: 'lab-about' }, '?');
    about.setAttribute('aria-label', words.papers);
    const bar = make(
      'div',
      { class: 'lab-bar' },
      make('h2', {}, words.title),
      this.scenario,
      this.play,
      this.sockets,
      this.calls,
      cable,
      this.reset,
      this.tcpdump,
      about,
      this.#closing,
    );
    const tools = make('div', { class: 'lab-tools' }, this.files, this.run, this.original, this.download);
    this.#code.append(tools, this.editor, this.faults);
    this.#panes.append(this.#code, this.terminals, this.side);
    this.#element = make(
      'section',
      { class: 'lab', 'aria-label': words.lab },
      this.#grip,
      bar,
      this.#status,
      this.#tabs,
      this.#panes,
    );
    this.#closing.addEventListener('click', () => this.hide());
    this.#element.addEventListener('keydown', (event) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
    });
    this.#resizable();
  }

  /** A failure stays: what still comes of other downloads must not take its button away. */
  say(text: string): void {
    if (!this.#element.classList.contains('failed')) this.#status.replaceChildren(text);
  }

  /** A failure, and what to do about it. */
  fail(text: string, again: () => void): void {
    const retry = button(words.again, '', { class: 'strong' });
    retry.addEventListener('click', () => {
      this.#element.classList.remove('failed');
      again();
    });
    this.#status.replaceChildren(make('strong', {}, text), ' ', retry);
    this.#element.classList.add('failed');
  }

  /** `on`: the machine is there, and its buttons mean something. */
  enable(on: boolean): void {
    if (on) this.#element.classList.remove('failed');
    for (const control of [
      this.play,
      this.sockets,
      this.calls,
      this.two,
      this.cut,
      this.delay,
      this.tcpdump,
      this.reset,
      this.run,
    ])
      control.disabled = !on;
  }

  show(opener: HTMLElement): void {
    this.#opener = opener;
    this.#element.classList.remove('failed');
    if (!this.#element.isConnected) document.body.append(this.#element);
    this.#element.hidden = false;
    document.documentElement.classList.add('with-lab');
    this.#cover();
    this.#uncover(opener);
  }

  get isShown(): boolean {
    return this.#element.isConnected && !this.#element.hidden;
  }

  hide(): void {
    this.#element.hidden = true;
    document.documentElement.classList.remove('with-lab');
    this.#cover();
    this.#opener?.focus();
    this.#closed();
  }

  /** The panes of the ring; on a phone one of them is seen at a time. */
  setPanes(
    terminals: { actor: string; element: HTMLElement; focus: () => void }[],
    editor: { focus: () => void },
  ): void {
    this.terminals.replaceChildren(...terminals.map(({ element }) => element));
    this.terminals.dataset.count = String(terminals.length);
    this.#ring = [
      { name: 'code', focus: () => editor.focus(), element: this.#code },
      ...terminals.map(({ actor, element, focus }) => ({ name: actor, focus, element })),
      { name: 'side', focus: () => this.side.focus(), element: this.side },
    ];
    this.#tabs.replaceChildren(
      ...this.#ring.map(({ name }) => {
        const tab = button(name === 'code' ? words.code : name === 'side' ? words.sockets : name, '', {
          'data-pane': name,
        });
        tab.addEventListener('click', () => this.choose(name));
        return tab;
      }),
    );
    this.showSide(!this.side.hidden, this.side.getAttribute('aria-label') ?? '');
    this.choose('code');
  }

  /** Which pane a phone shows. */
  choose(name: PaneName): void {
    for (const pane of this.#ring) pane.element.classList.toggle('chosen', pane.name === name);
    for (const tab of this.#tabs.children)
      tab.setAttribute('aria-pressed', String((tab as HTMLElement).dataset.pane === name));
    this.#panes.dataset.chosen = name === 'code' || name === 'side' ? name : 'terminals';
  }

  showSide(on: boolean, label: string): void {
    this.side.hidden = !on;
    this.side.setAttribute('aria-label', label);
    const tab = this.#tabs.querySelector<HTMLElement>('[data-pane=side]');
    if (tab) {
      tab.hidden = !on;
      tab.textContent = label;
    }
    if (on && innerWidth < 832) this.choose('side');
    else if (!on && this.#panes.dataset.chosen === 'side') this.choose('code');
  }

  #step(by: number): void {
    const there = this.#ring.filter(({ element }) => !element.hidden);
    const at = there.findIndex(({ element }) => element.contains(document.activeElement));
    const next = there[(at + by + there.length) % there.length];
    this.choose(next.name);
    next.focus();
  }

  /** A sheet that covers the page keeps the keyboard out of what it covers. */
  #cover(): void {
    const covers = this.isShown && matchMedia('(max-width: 51.99rem)').matches;
    for (const part of document.querySelectorAll<HTMLElement>('body > .side, body > main')) part.inert = covers;
  }

  /** What was clicked is not to be hidden by what it opened. */
  #uncover(opener: HTMLElement): void {
    const figure = opener.closest('figure') ?? opener;
    const { top } = figure.getBoundingClientRect();
    if (top < 0 || top > this.#element.getBoundingClientRect().top / 2) figure.scrollIntoView({ block: 'start' });
  }

  #resizable(): void {
    const set = (part: number) => {
      const height = Math.round(Math.min(MOST, Math.max(LEAST, part)));
      document.documentElement.style.setProperty('--lab-height', `${height}dvh`);
      for (const [name, value] of [
        ['now', height],
        ['min', LEAST],
        ['max', MOST],
      ])
        this.#grip.setAttribute(`aria-value${name}`, String(value));
      try {
        localStorage.setItem(HEIGHT, String(height));
      } catch {
        // then it lives as long as the page
      }
      return height;
    };
    let height = 60;
    try {
      height = Number(localStorage.getItem(HEIGHT)) || 60;
    } catch {
      // as above
    }
    set(height);
    this.#grip.addEventListener('pointerdown', (event) => {
      this.#grip.setPointerCapture(event.pointerId);
      const move = ({ clientY }: PointerEvent) => (height = set(100 * (1 - clientY / innerHeight)));
      this.#grip.addEventListener('pointermove', move);
      this.#grip.addEventListener('lostpointercapture', () => this.#grip.removeEventListener('pointermove', move), {
        once: true,
      });
    });
    this.#grip.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowUp') height = set(height + 5);
      if (key === 'ArrowDown') height = set(height - 5);
    });
    addEventListener('resize', () => this.#cover());
  }
}
