import { make } from '../dom';
import type { Frame, Recording, Socket } from './data';
import { words } from './words';

const SLOTS = 8; // places of an accept queue that are drawn one by one

/** The kernel's sockets: whose they are, their state, and their queues as vessels. */
export class Kernel {
  readonly element = make('div', { class: 'kernel', role: 'group', 'aria-label': words.kernel });
  readonly #sides: HTMLElement[];
  readonly #cards = new Map<number, Card>();

  constructor(
    readonly recording: Recording,
    readonly left: number,
  ) {
    this.#sides = [make('div', { class: 'side-of' }), make('div', { class: 'side-of' })];
    this.element.append(make('b', { class: 'title' }, words.kernel), ...this.#sides);
  }

  show(frame: Frame): void {
    for (const [id, card] of this.#cards)
      if (!frame.sockets.has(id)) {
        card.element.remove();
        this.#cards.delete(id);
      }
    for (const [id, socket] of frame.sockets) {
      let card = this.#cards.get(id);
      if (!card) this.#cards.set(id, (card = new Card(this.recording)));
      card.show(socket, frame.turned.has(id));
      const side = this.#sides[socket[1] === this.left ? 0 : 1];
      if (card.element.parentNode !== side) side.append(card.element);
    }
  }
}

class Card {
  readonly element = make('div', { class: 'sock' });
  readonly #name = make('b');
  readonly #state = make('span', { class: 'state' });
  readonly #ends = make('span', { class: 'ends' });
  readonly #queues = make('div', { class: 'queues' });

  constructor(readonly recording: Recording) {
    this.element.append(this.#name, this.#state, this.#ends, this.#queues);
  }

  show([, actor, name, state, local, peer, ...rest]: Socket, turned: boolean): void {
    const [who, role] = this.recording.actors[actor] ?? ['', 'neutral'];
    this.element.className = `sock ${role}${name in words.place ? ' unheld' : ''}${turned ? ' shifts' : ''}`;
    this.#name.textContent = words.place[name] ?? (this.recording.actors.length > 2 ? `${who} ${name}` : name);
    this.#state.textContent = state;
    this.#ends.textContent = peer ? `${local} ↔ ${peer}` : local;
    if (state === 'LISTEN') this.#accept(Number(rest[0]), Number(rest[1]));
    else this.#vessels(Number(rest[0]), Number(rest[1]), String(rest[2] ?? ''));
  }

  #accept(queue: number, backlog: number): void {
    const places = Math.min(Math.max(backlog + 1, queue), SLOTS);
    const slots = Array.from({ length: places }, (_, i) => make('i', i < queue ? { class: 'full' } : {}));
    this.#queues.replaceChildren(
      make(
        'span',
        { class: 'q' },
        make('span', { class: 'of' }, words.accept),
        make('span', { class: 'slots' }, ...slots, backlog + 1 > SLOTS ? '…' : ''),
        make('em', {}, String(queue)),
      ),
      make('span', { class: 'timer' }, `${words.backlog} ${backlog}`),
    );
  }

  /** The vessels stay, so that their filling can be seen. */
  #vessels(receive: number, send: number, timer: string): void {
    if (this.#queues.querySelectorAll('.vessel').length !== 2)
      this.#queues.replaceChildren(
        ...[words.receive, words.send].map((of) =>
          make(
            'span',
            { class: 'q' },
            make('span', { class: 'of' }, of),
            make('span', { class: 'vessel' }, make('i')),
            make('em'),
          ),
        ),
        make('span', { class: 'timer' }),
      );
    [receive, send].forEach((bytes, i) => {
      const q = this.#queues.children[i];
      q.classList.toggle('holds', bytes > 0);
      (q.querySelector('.vessel i') as HTMLElement).style.width =
        `${bytes === 0 ? 0 : Math.max(8, (100 * bytes) / this.recording.most)}%`;
      (q.querySelector('em') as HTMLElement).textContent = String(bytes);
    });
    this.#queues.children[2].textContent = words.timer[timer] ?? '';
  }
}
