import { escape } from './html.js';
import { highlightC } from './highlight.js';
import { relative, sourceUrl } from './links.js';
import { listingBody } from './listing.js';
import { shellHtml } from './page.js';
import { terminals } from './terminals.js';
import { languages, words } from './words.js';

/**
 * The pages that show whole files of `code/`, and the list of them all.
 * @param {import('./book.js').Book} book
 * @param {import('./page.js').Assets} assets
 * @param {string} archive address of the archive, from the root of the site
 * @returns {Map<string, string>} HTML by path in the site
 */
export function programPages(book, assets, archive) {
  const pages = new Map();
  for (const language of languages) {
    for (const source of book.sources.files.values())
      pages.set(`${sourceUrl(language, source.path)}index.html`, filePage(source, language, book, assets));
    pages.set(`${language}/code/index.html`, listPage(language, book, assets, archive));
  }
  return pages;
}

/** @typedef {import('./sources.js').Source} Source */
/** @typedef {import('./words.js').Language} Language */

/**
 * @param {Source} source
 * @param {Language} language
 * @param {import('./book.js').Book} book
 * @param {import('./page.js').Assets} assets
 */
function filePage(source, language, book, assets) {
  const w = words[language];
  const url = sourceUrl(language, source.path);
  const readers = book.pages.filter((p) => p.language === language && source.shownIn.has(p.name));
  const about = readers
    .map((p) => `<a href="${escape(relative(url, p.url))}"><span class="no">${p.number}</span> ${escape(p.short)}</a>`)
    .join(', ');
  const isC = /\.[ch]$/.test(source.name);
  const lines = isC ? highlightC(source.text.replace(/\n$/, '')) : source.lines.map(escape);
  const scenario = book.course.scenarios[source.path];
  const picture = scenario && terminals(scenario.steps, w);
  const body = listingBody({ id: 'file', lines, numbers: lines.map((_, i) => i + 1), notes: [] }, w).replace(
    /<span class="l"/g,
    lineAnchors(),
  );
  const raw = escape(relative(url, source.path));
  const main =
    `<article class="file"><p class="kicker">${escape(source.path.split('/').slice(0, -1).join('/'))}</p>` +
    `<h1><code>${escape(source.name)}</code></h1>` +
    `<p class="facts">${about ? `${w.shownIn} ${about} · ` : ''}<a href="${raw}" download>${w.download}</a></p>` +
    (picture ? `<figure class="run${picture.broad ? ' broad' : ''}">${picture.html}</figure>` : '') +
    `<figure class="listing whole">${body}</figure></article>`;
  const otherLanguage = languages.find((l) => l !== language) ?? language;
  return shellHtml(
    {
      language,
      url,
      title: source.name,
      main,
      kind: 'source',
      description: source.path,
      other: sourceUrl(otherLanguage, source.path),
    },
    book,
    assets,
  );
}

/** @returns {() => string} each line of a whole file can be linked to */
function lineAnchors() {
  let n = 0;
  return () => `<span class="l" id="L${++n}"`;
}

/**
 * @param {Language} language
 * @param {import('./book.js').Book} book
 * @param {import('./page.js').Assets} assets
 * @param {string} archive
 */
function listPage(language, book, assets, archive) {
  const w = words[language];
  const url = `${language}/code/`;
  /** @type {Map<string, Source[]>} */
  const folders = new Map();
  for (const source of book.sources.files.values()) {
    const folder = source.path.split('/')[1];
    folders.set(folder, [...(folders.get(folder) ?? []), source]);
  }
  const parts = [...folders].map(([folder, files]) => {
    const chapter = book.pages.find((p) => p.language === language && p.name === folder);
    const title = chapter
      ? `<a href="${escape(relative(url, chapter.url))}"><span class="no">${chapter.number}</span> ` +
        `${escape(chapter.short)}</a>`
      : escape(folder);
    const items = files.map((f) => {
      const name = f.path.split('/').slice(2).join('/');
      return (
        `<li><a href="${escape(relative(url, sourceUrl(language, f.path)))}"><code>${escape(name)}</code></a>` +
        `<span lang="en">${escape(purpose(f))}</span></li>`
      );
    });
    return `<h2 id="${escape(folder)}">${title}</h2><ul class="files">${items.join('')}</ul>`;
  });
  const main =
    `<article class="programs"><h1>${w.allPrograms}</h1>` +
    `<p class="facts"><a href="${escape(relative(url, archive))}" download>${w.archive}</a></p>` +
    `${parts.join('')}</article>`;
  const other = languages.find((l) => l !== language) ?? language;
  return shellHtml(
    {
      language,
      url,
      title: w.allPrograms,
      main,
      kind: 'programs',
      description: w.allPrograms,
      other: `${other}/code/`,
    },
    book,
    assets,
  );
}

/** @param {Source} source @returns {string} the first sentence of its first comment */
function purpose({ name, lines }) {
  /** @type {string[]} */
  const comment = [];
  const mark = name.endsWith('.scenario') ? /^#\s?/ : /^(\/\*| \*)\s?/;
  for (const line of lines) {
    if (!mark.test(line)) break;
    const text = line
      .replace(mark, '')
      .replace(/\s*\*\/$/, '')
      .trim();
    if (text === '' && comment.length) break;
    comment.push(text);
  }
  return /^.*?[.:](?=\s|$)/.exec(comment.join(' '))?.[0].replace(/:$/, '.') ?? comment.join(' ');
}
