import { make } from '../dom';
import type { Frame, Recording } from './data';
import { words } from './words';

const MOST = 6; // segments of one step that are shown

/** What crosses the network in a step: the only thing that moves. */
export class Wire {
  readonly element = make('div', { class: 'wire', role: 'group', 'aria-label': words.network });

  constructor(
    readonly recording: Recording,
    readonly left: number,
  ) {}

  show({ step }: Frame, moving: boolean): void {
    const segments = step.g ?? [];
    this.element.classList.toggle('moving', moving);
    this.element.replaceChildren(
      ...segments.slice(0, MOST).map(([from, to, text, lost], i) => {
        const rightwards = from === this.left || (from === -1 && to !== this.left);
        const role = from === -1 ? 'neutral' : this.recording.actors[from][1];
        const name = (actor: number) => (actor === -1 ? words.nobody : this.recording.actors[actor][0]);
        const label = `${name(from)} → ${name(to)}: ${text}${lost ? `, ${words.lost}` : ''}`;
        return make(
          'div',
          {
            class: `seg ${role}${rightwards ? '' : ' back'}${lost ? ' lost' : ''}`,
            style: `--i:${i}`,
            role: 'img',
            'aria-label': label,
          },
          make('b', {}, text),
        );
      }),
      ...(segments.length > MOST ? [make('p', { class: 'more' }, `+ ${segments.length - MOST}`)] : []),
    );
  }
}
