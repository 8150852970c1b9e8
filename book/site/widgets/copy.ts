import { make } from './dom';
import { words } from './words';

async function copy(text: string, button: HTMLButtonElement, said: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  button.textContent = words.copied;
  setTimeout(() => (button.textContent = said), 1600);
}

/** The code of a listing, without its line numbers and the numbers of its notes. */
function codeOf(pre: Element): string {
  const clone = pre.cloneNode(true) as Element;
  for (const note of clone.querySelectorAll('a.n')) {
    const space = note.previousSibling;
    if (space?.nodeType === Node.TEXT_NODE) space.textContent = (space.textContent ?? '').replace(/ $/, '');
    note.remove();
  }
  return clone.textContent ?? '';
}

/** A listing can be copied whole; in a terminal, what is typed can. */
export function addCopyButtons(): void {
  for (const tools of document.querySelectorAll('.listing .tools')) {
    const pre = tools.closest('figure')?.querySelector('pre');
    if (!pre) continue;
    const button = make('button', { type: 'button' }, words.copy);
    button.addEventListener('click', () => void copy(codeOf(pre), button, words.copy));
    tools.append(button);
  }
  for (const command of document.querySelectorAll('.run .cmd, .command .cmd')) {
    const typed = command.querySelector('kbd')?.textContent ?? '';
    const button = make(
      'button',
      { type: 'button', class: 'take', 'aria-label': `${words.copyCommand}: ${typed}` },
      words.copy,
    );
    button.addEventListener('click', () => void copy(typed, button, words.copy));
    command.append(button);
  }
}
