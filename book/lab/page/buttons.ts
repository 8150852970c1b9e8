/**
 * The buttons that open the lab: "run" on each listing of a program, "play" on each scenario that it can play. Where
 * the
 * lab was not built, the page names none, and there is no button. Nothing of the lab is loaded before the click.
 */
import { make } from '../../site/widgets/dom';
import { words } from './words';
import type { Request } from './choice';

const meta = () => document.querySelector<HTMLMetaElement>('meta[name=lab]');

export function addLabButtons(): void {
  const lab = meta();
  if (!lab) return;
  const size = words.size(Number(lab.dataset.bytes));
  const not = (lab.dataset.not ?? '').split(' ');
  const shown = [...document.querySelectorAll<HTMLElement>('figure.run, figure.recording, figure.listing')];
  for (const figure of shown) {
    const path = pathOf(figure);
    const tools = figure.querySelector('.tools');
    if (!path || !tools || figure.matches('.sketch, .change')) continue;
    const isScenario = path.endsWith('.scenario');
    if (isScenario ? not.includes(path) : !path.endsWith('.c')) continue;
    const name = path.replace(/.*\//, '');
    const button = make('button', {
      type: 'button',
      class: 'to-lab',
      title: (isScenario ? words.playTitle : words.runTitle)(name, size),
    });
    button.append(isScenario ? words.play : words.run, make('small', {}, ` ${size}`));
    button.addEventListener('click', () => {
      const scenarios = shown
        .filter((f) => f.matches('.run, .recording'))
        .map((f) => ({ path: pathOf(f) ?? '', after: follows(figure, f) }));
      const request: Request = isScenario ? { scenario: path } : { file: path, near: nearest(scenarios) };
      void open(new URL(lab.content, document.baseURI), request, button);
    });
    tools.append(button);
  }
}

/** Below `code/`: what the figure's link to the whole file leads to. */
function pathOf(figure: HTMLElement): string | undefined {
  const href = figure.querySelector<HTMLAnchorElement>('a.whole')?.href;
  return href === undefined ? undefined : /\/code\/(.+?)\/?(?:#.*)?$/.exec(href)?.[1];
}

const follows = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The scenarios of the page, those that come after the listing first. */
const nearest = (scenarios: { path: string; after: boolean }[]) =>
  [...scenarios.filter((s) => s.after), ...scenarios.filter((s) => !s.after).reverse()].map((s) => s.path);

async function open(manifest: URL, request: Request, button: HTMLButtonElement): Promise<void> {
  button.setAttribute('aria-busy', 'true');
  try {
    const found = await (await fetch(manifest)).json();
    const [{ openLab }] = await Promise.all([
      import(new URL(found.script, manifest).href),
      loadStyle(new URL(found.style, manifest)),
    ]);
    openLab(manifest, found, request, button);
  } catch {
    const note = make('span', { class: 'lab-failed', role: 'alert' }, words.failed.network);
    button.closest('figcaption')?.querySelector('.lab-failed')?.remove();
    button.closest('figcaption')?.append(note);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

const styles = new Set<string>();

function loadStyle(href: URL): Promise<void> {
  if (styles.has(href.href)) return Promise.resolve();
  return new Promise((done, fail) => {
    const link = make('link', { rel: 'stylesheet', href: href.href });
    link.addEventListener('load', () => {
      styles.add(href.href);
      done();
    });
    link.addEventListener('error', () => {
      link.remove();
      fail(new Error(href.href));
    });
    document.head.append(link);
  });
}
