import { escape } from './html.js';
import { relative } from './links.js';
import { shellHtml } from './page.js';
import { translationOf } from './book.js';
import { words } from './words.js';
import { hero } from './hero.js';

/**
 * The first page of a language, made from its table of contents.
 * @param {import('./book.js').Page} page
 * @param {import('./book.js').Book} book
 * @param {import('./page.js').Assets} assets
 */
export function landingHtml(page, book, assets) {
  const w = words[page.language];
  const chapters = book.pages.filter((p) => p.language === page.language && p.kind === 'chapter');
  const items = chapters.map(
    (p) =>
      `<li><a href="${escape(relative(page.url, p.url))}"><span class="no">${p.number}</span>` +
      `<b>${escape(p.short)}</b><span class="asks">${p.question}</span></a></li>`,
  );
  const list = `<ol class="toc">${items.join('')}</ol>\n`;
  const first = chapters[0];
  const begin = first
    ? `<p class="begin"><a href="${escape(relative(page.url, first.url))}">${w.begin} ${first.number} <span ` +
      `aria-hidden="true">→</span></a></p>\n`
    : '';
  // The list of links becomes the designed one; what stands before and after it stays.
  const [before, after] = split(page.html.replace(/<h1>.*?<\/h1>\s*/s, ''));
  const [name, says] = page.title.split(/\s*[:：]\s*/);
  const colon = page.language === 'fr' ? '\u00a0: ' : ': ';
  const saying = says ? `<span class="sr">${colon}</span><span class="says">${escape(says)}</span>` : '';
  const main =
    `<article class="front"><h1><span class="name">${escape(name)}</span>${saying}</h1>\n` +
    `${hero(book, page)}<div class="words">${before}${begin}</div>${list}${after}</article>`;
  return shellHtml(
    {
      language: page.language,
      url: page.url,
      title: page.title,
      main,
      kind: 'landing',
      description: w.tagline.charAt(0).toUpperCase() + w.tagline.slice(1),
      other: translationOf(page, book)?.url,
    },
    book,
    assets,
  );
}

/** @param {string} html @returns {[string, string]} what stands before and after the first list */
function split(html) {
  const list = /<(ol|ul)[\s>].*?<\/\1>\s*/s.exec(html);
  if (!list) return [html, ''];
  return [html.slice(0, list.index), html.slice(list.index + list[0].length)];
}
