import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { installed } from '../chromium.js';
import { pagesOf, showsSource } from './pages.js';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Both widths of the design, in CSS pixels. */
const WIDTHS = [1280, 375];
/** Pages of sources are made alike: so many of each language are looked at. */
const SOURCES_PER_LANGUAGE = 2;

/** Searches that must find a passage, by language: accents and articles do not matter. */
const SEARCHES = {
  fr: ['écoute', 'ecoute', "l'écoute", 'accept'],
  en: ['listen', 'accept'],
};

/**
 * Every page as a reader meets it: narrow and wide, light and dark, questions answered, recordings stepped through,
 * search open, without script.
 * @param {string} site a folder
 * @returns {Promise<string[]>} what is wrong
 */
export async function checkInBrowser(site) {
  const server = http.createServer(sirv(site, { dev: true }));
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const browser = await chromium.launch(installed);
  /** @type {string[]} */
  const problems = [];
  try {
    const queue = pagesToVisit(site).flatMap((page) => WIDTHS.map((width) => ({ page, width })));
    const worker = async () => {
      for (let visit = queue.shift(); visit; visit = queue.shift())
        problems.push(...(await checkPage(browser, origin, visit.page, visit.width)));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  } finally {
    await browser.close();
    server.close();
  }
  return problems.sort();
}

/** @param {string} site */
function pagesToVisit(site) {
  const pages = pagesOf(site);
  const sources = pages.filter(showsSource);
  const languages = [...new Set(sources.map((page) => page.split('/')[0]))];
  const some = languages.flatMap((l) =>
    sources.filter((page) => page.startsWith(`${l}/`)).slice(0, SOURCES_PER_LANGUAGE),
  );
  return [...pages.filter((page) => !showsSource(page) && page !== 'index.html'), ...some];
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string} file
 * @param {number} width
 */
async function checkPage(browser, origin, file, width) {
  /** @type {string[]} */
  const problems = [];
  const fail = (/** @type {string} */ what) => problems.push(`${file} at ${width} pixels: ${what}`);
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      fail(`asks another origin: ${request.url()}`);
  });
  page.on('pageerror', (error) => fail(`a script fails: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') fail(`the browser complains: ${message.text()}`);
  });
  await page.goto(`${origin}/${file.replace(/index\.html$/, '')}`, { waitUntil: 'load' });
  await page.waitForFunction(() => !document.querySelector('trace-player:not(.ready)'));

  const excess = await page.evaluate(() => {
    const overflow = document.documentElement.scrollWidth - innerWidth;
    if (overflow <= 0) return '';
    const wide = [...document.querySelectorAll('main *')].find((e) => e.getBoundingClientRect().right > innerWidth + 1);
    return `${overflow} pixels: <${wide?.tagName.toLowerCase()} class="${wide?.className}">`;
  });
  if (excess) fail(`scrolls sideways by ${excess}`);

  await axeFinds(page, 'light', fail);
  await page.emulateMedia({ colorScheme: 'dark' });
  // colours do not depend on the width
  if (width === WIDTHS[0]) await axeFinds(page, 'dark', fail, { runOnly: ['color-contrast'] });
  if (file.split('/').length > 2) await checkWidgets(page, file, width, fail);
  await context.close();

  if (width === WIDTHS[0]) await checkWithoutScript(browser, origin, file, fail);
  return problems;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} state
 * @param {(what: string) => void} fail
 * @param {object} [only] a part of the page, or of the rules
 * @param {string[]} [only.include] selectors
 * @param {string[]} [only.runOnly] rules
 */
async function axeFinds(page, state, fail, { include, runOnly } = {}) {
  await page.evaluate(axe);
  const violations = await page.evaluate(
    async (only) => {
      // @ts-expect-error axe is the script above
      const result = await globalThis.axe.run(only.include ? { include: only.include } : document, {
        resultTypes: ['violations'],
        ...(only.runOnly ? { runOnly: only.runOnly } : {}),
      });
      return result.violations.map(
        (/** @type {any} */ v) => `${v.id}: ${v.help} (${v.nodes[0].html.slice(0, 120)}; ${v.nodes.length} places)`,
      );
    },
    { include, runOnly },
  );
  for (const violation of violations) fail(`axe, ${state}: ${violation}`);
}

/**
 * The page with its questions answered, then with the search open.
 * @param {import('playwright-core').Page} page
 * @param {string} file
 * @param {number} width
 * @param {(what: string) => void} fail
 */
async function checkWidgets(page, file, width, fail) {
  const quizzes = page.locator('quick-quiz');
  const count = await quizzes.count();
  for (let i = 0; i < count; i++) {
    await quizzes.nth(i).locator('input').first().check();
    await quizzes.nth(i).locator('button.answer').click();
  }
  if (count) {
    const unexplained = await page
      .locator('quick-quiz .why:visible')
      .evaluateAll((all) => all.filter((e) => !e.textContent?.trim()).length);
    const explained = await page.locator('quick-quiz .why:visible').count();
    if (unexplained || explained < 2 * count) fail('a question does not explain its choices when answered');
    await axeFinds(page, 'dark, questions answered', fail, { include: ['quick-quiz'] });
  }
  const players = page.locator('trace-player .player');
  for (let i = 0; i < (await players.count()); i++) await checkPlayer(page, i, width < WIDTHS[0], fail);
  if (await players.count())
    await axeFinds(page, 'dark, recordings in the middle', fail, { include: ['trace-player'] });
  if (width !== WIDTHS[0] || !page.url().endsWith('/accept/')) return;
  const language = /** @type {keyof typeof SEARCHES} */ (file.slice(0, 2));
  await page.keyboard.press('/');
  for (const query of SEARCHES[language]) {
    await page.locator('#query').fill(query);
    const found = await page
      .locator('dialog .found li')
      .first()
      .waitFor({ timeout: 10000 })
      .then(
        () => true,
        () => false,
      );
    if (!found) fail(`the search finds nothing for "${query}"`);
    await page.locator('#query').fill('');
    await page.locator('dialog .found li').first().waitFor({ state: 'detached' });
  }
  await page.locator('#query').fill(SEARCHES[language][0]);
  await page.locator('dialog .found li').first().waitFor();
  await axeFinds(page, 'dark, search open', fail);
}

/**
 * A player, stepped to its end by keyboard: there is always a sentence, and a narrow page never grows wider.
 * @param {import('playwright-core').Page} page
 * @param {number} i
 * @param {boolean} narrow to measure it at each step takes its time
 * @param {(what: string) => void} fail
 */
async function checkPlayer(page, i, narrow, fail) {
  const player = page.locator('trace-player .player').nth(i);
  await player.focus();
  const steps = Number(await player.locator('input[type=range]').getAttribute('max'));
  await page.keyboard.press('Home');
  const wrong = await player.evaluate(
    (element, { count, measured }) => {
      const width = Math.max(innerWidth, document.documentElement.scrollWidth);
      for (let n = 1; n < count; n++) {
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
        if (!element.querySelector('.tells')?.textContent?.trim()) return `says nothing at step ${n + 1}`;
        if (measured && document.documentElement.scrollWidth > width) return `makes the page wider at step ${n + 1}`;
      }
      return document.documentElement.scrollWidth > width ? 'makes the page wider at its end' : '';
    },
    { count: steps, measured: narrow },
  );
  if (wrong) fail(`a recording ${wrong}`);
  if (Number(await player.locator('input[type=range]').inputValue()) !== steps)
    fail('a recording cannot be stepped to its end');
  await player.evaluate((element, count) => {
    for (let n = 0; n < count / 2; n++)
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  }, steps);
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string} file
 * @param {(what: string) => void} fail
 */
async function checkWithoutScript(browser, origin, file, fail) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}/${file.replace(/index\.html$/, '')}`);
  const text = await page.locator('main').innerText();
  if (text.trim().length < 40) fail('is blank without JavaScript');
  const hidden = await page
    .locator('main :is(pre, figure, quick-quiz)')
    .evaluateAll((all) => all.filter((e) => !e.checkVisibility()).length);
  if (hidden) fail(`${hidden} listings or figures are hidden without JavaScript`);
  for (const figure of await page.locator('figure.recording').all()) {
    if (!(await figure.locator('svg').first().isVisible())) fail('a recording has no picture without JavaScript');
    await figure.locator('details.steps > summary').click();
    if (!(await figure.locator('details.steps > ol > li').first().isVisible()))
      fail('the steps of a recording cannot be read without JavaScript');
  }
  for (const quiz of await page.locator('quick-quiz').all()) {
    await quiz.locator('summary').click();
    if (!(await quiz.locator('.answers').isVisible())) fail('an answer cannot be seen without JavaScript');
  }
  await context.close();
}
