import { make } from '../dom';
import type { Frame, Recording } from './data';
import { words } from './words';

/** The lines of a listing on this page, by their number in the file. */
function linesOf(listing: Element): Map<number, HTMLElement> {
  const lines = new Map<number, HTMLElement>();
  let number = 0;
  for (const line of listing.querySelectorAll<HTMLElement>('pre .l')) {
    const set = /counter-set:\s*l (\d+)/.exec(line.getAttribute('style') ?? '');
    number = set ? Number(set[1]) : number + 1;
    lines.set(number, line);
  }
  return lines;
}

const listings = () => [...document.querySelectorAll<HTMLElement>('.listing[data-of]')];

/** The anchor of a line in a listing of this page; it gets one when it has none. */
export function lineOnPage(file: string, number: number): string | undefined {
  for (const listing of listings()) {
    if (listing.dataset.of !== file) continue;
    const line = linesOf(listing).get(number);
    if (line) return (line.id ||= `${listing.id}-line-${number}`);
  }
  return undefined;
}

/** From each line of a listing that ran, a way to the step in which it did; again, to the next one. */
export function addWays(recording: Recording, name: string, frames: Frame[]): void {
  for (const listing of listings()) {
    const source = recording.sources.indexOf(listing.dataset.of ?? '');
    if (source === -1) continue;
    const lines = linesOf(listing);
    const ran = new Map<number, number[]>();
    frames.forEach(({ step }, i) => {
      for (const [, from, line] of step.t ?? [])
        if (from === source && lines.has(line) && ran.get(line)?.at(-1) !== i)
          ran.set(line, [...(ran.get(line) ?? []), i]);
    });
    for (const [number, steps] of ran) {
      const line = lines.get(number);
      if (!line || line.querySelector('.ran')) continue;
      let turn = 0;
      const way = make('a', { class: 'ran', href: '' });
      const lead = () => {
        const step = steps[turn % steps.length] + 1;
        way.href = `#${name}-step-${step}`;
        way.setAttribute('aria-label', `${words.sees} ${step}`);
        way.title = `${words.sees} ${step}`;
      };
      lead();
      way.addEventListener('click', () => {
        turn++;
        setTimeout(lead);
      });
      line.prepend(way);
    }
  }
}
