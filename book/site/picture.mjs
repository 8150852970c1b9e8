/**
 * Makes the picture of the book that the README shows, from the site in build/site: book/picture.png.
 *
 *   node book/site/picture.mjs
 */
import http from 'node:http';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { installed } from './chromium.js';

const server = http.createServer(sirv('build/site', { dev: true }));
await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const browser = await chromium.launch(installed);

/**
 * @param {string} url
 * @param {'light' | 'dark'} colorScheme
 * @param {string} at what stands on top
 */
async function shot(url, colorScheme, at) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
  await page.goto(origin + url);
  await page
    .locator(at)
    .first()
    .evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY - 90));
  await page.waitForTimeout(300); // fonts
  const png = await page.screenshot();
  return `data:image/png;base64,${png.toString('base64')}`;
}

const pages = [await shot('/en/accept/', 'light', '#listing-2'), await shot('/fr/accept/', 'dark', '#run-3')];
const both = await browser.newPage({ viewport: { width: 1600, height: 563 } });
await both.setContent(
  `<body style="margin:0;display:flex;gap:0">${pages.map((src) => `<img src="${src}" width="800">`).join('')}`,
);
await both.waitForTimeout(100);
await both.screenshot({ path: 'book/picture.png' });
await browser.close();
server.close();
