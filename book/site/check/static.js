import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'parse5';
import { pagesOf } from './pages.js';

/** What a chapter may weigh: HTML, CSS and script together, compressed, without fonts, diagrams and recordings. */
const MOST_BYTES = 40 * 1024;
/** What one recording may add to it, with its words and those of its sources that stand in the page, compressed. */
const MOST_RECORDING_BYTES = 10 * 1024;
/** What the script that plays them may weigh, compressed. */
const MOST_PLAYER_BYTES = 12 * 1024;
/** What all fonts together may weigh. */
const MOST_FONT_BYTES = 120 * 1024;

/**
 * @typedef {{file: string, ids: Set<string>, links: string[], loads: string[], classes: string, faults: string[],
 *   headings: number, lang: string}} Read
 */

/**
 * @param {string} site a folder
 * @returns {string[]} what is wrong
 */
export function checkStatic(site) {
  /** @type {string[]} */
  const problems = [];
  const pages = new Map(pagesOf(site).map((file) => [file, readPage(site, file)]));
  if (pages.size === 0) return [`${site}: there is no page`];
  for (const page of pages.values()) {
    problems.push(...page.faults.map((fault) => `${page.file}: ${fault}`));
    if (!page.lang) problems.push(`${page.file}: <html> has no lang`);
    if (page.headings !== 1) problems.push(`${page.file}: ${page.headings} first headings instead of one`);
    for (const link of page.links) problems.push(...checkLink(link, page, pages, site));
    for (const load of page.loads) problems.push(...checkLoad(load, page, site));
    if (page.classes.split(' ').includes('chapter')) problems.push(...checkWeight(page, site));
  }
  problems.push(...checkFonts(site));
  return problems;
}

/** @param {string} site @param {string} file @returns {Read} */
function readPage(site, file) {
  /** @type {Read} */
  const read = { file, ids: new Set(), links: [], loads: [], classes: '', faults: [], headings: 0, lang: '' };
  const html = fs.readFileSync(path.join(site, file), 'utf8');
  const document = parse(html, {
    onParseError: ({ code, startLine }) => read.faults.push(`line ${startLine}: ${code}`),
  });
  visit(/** @type {any} */ (document), read);
  return read;
}

/** @param {any} node @param {Read} read */
function visit(node, read) {
  /** @type {Record<string, string>} */
  const attributes = Object.fromEntries((node.attrs ?? []).map((/** @type {any} */ a) => [a.name, a.value]));
  if (attributes.id) {
    if (read.ids.has(attributes.id)) read.faults.push(`the id ${attributes.id} stands twice`);
    read.ids.add(attributes.id);
  }
  if (node.tagName === 'html') read.lang = attributes.lang ?? '';
  if (node.tagName === 'body') read.classes = attributes.class ?? '';
  if (node.tagName === 'h1') read.headings++;
  if (node.tagName === 'img' && attributes.alt === undefined) read.faults.push('an image has no alternative text');
  if (node.tagName === 'a' && attributes.href !== undefined) read.links.push(attributes.href);
  else if (attributes.href !== undefined && node.tagName === 'link')
    (attributes.rel === 'alternate' ? read.links : read.loads).push(attributes.href);
  if (attributes.src !== undefined) read.loads.push(attributes.src);
  for (const child of node.childNodes ?? []) visit(child, read);
}

const isInline = (/** @type {string} */ href) => href.startsWith('data:');
const isElsewhere = (/** @type {string} */ href) => /^[a-z]+:|^\/\//i.test(href);

/**
 * Where a relative address leads: a file of the site, and an anchor.
 * @param {string} href
 * @param {string} from
 */
function target(href, from) {
  const url = new URL(href, `http://site/${from}`);
  const file = decodeURIComponent(url.pathname.slice(1));
  return {
    file: file === '' || file.endsWith('/') ? `${file}index.html` : file,
    anchor: decodeURIComponent(url.hash.slice(1)),
  };
}

/** @param {string} href @param {Read} page @param {Map<string, Read>} pages @param {string} site */
function checkLink(href, page, pages, site) {
  if (isElsewhere(href)) return /^https?:\/\//.test(href) ? [] : [`${page.file}: a strange link: ${href}`];
  if (href.startsWith('/')) return [`${page.file}: ${href} does not work in a sub-folder`];
  const { file, anchor } = target(href, page.file);
  if (!fs.existsSync(path.join(site, file))) return [`${page.file}: a dead link: ${href}`];
  const there = pages.get(file);
  if (anchor && there && !there.ids.has(anchor)) return [`${page.file}: a link without an anchor: ${href}`];
  return [];
}

/** @param {string} href @param {Read} page @param {string} site */
function checkLoad(href, page, site) {
  if (isInline(href)) return [];
  if (isElsewhere(href)) return [`${page.file}: asks another origin: ${href}`];
  if (href.startsWith('/')) return [`${page.file}: ${href} does not work in a sub-folder`];
  return fs.existsSync(path.join(site, target(href, page.file).file))
    ? []
    : [`${page.file}: loads what is not there: ${href}`];
}

/** @param {Read} page @param {string} site */
function checkWeight(page, site) {
  const html = fs
    .readFileSync(path.join(site, page.file), 'utf8')
    .replace(/<svg\b[^>]* id="[a-z]{2}-[^"]*-(?:diagram|sequence)-\d+"[\s\S]*?<\/svg>/g, '');
  const recordings = html.match(RECORDING) ?? [];
  const files = page.loads.filter((load) => /\.(css|js)$/.test(load)).map((load) => target(load, page.file).file);
  const player = files.filter((file) => /\/trace\.[^/]*\.js$/.test(file));
  const weigh = (/** @type {string} */ file) => gzipSync(fs.readFileSync(path.join(site, file))).length;
  const bytes =
    gzipSync(html.replace(RECORDING, '')).length +
    files
      .filter((file) => !player.includes(file))
      .map(weigh)
      .reduce((a, b) => a + b, 0);
  const problems = [];
  if (bytes > MOST_BYTES)
    problems.push(`weighs ${bytes} bytes compressed (HTML, CSS and script), more than ${MOST_BYTES}`);
  for (const recording of recordings) {
    const more = gzipSync(recording).length;
    if (more > MOST_RECORDING_BYTES)
      problems.push(
        `${/ id="([^"]*)"/.exec(recording)?.[1]} weighs ${more} bytes compressed, more than ${MOST_RECORDING_BYTES}`,
      );
  }
  for (const file of player)
    if (weigh(file) > MOST_PLAYER_BYTES)
      problems.push(`${file} weighs ${weigh(file)} bytes compressed, more than ${MOST_PLAYER_BYTES}`);
  return problems.map((problem) => `${page.file}: ${problem}`);
}

/** A recording in a page, with the sources that follow it. */
const RECORDING = /<figure class="recording"[\s\S]*?<\/figure>(?:\s*<template[\s\S]*?<\/template>)*/g;

/** @param {string} site */
function checkFonts(site) {
  const fonts = fs.readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) => /\.woff2?$/.test(file));
  const bytes = fonts.reduce((sum, file) => sum + fs.statSync(path.join(site, file)).size, 0);
  return bytes > MOST_FONT_BYTES ? [`the fonts weigh ${bytes} bytes, more than ${MOST_FONT_BYTES}`] : [];
}
