import path from 'node:path';
import { figureId, stepId } from './recording.js';

/**
 * Turns a link of a Markdown file into an address of the site, relative to the page.
 * @param {string} href as written
 * @param {import('./book.js').Page} page on which it stands
 * @param {import('./book.js').Book} book
 * @returns {{href?: string, error?: string, external?: boolean, source?: import('./sources.js').Source}}
 */
export function resolveLink(href, page, book) {
  if (/^https?:\/\//.test(href)) return { href, external: true };
  if (/^[a-z]+:/i.test(href)) return { error: `a link that the book does not use: ${href}` };

  const [target, fragment = ''] = decodeURI(href).split('#');
  const file = target === '' ? page.file : path.posix.join(path.posix.dirname(page.file), target);

  const other = book.pages.find((p) => p.file === file);
  if (other) {
    if (fragment && !other.headings.some((h) => h.id === fragment))
      return { error: `${file} has no section #${fragment}` };
    const at = fragment ? `#${encodeURIComponent(fragment)}` : '';
    return { href: (other === page ? '' : relative(page.url, other.url)) + at || './' };
  }
  const recording = book.recordings.get(file);
  if (recording) {
    const shows = (/** @type {import('./book.js').Page} */ p) =>
      p.language === page.language && [...p.recordings.values()].includes(recording);
    const there = shows(page) ? page : book.pages.find(shows);
    if (!there) return { error: `no chapter shows ${file}` };
    const [, step] = /^step-(\d+)$/.exec(fragment) ?? [];
    if (fragment && !(Number(step) >= 1 && Number(step) <= recording.steps.length))
      return { error: `${file} has no ${fragment}: its steps are step-1 to step-${recording.steps.length}` };
    const address = there === page ? '' : relative(page.url, there.url);
    return { href: `${address}#${step ? stepId(recording, Number(step)) : figureId(recording)}` };
  }
  if (book.sources.recordings.includes(file)) return { href: '#' }; // reported with what is wrong in it
  const source = book.sources.get(file);
  if (source) {
    let at = '';
    if (fragment) {
      const place = book.course.sources[file]?.names[fragment];
      if (!place) return { error: `${file} has nothing called ${fragment}` };
      at = `#L${place[0]}`;
    }
    return { href: relative(page.url, sourceUrl(page.language, file)) + at, source };
  }
  return { error: `this link leads nowhere: ${href}` };
}

/** @param {string} language @param {string} file @returns {string} where the site shows a file of code/ */
export const sourceUrl = (language, file) => `${language}/${file}/`;

/**
 * @param {string} from address of a page from the root of the site, ending in "/" or empty
 * @param {string} to likewise, or a file
 */
export function relative(from, to) {
  const up = from.split('/').slice(0, -1);
  const down = to.split('/');
  while (up.length && down.length > 1 && up[0] === down[0]) {
    up.shift();
    down.shift();
  }
  return '../'.repeat(up.length) + down.join('/') || './';
}
