import fs from 'node:fs';
import path from 'node:path';
import { plainText } from './anchors.js';
import { readCourse } from '../../course/course.js';
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
 * @property {import('../../course/course.js').Course} course
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
  const { course, problems: found } = readCourse(root);
  problems.addReport(found);
  /** @type {Book} */
  const book = { root, course, sources: new Sources(root), pages: [], recordings: new Map(), markdown: {} };
  readRecordings(book, problems);
  for (const language of languages) {
    const md = (book.markdown[language] = createMarkdown(language));
    const file = `book/${language}/README.md`;
    if (!fs.existsSync(path.join(root, file))) continue; // weave has said so
    const landing = readPage(root, md, { kind: 'landing', language, file, url: `${language}/` });
    book.pages.push(landing);
    for (const { line, file: chapter } of course.contents[file] ?? []) {
      if (!fs.existsSync(path.join(root, chapter))) continue; // weave has said so
      const name = path.basename(chapter, '.md');
      const entry = entryAt(landing, line, md);
      const page = readPage(root, md, {
        kind: 'chapter',
        language,
        file: chapter,
        url: `${language}/${name.replace(/^\d+-/, '')}/`,
      });
      page.name = name;
      page.number = /^\d+/.exec(name)?.[0].replace(/^0(?=.)/, '') ?? '';
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

/**
 * What a table of contents says of the chapter that it lists on a line.
 * @param {Page} page
 * @param {number} line
 * @param {import('markdown-it').default} md
 * @returns {{short: string, question: string}}
 */
function entryAt(page, line, md) {
  const item = page.tokens.find(({ type, map }) => type === 'inline' && map && map[0] + 1 === line);
  const children = item?.children ?? [];
  const open = children.findIndex((t) => t.type === 'link_open');
  const close = children.findIndex((t) => t.type === 'link_close');
  const rest = md.renderer.renderInline(children.slice(close + 1), md.options, {});
  const question = rest.replace(/^[\s\u00a0\u202f:–—-]+/, '').trim();
  return {
    short: plainText({ children: children.slice(open + 1, close) }),
    question: question.charAt(0).toLocaleUpperCase(page.language) + question.slice(1),
  };
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
