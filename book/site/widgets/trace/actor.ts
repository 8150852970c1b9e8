import { make } from '../dom';
import { ENDED, HELD, WAITS, type Frame, type Printed, type Recording, type Thread } from './data';
import { words } from './words';

/** One actor: its source with the lines where its threads stand, and its terminal. */
export class Actor {
  readonly element: HTMLElement;
  readonly #where = make('span', { class: 'where' });
  readonly #source = make('pre', { class: 'source', role: 'group', tabindex: '0' });
  readonly #screen: HTMLElement;
  readonly #sources = new Map<number, HTMLElement>();
  readonly #printed: HTMLElement[];
  readonly #threads: number;
  #lit: HTMLElement[] = [];
  #shown = -1;
  #count = 0;

  constructor(
    readonly recording: Recording,
    readonly index: number,
    /** The listing's line on this page that shows a line of a source, if there is one. */
    readonly listed: (file: string, line: number) => string | undefined,
  ) {
    const [name, role] = recording.actors[index];
    this.#source.setAttribute('aria-label', `${words.source} ${name}`);
    this.#screen = make('div', {
      class: 'screen',
      role: 'group',
      tabindex: '0',
      'aria-label': `${words.screen} ${name}`,
    });
    this.#threads = recording.threads.filter(([actor]) => actor === index).length;
    this.#printed = recording.steps.filter((s) => s.p?.[0] === index).map((s) => line(s.p as Printed));
    this.element = make(
      'div',
      { class: `actor ${role}`, role: 'group', 'aria-label': name },
      make('header', {}, make('b', {}, name), this.#where),
      this.#source,
      this.#screen,
    );
    if (!recording.steps.some((s) => s.t?.some(([t, source]) => source >= 0 && recording.threads[t][0] === index))) {
      this.element.classList.add('tool');
      this.#source.remove();
    }
  }

  show(frame: Frame): void {
    const mine = [...frame.threads.values()].filter(([t]) => this.recording.threads[t][0] === this.index);
    const acting =
      frame.step.w === this.index
        ? frame.step.t?.find(([t]) => this.recording.threads[t][0] === this.index)?.[0]
        : undefined;
    const first =
      mine.find(([t]) => t === acting) ??
      mine.find((t) => t[1] === this.#shown && t[3] !== ENDED) ??
      mine.find((t) => t[1] >= 0 && t[3] !== ENDED) ??
      mine[0];
    this.element.classList.toggle('acts', frame.step.w === this.index);
    this.element.classList.toggle('over', mine.length > 0 && mine.every((t) => t[3] === ENDED));
    this.#light(mine, first, acting);
    this.#say(mine, first);
    const count = frame.printed[this.index];
    if (count !== this.#count || !this.#screen.firstChild) {
      this.#count = count;
      this.#screen.replaceChildren(...this.#printed.slice(0, count));
      this.#screen.scrollTop = this.#screen.scrollHeight;
    }
  }

  #light(mine: Thread[], first: Thread | undefined, acting: number | undefined): void {
    for (const lit of this.#lit) {
      lit.className = 'l';
      lit.querySelector('.tag')?.remove();
    }
    this.#lit = [];
    const source = first && first[1] >= 0 ? first[1] : this.#shown;
    if (source < 0) return;
    if (source !== this.#shown) {
      this.#shown = source;
      this.#source.replaceChildren(this.#code(source));
    }
    const code = this.#code(source);
    for (const thread of mine) {
      const [t, from, number, state] = thread;
      const at = code.children[number - 1] as HTMLElement | undefined;
      if (from !== source || state === ENDED || !at) continue;
      at.classList.add('lit');
      if (state === WAITS) at.classList.add('waits');
      if (t === acting) at.classList.add('now');
      const name = this.#threads > 1 ? this.recording.threads[t][1] || words.main : '';
      const says = [name, state === WAITS ? words.waits : state === HELD ? words.held : ''].filter(Boolean).join(' ');
      if (says) {
        const tag = at.querySelector('.tag');
        if (tag) tag.textContent += `, ${says}`;
        else at.append(make('span', { class: 'tag' }, says));
      }
      this.#lit.push(at);
    }
    const target = code.children[(first?.[2] ?? 1) - 1] as HTMLElement | undefined;
    if (target) {
      const top = target.offsetTop;
      const room = this.#source.clientHeight;
      const now = this.#source.scrollTop;
      if (top < now + 8 || top + target.offsetHeight > now + room - 8) this.#source.scrollTop = top - room * 0.4;
    }
  }

  #say(mine: Thread[], first: Thread | undefined): void {
    this.#where.replaceChildren();
    if (!first || first[1] < 0 || first[3] === ENDED) {
      if (first?.[3] === ENDED) this.#where.append(words.ended);
      return;
    }
    const file = this.recording.sources[first[1]];
    const text = `${file.replace(/^.*\//, '')}:${first[2]}`;
    const listed = this.listed(file, first[2]);
    this.#where.append(listed ? make('a', { href: `#${listed}`, title: words.shown }, text) : text);
    const waiting = mine.filter((t) => t[3] === WAITS).length;
    if (first[3] === WAITS && waiting === mine.filter((t) => t[3] !== ENDED).length)
      this.#where.append(` · ${words.waits}`);
  }

  #code(source: number): HTMLElement {
    let code = this.#sources.get(source);
    if (!code) {
      code = make('code');
      const template = document.querySelector<HTMLTemplateElement>(
        `template.traced[data-file="${CSS.escape(this.recording.sources[source])}"]`,
      );
      if (template) code.append(template.content.cloneNode(true));
      this.#sources.set(source, code);
    }
    return code;
  }
}

/** A line of a terminal, as the book shows them. */
function line([, mark, text]: Printed): HTMLElement {
  switch (mark) {
    case '$':
      return make('p', { class: 'cmd' }, make('i', {}, '$ '), make('kbd', {}, text));
    case '<':
      return make('p', {}, make('kbd', {}, text), make('i', {}, ' ⏎'));
    case '^':
      return make('p', { class: 'key' }, make('kbd', {}, `^${text}`));
    case '=':
      return make('p', { class: 'end' }, `── ${/^\d*$/.test(text) ? words.exit : words.killed} ${text}`);
    default:
      return make('p', {}, text);
  }
}
