/** What the pages do beyond being read, as a reader does it: with the keyboard, and with the pointer. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { installed } from '../../book/site/chromium.js';
import { copySite } from './helpers.js';

const require = createRequire(path.join(import.meta.dirname, '../../book/site/'));
const { chromium } = require('playwright-core');
const sirv = require('sirv');

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {http.Server} */
let server;
let origin = '';

before(async () => {
  server = http.createServer(sirv(copySite(), { dev: true }));
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  browser = await chromium.launch(installed);
});
after(async () => {
  await browser.close();
  server.close();
});

/** @param {string} url @param {object} [options] */
async function open(url, options = {}) {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  await page.goto(origin + url);
  return page;
}

test('a question is answered with the keyboard, explained, and tried again', async () => {
  const page = await open('/en/accept/');
  const quiz = page.locator('quick-quiz').first();
  await quiz.locator('button.answer').focus();
  await page.keyboard.press('Enter');
  assert.match(await quiz.locator('.says').innerText(), /Choose first/);
  await quiz.locator('input').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(await quiz.locator('.says').innerText(), /Not quite/);
  assert.equal(await quiz.locator('.why:visible').count(), 3);
  assert.match(await quiz.locator('.choice').nth(0).innerText(), /Wrong \(your choice\)/);
  assert.match(await quiz.locator('.choice').nth(1).innerText(), /Right/);
  await page.keyboard.press('Enter');
  assert.equal(await quiz.locator('.why:visible').count(), 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(await quiz.locator('.says').innerText(), /Right\./);
});

test('several right answers: all of them, and no other', async () => {
  const page = await open('/en/accept/');
  const quiz = page.locator('quick-quiz[several]');
  await quiz.locator('input').nth(0).check();
  await quiz.locator('button.answer').click();
  assert.match(await quiz.locator('.says').innerText(), /Not quite/);
  await quiz.locator('button.answer').click();
  await quiz.locator('input').nth(0).check();
  await quiz.locator('input').nth(1).check();
  await quiz.locator('button.answer').click();
  assert.match(await quiz.locator('.says').innerText(), /Right\./);
});

test('copy gives the code alone, and a terminal what is typed', async () => {
  const page = await open('/en/accept/');
  await page.locator('.listing:not(.sketch) .tools button').first().click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(code, /^\/\* Waits for the next client/);
  assert.match(
    code,
    /\n {4}for \(;;\) \{\n {8}socklen_t len = sizeof \*peer; \/\* in: our room; out: what was filled \*\/\n/,
  );
  await page.locator('.run .cmd').first().hover();
  await page.locator('.run .cmd button').first().click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), './accept_each');
});

test('a note and its line light up together', async () => {
  const page = await open('/en/accept/', { viewport: { width: 1280, height: 900 } });
  const note = page.locator('.notes > li').nth(1);
  await note.hover();
  assert.equal(await page.locator('.l.hot').count(), 1);
  await page.mouse.move(0, 0);
  assert.equal(await page.locator('.l.hot').count(), 0);
  await page.locator('.l a.n').nth(1).focus();
  assert.equal(await page.locator('.notes > li.hot').count(), 1);
});

test('the language switch stays on the section', async () => {
  const page = await open('/fr/accept/');
  await page
    .locator('article h2')
    .nth(1)
    .evaluate((h) => h.scrollIntoView());
  await page.locator('a.language').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/en\/accept\/#/);
  const there = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.equal(await page.locator('article h2').nth(1).getAttribute('id'), there);
});

test('a chosen theme is kept, from the first paint on', async () => {
  const page = await open('/en/accept/', { colorScheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator('.themes button').nth(1).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.goto(`${origin}/en/connect/`);
  assert.equal(await ground(), dark);
  await page.locator('.themes button').nth(2).click();
  assert.equal(await ground(), light);
});

test("the first page leads to the reader's language", async () => {
  for (const [locale, where] of [
    ['fr-FR', '/fr/'],
    ['en-US', '/en/'],
    ['de-DE', '/en/'],
  ]) {
    const page = await open('/', { locale });
    await page.waitForURL(origin + where);
  }
});

test('on a phone the chapters unfold from a button', async () => {
  const page = await open('/en/accept/', { viewport: { width: 375, height: 800 }, hasTouch: true });
  const chapter = page.locator('.chapters li a').nth(1);
  assert.equal(await chapter.isVisible(), false);
  await page.locator('.menu').tap();
  await chapter.tap();
  await page.waitForURL(/\/en\/connect\/$/);
});
