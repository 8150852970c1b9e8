import fs from 'node:fs';
import path from 'node:path';
import { plainText } from './anchors.js';
import { createMarkdown } from './markdown.js';
import { Sources } from './sources.js';
import { recordingLink } from './recording-figure.js';
import { readRecording } from './recording.js';
import { languages } from './words.js';

/** @typedef {import('markdown-it').Token} Token */

/**
 * A Markdown file that becomes a page.
 * @typedef {object} Page
 * @property {'landing' | 'chapter'} kind
 * @property {import('./words.js').Language} language
 * @property {string} file from the root: `book/fr/04-accept.md`
 * @property {string} url from the root of the site: `fr/accept/`
 * @property {string} name `04-accept`; empty for the landing page
 * @property {string} number of the chapter; empty where a page has none
 * @property {string} title plain text
 * @property {string} short how the list of chapters calls it
 * @property {string} question that the chapter answers, HTML
 * @property {Token[]} tokens
 * @property {{id: string, level: number, text: string, html: string}[]} headings
 * @property {Map<string, import('./recording.js').Recording>} recordings that it shows, by the link as written
 * @property {Set<string>} traced sources that stand in it already, for the player
 * @property {string} html filled when rendered
 */

/**
 * @typedef {object} Book
 * @property {string} root
 * @property {Sources} sources
 * @property {Page[]} pages
 * @property {Map<string, import('./recording.js').Recording>} recordings by file
 * @property {Record<string, import('markdown-it').default>} markdown by language
 */

/**
 * Reads what the tables of contents lead to.
 * @param {string} root
 * @param {import('./problems.js').Problems} problems
 * @returns {Book}
 */
export function readBook(root, problems) {
  /** @type {Book} */
  const book = { root, sources: new Sources(root), pages: [], recordings: new Map(), markdown: {} };
  readRecordings(book, problems);
  for (const language of languages) {
    const md = (book.markdown[language] = createMarkdown(language));
    const file = `book/${language}/README.md`;
    if (!fs.existsSync(path.join(root, file))) {
      problems.add(file, 0, 'there is no table of contents');
      continue;
    }
    const landing = readPage(root, md, { kind: 'landing', language, file, url: `${language}/` });
    book.pages.push(landing);
    for (const entry of tableOfContents(landing, md)) {
      const chapter = `book/${language}/${entry.name}.md`;
      if (!fs.existsSync(path.join(root, chapter))) {
        problems.add(file, entry.line, `this link leads nowhere: ${entry.name}.md`);
        continue;
      }
      const page = readPage(root, md, {
        kind: 'chapter',
        language,
        file: chapter,
        url: `${language}/${entry.name.replace(/^\d+-/, '')}/`,
      });
      page.name = entry.name;
      page.number = /^\d+/.exec(entry.name)?.[0].replace(/^0(?=.)/, '') ?? '';
      page.short = entry.short;
      page.question = entry.question;
      book.pages.push(page);
    }
  }
  placeRecordings(book, problems);
  return book;
}

/** @param {Book} book @param {import('./problems.js').Problems} problems */
function readRecordings({ root, sources, recordings }, problems) {
  for (const file of sources.recordings) {
    const recording = readRecording(file, fs.readFileSync(path.join(root, file), 'utf8'), {
      fail: (line, what) => problems.add(file, line, what),
      linesOf: (name) => sources.get(name)?.lines.length,
    });
    if (recording) recordings.set(file, recording);
  }
}

/**
 * Which page shows which recording; one that no page shows is a fault.
 * @param {Book} book
 * @param {import('./problems.js').Problems} problems
 */
function placeRecordings({ pages, recordings }, problems) {
  for (const page of pages)
    page.tokens.forEach((_, i) => {
      const link = recordingLink(page.tokens, i);
      const recording =
        link && recordings.get(path.posix.join(path.posix.dirname(page.file), link.href.replace(/#.*$/, '')));
      if (!recording) return;
      if ([...page.recordings.values()].includes(recording))
        problems.add(page.file, (page.tokens[i].map?.[0] ?? 0) + 1, `shows ${recording.file} a second time`);
      page.recordings.set(link.href, recording);
    });
  for (const language of new Set(pages.map((p) => p.language)))
    for (const recording of recordings.values())
      if (!pages.some((p) => p.language === language && [...p.recordings.values()].includes(recording)))
        problems.add(recording.file, 1, `no chapter of book/${language} shows this recording`);
}

/**
 * @param {string} root
 * @param {import('markdown-it').default} md
 * @param {Pick<Page, 'kind' | 'language' | 'file' | 'url'>} where
 * @returns {Page}
 */
function readPage(root, md, where) {
  const text = fs.readFileSync(path.join(root, where.file), 'utf8');
  const tokens = md.parse(text, {});
  const headings = tokens.flatMap((token, i) =>
    token.type === 'heading_open'
      ? [
          {
            id: token.meta.id,
            level: Number(token.tag.slice(1)),
            text: plainText(tokens[i + 1]),
            html: md.renderer.renderInline(tokens[i + 1].children ?? [], md.options, {}),
          },
        ]
      : [],
  );
  const title = headings.find((h) => h.level === 1)?.text ?? '';
  return {
    ...where,
    name: '',
    number: '',
    title,
    short: title,
    question: '',
    tokens,
    headings,
    recordings: new Map(),
    traced: new Set(),
    html: '',
  };
}

const CHAPTER = /^((?:\d\d-)?[a-z][a-z-]*)\.md$/;

/**
 * The chapters that a table of contents lists, in order.
 * @param {Page} page
 * @param {import('markdown-it').default} md
 */
function tableOfContents(page, md) {
  const entries = [];
  for (const token of page.tokens) {
    if (token.type !== 'inline') continue;
    const children = token.children ?? [];
    const open = children.findIndex((t) => t.type === 'link_open');
    const name = open === -1 ? null : CHAPTER.exec(String(children[open].attrGet('href')));
    if (!name || open !== 0 || token.level < 2) continue;
    const close = children.findIndex((t) => t.type === 'link_close');
    const rest = md.renderer.renderInline(children.slice(close + 1), md.options, {});
    const question = rest.replace(/^[\s\u00a0\u202f:–—-]+/, '').trim();
    entries.push({
      name: name[1],
      line: (token.map?.[0] ?? 0) + 1,
      short: plainText({ children: children.slice(open + 1, close) }),
      question: question.charAt(0).toLocaleUpperCase(page.language) + question.slice(1),
    });
  }
  return entries;
}

/**
 * The same page in the other language.
 * @param {Page} page
 * @param {Book} book
 */
export function translationOf(page, book) {
  const others = book.pages.filter((p) => p.language !== page.language);
  return others.find((p) => p.kind === page.kind && p.name === page.name) ?? others.find((p) => p.kind === 'landing');
}
