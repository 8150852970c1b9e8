import { make } from './dom';
import type { Finder } from './search/find';
import { words } from './words';

let loading: Promise<Finder> | undefined;

/** The search and its index are fetched when the reader first asks for them; when that failed, at the next letter. */
function finder(): Promise<Finder> {
  loading ??= import('./search/find')
    .then(({ fetchFinder }) => fetchFinder(document.documentElement.lang === 'fr' ? 'fr' : 'en'))
    .catch((error) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** Addresses in the index begin at the root of the site; this script is in a folder there. */
const ROOT = new URL('..', import.meta.url);

function dialog(): HTMLDialogElement {
  const input = make('input', {
    type: 'search',
    id: 'query',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: words.hint,
  });
  const status = make('p', { class: 'status', role: 'status' });
  const list = make('ol', { class: 'found' });
  const close = make('button', { type: 'button' }, words.close);
  const box = make(
    'dialog',
    { class: 'search', 'aria-labelledby': 'search-label' },
    make('div', { class: 'ask' }, make('label', { for: 'query', id: 'search-label' }, words.search), input, close),
    status,
    list,
  );
  close.addEventListener('click', () => box.close());
  box.addEventListener('click', (event) => {
    if (event.target === box || (event.target as Element).closest('.found a')) box.close();
  });

  let last = 0;
  input.addEventListener('input', async () => {
    const turn = ++last;
    const query = input.value.trim();
    if (query === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    status.textContent ||= words.searching;
    let found;
    try {
      found = (await finder()).find(query);
    } catch {
      status.textContent = words.failed;
      return;
    }
    if (turn !== last) return; // a later letter was typed meanwhile
    status.textContent = found.length ? words.found(found.length) : words.none(query);
    list.replaceChildren(
      ...found.map(({ title, page, url, excerpt }) =>
        make(
          'li',
          {},
          make(
            'a',
            { href: new URL(url, ROOT).href },
            make('b', {}, title),
            title === page ? '' : make('small', {}, page),
            make(
              'span',
              { class: 'excerpt' },
              ...excerpt.map((part) => (part.asked ? make('mark', {}, part.text) : part.text)),
            ),
          ),
        ),
      ),
    );
  });
  document.body.append(box);
  return box;
}

export function addSearch(): void {
  const place = document.querySelector('.controls');
  if (!place) return;
  let box: HTMLDialogElement | undefined;
  const open = () => {
    box ??= dialog();
    void finder().catch(() => undefined);
    box.showModal();
    box.querySelector('input')?.select();
  };
  const button = make('button', { type: 'button', class: 'find' });
  button.innerHTML =
    '<svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true"><path d="M7 2a5 5 0 1 0 0 10a5 5 0 0 0 ' +
    '0-10zM10.7 10.7l4 4"/></svg>';
  button.append(words.search);
  button.addEventListener('click', open);
  place.prepend(button);
  addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
