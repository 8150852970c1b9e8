/** <trace-player>: upgrades the picture of a recording to a run that can be stepped through. */
import './player.css';
import { make } from '../dom';
import { Actor } from './actor';
import { framesOf, type Frame, type Recording } from './data';
import { Kernel } from './kernel';
import { addWays, lineOnPage } from './listings';
import { Wire } from './wire';
import { words } from './words';

const SPEEDS = [0.5, 1, 2];
const PACE = 1900; // milliseconds for a step at speed 1

const icon = (path: string) =>
  `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${path}"/></svg>`;
const icons = {
  previous: icon('M10.5 3 5.5 8l5 5'),
  next: icon('M5.5 3l5 5-5 5'),
  play: icon('M5 3v10l7.5-5z'),
  pause: icon('M5.2 3v10M10.8 3v10'),
};

/**
 * One player after the other, so that a page with many of them answers meanwhile. Where the address names a place
 * in the page, all at once: nothing may move any more when the reader gets there.
 */
const waiting: (() => void)[] = [];
function upgradeLater(upgrade: () => void): void {
  if (location.hash) return upgrade();
  if (waiting.push(upgrade) === 1) setTimeout(upgradeNext);
}
function upgradeNext(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length) setTimeout(upgradeNext);
}

class TracePlayer extends HTMLElement {
  #frames: Frame[] = [];
  #steps: HTMLElement[] = [];
  #parts: { show(frame: Frame, moving: boolean): void }[] = [];
  #kernel: Kernel | undefined;
  #tell = make('div', { class: 'tell' });
  #width = 0;
  #at = -1;
  #speed = 1;
  #playing: ReturnType<typeof setTimeout> | undefined;
  #noting: ReturnType<typeof setTimeout> | undefined;
  #did = make('p', { class: 'did' });
  #tells = make('div', { class: 'tells', 'aria-live': 'polite' });
  #count = make('output', { class: 'count' });
  #scrub = make('input', { type: 'range', min: '1', value: '1', 'aria-label': words.step });
  #play = this.#button('play', () => this.toggle());

  connectedCallback(): void {
    upgradeLater(() => this.#upgrade());
  }

  #upgrade(): void {
    const data = this.querySelector(':scope > script')?.textContent;
    const drawn = this.querySelector<HTMLElement>(':scope > .drawn');
    const details = this.querySelector(':scope > details');
    if (!data || !drawn || !details || this.#frames.length) return;
    const recording: Recording = JSON.parse(data);
    this.#frames = framesOf(recording);
    this.#steps = [...details.querySelectorAll<HTMLElement>('ol > li[id]')];
    // from here on the player, not the list, is where a link to a step leads
    for (const step of this.#steps) step.removeAttribute('id');

    const left = Math.max(
      0,
      recording.actors.findIndex(([, role]) => role === 'server'),
    );
    const order = [left, ...recording.actors.map((_, i) => i).filter((i) => i !== left)];
    const actors = order.map((i) => new Actor(recording, i, (file, line) => lineOnPage(file, line)));
    const wire = new Wire(recording, left);
    const kernel = (this.#kernel = new Kernel(recording, left));
    this.#parts = [...actors, wire, kernel];
    const others = make(
      'div',
      { class: 'others', style: `--n:${actors.length - 1}` },
      ...actors.slice(1).map((a) => a.element),
    );
    const caption = this.closest('figure')?.querySelector('.says')?.textContent ?? '';
    const stage = make(
      'div',
      {
        class: `player${actors.length === 1 ? ' single' : ''}`,
        role: 'group',
        'aria-label': `${words.recording}: ${caption}`,
        tabindex: '0',
      },
      make('div', { class: 'scene' }, actors[0].element, wire.element, others),
      kernel.element,
      this.#tell,
      this.#bar(recording),
    );
    this.#tell.append(this.#did, this.#tells);
    stage.addEventListener('keydown', (event) => this.#key(event));
    this.#swipe(stage);
    drawn.before(stage);
    this.classList.add('ready');
    addWays(recording, this.getAttribute('name') ?? '', this.#frames);
    this.show(Number(this.getAttribute('begin') ?? 1) - 1, false);
    new ResizeObserver(() => this.#reserve()).observe(stage);
    addEventListener('hashchange', () => this.#follow());
    this.#follow();
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  /** Shows a step, counted from 0. */
  show(n: number, note = true): void {
    const to = Math.min(Math.max(n, 0), this.#frames.length - 1);
    if (to === this.#at) return;
    const moving = to === this.#at + 1;
    this.#at = to;
    for (const part of this.#parts) part.show(this.#frames[to], moving);
    this.#say(to);
    this.#scrub.value = String(to + 1);
    this.#scrub.setAttribute('aria-valuetext', `${to + 1} / ${this.#frames.length}`);
    this.#count.textContent = `${to + 1} / ${this.#frames.length}`;
    if (note) {
      clearTimeout(this.#noting);
      this.#noting = setTimeout(() => history.replaceState(history.state, '', `#${this.name}-step-${to + 1}`), 250);
    }
  }

  #say(n: number): void {
    const [did, ...text] = this.#steps[n].querySelectorAll(':scope > *:not(.no)');
    this.#did.innerHTML = did.innerHTML;
    this.#tells.replaceChildren(...text.map((e) => e.cloneNode(true)));
  }

  /** Keeps the room that the fullest step needs, so that nothing below jumps from step to step. */
  #reserve(): void {
    const kernel = this.#kernel;
    if (!kernel || this.offsetWidth === this.#width) return;
    this.#width = this.offsetWidth;
    const most = (size: (n: number) => number) =>
      this.#frames.reduce((best, _, n) => (size(n) > size(best) ? n : best), 0);
    const fullest = most((n) => this.#frames[n].sockets.size);
    const longest = most((n) => this.#steps[n].textContent?.length ?? 0);
    this.#tells.ariaLive = 'off';
    for (const [element, show, n] of [
      [kernel.element, (k: number) => kernel.show(this.#frames[k]), fullest],
      [this.#tell, (k: number) => this.#say(k), longest],
    ] as const) {
      element.style.minHeight = '';
      show(n);
      element.style.minHeight = `${element.offsetHeight}px`;
      show(this.#at);
    }
    this.#tells.ariaLive = 'polite';
  }

  toggle(): void {
    if (this.#playing === undefined) {
      if (this.#at === this.#frames.length - 1) this.show(0);
      this.#tick();
    } else this.#stop();
    this.#dress();
  }

  #tick(): void {
    this.#playing = setTimeout(() => {
      this.show(this.#at + 1);
      if (this.#at < this.#frames.length - 1) this.#tick();
      else this.#stop();
      this.#dress();
    }, PACE / this.#speed);
  }

  #stop(): void {
    clearTimeout(this.#playing);
    this.#playing = undefined;
  }

  #dress(): void {
    const name = this.#playing === undefined ? 'play' : 'pause';
    this.#play.innerHTML = icons[name];
    this.#play.setAttribute('aria-label', words[name]);
  }

  /** A step that the reader asks for ends the playing. */
  #go(n: number): void {
    this.#stop();
    this.#dress();
    this.show(n);
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    if (event.key === ' ' && target.closest('button, a')) return;
    const to = { ArrowRight: this.#at + 1, ArrowLeft: this.#at - 1, Home: 0, End: this.#frames.length - 1 }[event.key];
    if (event.key === ' ') this.toggle();
    else if (to !== undefined) this.#go(to);
    else return;
    event.preventDefault();
  }

  #swipe(stage: HTMLElement): void {
    let from: Touch | undefined;
    stage.addEventListener(
      'touchstart',
      (event) => {
        const target = event.target as Element;
        const source = target.closest('.source');
        const scrolls = source !== null && source.scrollWidth > source.clientWidth;
        from = event.touches.length === 1 && !scrolls && !target.closest('.bar') ? event.touches[0] : undefined;
      },
      { passive: true },
    );
    stage.addEventListener(
      'touchend',
      (event) => {
        const [to] = event.changedTouches;
        if (!from || !to) return;
        const across = to.clientX - from.clientX;
        if (Math.abs(across) > 40 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY))
          this.#go(this.#at - Math.sign(across));
        from = undefined;
      },
      { passive: true },
    );
  }

  #follow(): void {
    const m = /^#(.+)-step-(\d+)$/.exec(decodeURIComponent(location.hash));
    if (m?.[1] !== this.name) return;
    this.#stop();
    this.#dress();
    this.show(Number(m[2]) - 1, false);
    this.querySelector('details')?.removeAttribute('open');
    this.closest('figure')?.scrollIntoView({ block: 'start' });
  }

  #button(name: 'previous' | 'next' | 'play', does: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', class: name, 'aria-label': words[name] });
    button.innerHTML = icons[name];
    button.addEventListener('click', does);
    return button;
  }

  #bar(recording: Recording): HTMLElement {
    const last = this.#frames.length;
    this.#scrub.max = String(last);
    this.#scrub.addEventListener('input', () => this.#go(Number(this.#scrub.value) - 1));
    const marks = recording.steps.flatMap(({ m, w }, i) =>
      m
        ? [
            make('i', {
              class: m === 2 ? 'wired' : recording.actors[w ?? 0][1],
              style: `--at:${last > 1 ? i / (last - 1) : 0}`,
            }),
          ]
        : [],
    );
    const speed = make('button', { type: 'button', class: 'speed', 'aria-label': `${words.speed} 1` }, '1×');
    speed.addEventListener('click', () => {
      this.#speed = SPEEDS[(SPEEDS.indexOf(this.#speed) + 1) % SPEEDS.length];
      speed.textContent = `${this.#speed === 0.5 ? '½' : this.#speed}×`;
      speed.setAttribute('aria-label', `${words.speed} ${this.#speed}`);
    });
    return make(
      'div',
      { class: 'bar' },
      this.#button('previous', () => this.#go(this.#at - 1)),
      this.#play,
      this.#button('next', () => this.#go(this.#at + 1)),
      make('span', { class: 'scrub' }, make('span', { class: 'marks', 'aria-hidden': 'true' }, ...marks), this.#scrub),
      this.#count,
      speed,
    );
  }
}

customElements.define('trace-player', TracePlayer);
