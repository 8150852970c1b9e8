import fs from 'node:fs';
import path from 'node:path';
import { parseFragment } from 'parse5';
import { languages } from './words.js';

/**
 * A part of a page that the search can name: what stands below a heading.
 * @typedef {object} Section
 * @property {string} title
 * @property {string} page title of its page
 * @property {string} url from the root of the site
 * @property {string} explains names of errors, each at the head of an item of a list
 * @property {string} text what is read
 * @property {string} run what terminals show
 * @property {string} code words of the listings, each once
 * @property {string} asked questions: their choices may be wrong
 * @property {boolean} [again] whether it says again what stands elsewhere
 */

/**
 * What a search of one language needs, one file a language, fetched when the search is first opened.
 * @typedef {object} Index
 * @property {string[][]} alike in each group, ways to say the same
 * @property {Section[]} sections
 */

/** What a page says elsewhere in other words, or what is no text; its title is that of its first section. */
const LEFT_OUT = new Set(['svg', 'template', 'script', 'nav', 'h1']);
/** The steps of a recording, told in words: its figure's caption stands for them. */
const LEFT_OUT_CLASSES = new Set(['self', 'n', 'tools', 'sr', 'steps', 'kicker', 'label', 'tuned', 'legend', 'who']);
const INLINE = new Set(['a', 'b', 'code', 'del', 'em', 'i', 'kbd', 's', 'span', 'strong', 'sub', 'sup', 'var']);

/**
 * Writes what is searched: the sections of the chapters.
 * @param {import('./book.js').Page[]} pages
 * @param {string} out
 */
export function writeSearchIndex(pages, out) {
  const read = (/** @type {string} */ name) =>
    JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'search', name), 'utf8'));
  const alike = waysToSay(read('errors.json'), read('alike.json'));
  fs.mkdirSync(path.join(out, 'search'), { recursive: true });
  for (const language of languages) {
    const sections = pages.filter((page) => page.language === language).flatMap(sectionsOf);
    /** @type {Index} */
    const index = { alike, sections };
    fs.writeFileSync(path.join(out, `search/${language}.json`), JSON.stringify(index));
  }
}

/**
 * What is alike, with the messages of each error.
 * @param {Record<string, Record<string, string>>} errors by name: what strerror says of it in each language
 * @param {string[][]} alike
 * @returns {string[][]}
 */
function waysToSay(errors, alike) {
  const names = Object.keys(errors);
  return [
    ...names.map((name) => [
      ...new Set([name, ...Object.values(errors[name]), ...alike.filter((group) => group[0] === name).flat()]),
    ]),
    ...alike.filter(([first]) => !names.includes(first)),
  ];
}

/** @param {import('./book.js').Page} page @returns {Section[]} */
function sectionsOf(page) {
  const start = (/** @type {string} */ title, /** @type {string} */ url) => ({
    ...{ title, page: page.title, url, explains: '', text: '', run: '', code: '', asked: '' },
    ...(page.number ? {} : { again: true }),
  });
  /** @type {Section[]} */
  const sections = [start(page.title, page.url)];
  /** @param {any} node @param {'text' | 'run' | 'code' | 'asked'} field */
  const visit = (node, field) => {
    const section = sections[sections.length - 1];
    if (node.nodeName === '#text') return void (section[field] += node.value);
    const classes = attribute(node, 'class').split(' ');
    if (LEFT_OUT.has(node.nodeName) || classes.some((name) => LEFT_OUT_CLASSES.has(name))) return;
    const id = attribute(node, 'id');
    if (/^h[23]$/.test(node.nodeName) && id) return void sections.push(start(textOf(node), `${page.url}#${id}`));
    if (node.nodeName === 'li') section.explains += ` ${EXPLAINED.exec(textOf(node).trim())?.[0] ?? ''}`;
    const inside = field !== 'text' ? field : classes.includes('stage') ? 'run' : (FIELDS[node.nodeName] ?? field);
    for (const child of node.childNodes ?? []) visit(child, inside);
    if (!INLINE.has(node.nodeName) || classes.includes('file')) section[inside] += ' ';
  };
  visit(parseFragment(page.html), 'text');
  // the last one sums up
  if (page.number) sections[sections.length - 1].again = true;
  for (const section of sections) {
    for (const field of /** @type {const} */ (['explains', 'text', 'run', 'asked']))
      section[field] = section[field].replaceAll(/[ \n\t]+/g, ' ').trim();
    section.code = [...new Set(section.code.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu))].join(' ');
  }
  return sections;
}

/**
 * Where the text of an element is put, when it is not read as the text around it.
 * @type {Record<string, 'code' | 'asked'>}
 */
const FIELDS = { pre: 'code', 'quick-quiz': 'asked' };

/** The errors that an item of a list is about. */
const EXPLAINED = /^E[A-Z]{3,}(?:, E[A-Z]{3,})*/;

/** @param {any} node @param {string} name @returns {string} */
const attribute = (node, name) =>
  node.attrs?.find((/** @type {{name: string}} */ given) => given.name === name)?.value ?? '';

/** @param {any} node @returns {string} */
const textOf = (node) =>
  node.nodeName === '#text'
    ? node.value
    : attribute(node, 'class') === 'self'
      ? ''
      : (node.childNodes ?? []).map(textOf).join('');
