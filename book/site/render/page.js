import { relative } from './links.js';
import { escape } from './html.js';
import { translationOf } from './book.js';
import { languages, words } from './words.js';

/**
 * What surrounds every page.
 * @typedef {object} Shell
 * @property {import('./words.js').Language} language
 * @property {string} url of the page, from the root of the site
 * @property {string} title
 * @property {string} description
 * @property {string} main HTML
 * @property {string} kind class of the body
 * @property {string} [contents] HTML: the sections of the page
 * @property {boolean} [traces] whether a recording stands in the page
 * @property {string} [other] address of the page in the other language
 */

/**
 * What a page must know of the lab before it is opened.
 * @typedef {{manifest: string, bytes: number, not: string[]}} Lab
 *   the manifest's file; how much will be downloaded; the scenarios that it cannot play
 */
/**
 * @typedef {{css: string, js: string, trace: string, traceCss: string, fonts: string[], lab?: Lab}} Assets names of
 *   files from the root of the site
 */

// Runs before the first paint, so that a chosen theme does not flash.
const THEME =
  "try{let t=localStorage.getItem('tuyau-theme');if(t)document.documentElement.dataset.theme=t}catch{}" +
  "document.documentElement.classList.add('js')";

/**
 * @param {Shell} shell
 * @param {import('./book.js').Book} book
 * @param {Assets} assets
 */
export function shellHtml(shell, book, assets) {
  const { language, url, title, description, main, kind, contents = '', other, traces = false } = shell;
  const w = words[language];
  const to = (/** @type {string} */ target) => escape(relative(url, target));
  const otherLanguage = languages.find((l) => l !== language) ?? 'en';
  const site = kind === 'landing' ? title : `${title} · Tuyau`;
  const preload = assets.fonts
    .map((f) => `<link rel="preload" href="${to(f)}" as="font" type="font/woff2" crossorigin>`)
    .join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(site)}</title>
<meta name="description" content="${escape(description)}">
<meta property="og:title" content="${escape(title)}">
<meta property="og:description" content="${escape(description)}">
<meta property="og:type" content="${kind === 'landing' ? 'website' : 'article'}">
<meta property="og:locale" content="${language === 'fr' ? 'fr_FR' : 'en_GB'}">
<meta name="color-scheme" content="light dark">
${assets.lab ? labMeta(assets.lab, to) : ''}<script>${THEME}</script>
${preload}<link rel="stylesheet" href="${to(assets.css)}">${
    traces ? `\n<link rel="stylesheet" href="${to(assets.traceCss)}">` : ''
  }
<link rel="icon" href="${to('favicon.svg')}" type="image/svg+xml">
${
  other === undefined ? '' : `<link rel="alternate" hreflang="${otherLanguage}" href="${to(other)}">` + `\n`
}<script type="module" src="${to(assets.js)}"></script>${
    traces ? `\n<script type="module" ` + `src="${to(assets.trace)}"></script>` : ''
  }
</head>
<body class="${kind}">
<a class="skip" href="#text">${w.skip}</a>
<header class="side">
<a class="book" href="${to(`${language}/`)}">${MARK}<span>Tuyau</span></a>
${chapterList(shell, book)}
<div class="controls">
${
  other === undefined
    ? ''
    : `<a class="language" href="${to(other)}" lang="${otherLanguage}" ` +
      `hreflang="${otherLanguage}">${w.otherLanguage}</a>`
}
</div>
</header>
<main id="text">
${contents}${main}
</main>
</body>
</html>
`;
}

/** The sign of the book: two ends and the pipe between them. */
export const MARK =
  '<svg class="mark" viewBox="0 0 32 16" width="32" height="16" aria-hidden="true">' +
  '<path d="M4 8h24" class="pipe"/><circle cx="4" cy="8" r="4" class="c"/><circle cx="28" cy="8" r="4" ' +
  'class="s"/></svg>';

/** @param {Shell} shell @param {import('./book.js').Book} book */
function chapterList({ language, url, kind }, book) {
  const w = words[language];
  const items = book.pages
    .filter((p) => p.language === language && p.kind === 'chapter')
    .map((p) => {
      const here = p.url === url ? ' aria-current="page"' : '';
      return (
        `<li><a href="${escape(relative(url, p.url))}"${here}><span class="no">${p.number}</span> ` +
        `${escape(p.short)}</a></li>`
      );
    })
    .join('');
  const programs =
    `<a class="programs" ` +
    `href="${escape(relative(url, `${language}/code/`))}"${kind === 'programs' ? ' aria-current="page"' : ''}>` +
    `${w.programs}</a>`;
  return (
    `<nav class="chapters" aria-label="${w.chapters}"><button type="button" class="menu" aria-expanded="false">` +
    `${w.menu}</button>` +
    `<div><ol>${items}</ol>${programs}</div></nav>`
  );
}

/**
 * A chapter in its shell.
 * @param {import('./book.js').Page} page
 * @param {import('./book.js').Book} book
 * @param {Assets} assets
 */
export function chapterHtml(page, book, assets) {
  const w = words[page.language];
  const other = translationOf(page, book);
  const chapters = book.pages.filter((p) => p.language === page.language && p.kind === 'chapter');
  const at = chapters.indexOf(page);
  const sections = page.headings.filter((h) => h.level === 2);
  const contents =
    sections.length < 2
      ? ''
      : `<nav class="contents" aria-labelledby="contents"><p id="contents">${w.contents}</p><ol>` +
        sections.map((h) => `<li><a href="#${encodeURIComponent(h.id)}">${h.html}</a></li>`).join('') +
        '</ol></nav>\n';
  const turn = (/** @type {import('./book.js').Page | undefined} */ p, /** @type {string} */ rel) =>
    p === undefined
      ? ''
      : `<a class="${rel}" rel="${rel}" href="${escape(relative(page.url, p.url))}">` +
        `<small>${rel === 'next' ? w.next : w.previous}</small>` +
        `<b><span class="no">${p.number}</span> ${escape(p.short)}</b>` +
        `${rel === 'next' ? `<span class="asks">${p.question}</span>` : ''}</a>`;
  const turns =
    `<nav class="turns" aria-label="${w.turns}">` +
    `${turn(chapters[at - 1], 'prev')}${turn(chapters[at + 1], 'next')}</nav>`;
  const main =
    `<article data-chapter="${page.number}"${peers(page, other)}>` +
    page.html
      .replace('<h1>', page.number ? `<p class="kicker">${w.chapter} ${page.number}</p>\n<h1>` : '<h1>')
      .replace('</h1>\n', `</h1>\n${contents}`) +
    `</article>\n${turns}`;
  return shellHtml(
    {
      language: page.language,
      url: page.url,
      title: page.title,
      main,
      kind: 'chapter',
      description: describe(page),
      other: other?.url,
      traces: page.recordings.size > 0,
    },
    book,
    assets,
  );
}

/**
 * The anchors of the other language's sections, in order, for the switch to stay on the same one.
 * @param {import('./book.js').Page} page
 * @param {import('./book.js').Page | undefined} other
 */
function peers(page, other) {
  const ids = (/** @type {import('./book.js').Page} */ p) => p.headings.filter((h) => h.level > 1).map((h) => h.id);
  if (!other || other.name !== page.name || ids(other).length !== ids(page).length) return '';
  return ` data-peers="${escape(ids(other).join(' '))}"`;
}

/** @param {import('./book.js').Page} page */
function describe(page) {
  const text = page.question
    .replace(/<[^>]+>/g, '')
    .replace(/&[a-z]+;/g, ' ')
    .trim();
  return text || page.title;
}

/**
 * Tells a page that there is a lab.
 * @param {Lab} lab
 * @param {(file: string) => string} to the address of a file of the site from this page
 */
const labMeta = ({ manifest, bytes, not }, to) =>
  `<meta name="lab" content="${to(manifest)}" data-bytes="${bytes}" data-not="${escape(not.join(' '))}">\n`;
