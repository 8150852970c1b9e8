import { make } from './dom';
import { words } from './words';

interface Section {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: { balanced_score: number }[];
  anchor?: { id: string };
}
interface Found {
  data(): Promise<{ url: string; meta: { title: string }; sub_results: Section[] }>;
}
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: Found[] }>;
}

let loading: Promise<Pagefind> | undefined;

/** The index is fetched when the reader first asks for it. */
function pagefind(): Promise<Pagefind> {
  loading ??= import(new URL('../pagefind/pagefind.js', import.meta.url).href).then(async (engine: Pagefind) => {
    await engine.init();
    return engine;
  });
  return loading;
}

/** U+2019 does not separate words in the index, and readers type either apostrophe. */
const plain = (text: string) => text.replaceAll('’', "'").trim();

const typographic = (text: string) => text.replaceAll(/(\p{L})'/gu, '$1’');

/** Passages that are shown. */
const MOST = 32;

/** How well a section answers: pagefind lists those of a page in their order there. */
const worthOf = ({ weighted_locations: found }: Section) =>
  found.reduce((sum, { balanced_score: one }) => sum + one, 0);

type Passage = { page: string; section: Section };

/** The sections that answer, on all pages, the best first: before all, those whose title is asked for. */
async function passages(query: string): Promise<Passage[]> {
  const asked = plain(query);
  const { results } = await (await pagefind()).search(asked);
  const pages = await Promise.all(results.slice(0, 8).map((r) => r.data()));
  const named = ({ title }: Section) => Number(plain(title).toLowerCase().includes(asked.toLowerCase()));
  return pages
    .flatMap((page) => page.sub_results.map((section) => ({ page: page.meta.title, section })))
    .sort((a, b) => named(b.section) - named(a.section) || worthOf(b.section) - worthOf(a.section))
    .slice(0, MOST);
}

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
      found = await passages(query);
    } catch {
      status.textContent = words.failed;
      return;
    }
    if (turn !== last) return; // a later letter was typed meanwhile
    status.textContent = found.length ? words.found(found.length) : words.none(query);
    list.replaceChildren(
      ...found.map(({ page, section }) => {
        const excerpt = make('span', { class: 'excerpt' });
        excerpt.innerHTML = typographic(section.excerpt);
        const title = typographic(section.title.replace(/^§/, ''));
        const where = typographic(page);
        return make(
          'li',
          {},
          make(
            'a',
            { href: section.url },
            make('b', {}, title),
            title === where ? '' : make('small', {}, where),
            excerpt,
          ),
        );
      }),
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
    void pagefind().catch(() => undefined);
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
