/** A recorded run in the page, stepped through as a reader does it, and compared with the recording. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { installed } from '../../book/site/chromium.js';
import { copySite } from './helpers.js';

const require = createRequire(path.join(import.meta.dirname, '../../book/site/'));
const { chromium } = require('playwright-core');
const sirv = require('sirv');

const recorded = (/** @type {string} */ file) =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'fixture/code', file), 'utf8'));
const handshake = recorded('05-connect/handshake.json');

let site = '';
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {http.Server} */
let server;
let origin = '';

before(async () => {
  site = copySite();
  server = http.createServer(sirv(site, { dev: true }));
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  browser = await chromium.launch(installed);
});
after(async () => {
  await browser.close();
  server.close();
});

/** @param {string} url @param {import('playwright-core').BrowserContextOptions} [options] */
async function open(url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(origin + url);
  if (options.javaScriptEnabled !== false)
    await page.waitForFunction(() => !document.querySelector('trace-player:not(.ready)'));
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} name */
const playerOf = (page, name) => page.locator(`#recording-${name} .player`);

/**
 * What a player shows: the lit lines of each actor, the sockets, the segments, the place on the scrubber.
 * @param {import('playwright-core').Locator} player
 */
const shown = (player) =>
  player.evaluate((element) => ({
    at: Number(element.querySelector('input')?.value),
    now: [...element.querySelectorAll('.actor')].flatMap((actor) =>
      [...actor.querySelectorAll('.l.now')].map(
        (l) => `${actor.querySelector('b')?.textContent}:${[...(l.parentNode?.children ?? [])].indexOf(l) + 1}`,
      ),
    ),
    waits: [...element.querySelectorAll('.actor')].flatMap((actor) =>
      [...actor.querySelectorAll('.l.waits')].map(
        (l) => `${actor.querySelector('b')?.textContent}:${[...(l.parentNode?.children ?? [])].indexOf(l) + 1}`,
      ),
    ),
    sockets: [...element.querySelectorAll('.sock')].map((s) => s.querySelector('.state')?.textContent).sort(),
    segments: [...element.querySelectorAll('.seg')].map((s) => s.getAttribute('aria-label')),
  }));

/** The same, from the recording. @param {any} recording */
function expected(recording) {
  const sockets = new Map();
  const waits = new Map();
  return recording.steps.map((/** @type {any} */ step, /** @type {number} */ i) => {
    for (const socket of step.sockets ?? []) sockets.set(socket.id, socket.state);
    for (const id of step.gone ?? []) sockets.delete(id);
    if (step.do === 'wait') waits.set(step.who, `${step.who}:${step.at[0][1]}`);
    else if (step.who) waits.delete(step.who);
    const runs = step.at && /^(call|wait|return|print)$/.test(step.do);
    return {
      at: i + 1,
      now: runs ? [`${step.who}:${step.at[0][1]}`] : [],
      waits: [...waits.values()].sort(),
      sockets: [...sockets.values()].sort(),
      segments: step.segment ? 1 : 0,
    };
  });
}

test('by keyboard through all steps, there and back: what is lit is what was recorded', async () => {
  const page = await open('/en/connect/');
  const player = playerOf(page, 'handshake');
  await player.focus();
  const steps = expected(handshake);
  for (const [i, step] of steps.entries()) {
    if (i) await page.keyboard.press('ArrowRight');
    const { segments, waits, ...seen } = await shown(player);
    assert.deepEqual({ ...seen, waits: waits.sort(), segments: segments.length }, step);
  }
  await page.keyboard.press('ArrowRight');
  assert.equal((await shown(player)).at, steps.length, 'the last step is the last');
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual((await shown(player)).sockets, steps.at(-2).sockets);
  await page.keyboard.press('Home');
  assert.equal((await shown(player)).at, 1);
  await page.keyboard.press('End');
  assert.equal((await shown(player)).at, steps.length);
  // the page is not a trap: Tab leaves the player in the end
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement?.closest('#recording-handshake .player') === null),
    true,
  );
});

test('space plays and pauses, and the end is the end', async () => {
  const page = await open('/en/connect/');
  const player = playerOf(page, 'refused');
  await player.focus();
  await page.keyboard.press('Space');
  assert.equal(await player.locator('button.play').getAttribute('aria-label'), 'Pause');
  await page.keyboard.press('Space');
  assert.equal(await player.locator('button.play').getAttribute('aria-label'), 'Play');
  await player.locator('button.speed').click();
  await player.locator('button.play').click();
  await page.waitForFunction(
    () => /** @type {HTMLInputElement} */ (document.querySelector('#recording-refused input')).value === '5',
    undefined,
    { timeout: 15000 },
  );
  await page.waitForFunction(
    () => document.querySelector('#recording-refused button.play')?.getAttribute('aria-label') === 'Play',
  );
});

test('on a phone: swiped, stacked, never wider than the screen', async () => {
  const page = await open('/fr/connect/', { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true });
  const player = playerOf(page, 'handshake');
  await player.scrollIntoViewIfNeeded();
  const session = await page.context().newCDPSession(page);
  /** @param {number} from @param {number} to */
  const swipe = async (from, to) => {
    const box = /** @type {{y: number}} */ (await player.boundingBox());
    const y = Math.max(60, box.y + 60);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: from, y }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: (from + to) / 2, y }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: to, y }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  for (let i = 0; i < 11; i++) await swipe(300, 80);
  const seen = await shown(player);
  assert.equal(seen.at, 12);
  assert.deepEqual(seen.sockets, expected(handshake)[11].sockets);
  assert.deepEqual(seen.segments, ['server → client: SYN-ACK']);
  await swipe(80, 300);
  assert.equal((await shown(player)).at, 11);
  const [left, right] = await player
    .locator('.actor')
    .evaluateAll((all) => all.map((e) => e.getBoundingClientRect().top));
  assert.ok(right > left, 'one below the other');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
});

test('a link leads to a step: from elsewhere, in the page, and from the list in words', async () => {
  const page = await open('/en/connect/#handshake-step-13');
  const player = playerOf(page, 'handshake');
  assert.equal((await shown(player)).at, 13);
  assert.ok(await player.isVisible());
  await page.getByRole('link', { name: 'the client wakes up' }).click();
  await page.keyboard.press('Home');
  await page.evaluate(() => (location.hash = '#handshake-step-20'));
  await page.waitForFunction(
    () => /** @type {HTMLInputElement} */ (document.querySelector('#recording-handshake input')).value === '20',
  );
  assert.equal((await shown(playerOf(page, 'lost_syn'))).at, 1, 'the others stay');
  await page.locator('#recording-handshake details.steps summary').click();
  await page.locator('#recording-handshake .steps .no').nth(4).click();
  await page.waitForFunction(
    () => /** @type {HTMLInputElement} */ (document.querySelector('#recording-handshake input')).value === '5',
  );
  await player.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/#handshake-step-6$/);
});

test('from a listing to where its line ran, and back', async () => {
  const page = await open('/en/connect/');
  const listing = page.locator('.listing[data-of="05-connect/accept_one.c"]');
  const way = listing.locator('.l', { hasText: 'int client = accept' }).locator('a.ran');
  await way.focus();
  await page.keyboard.press('Enter');
  const player = playerOf(page, 'handshake');
  await page.waitForFunction(
    () => /** @type {HTMLInputElement} */ (document.querySelector('#recording-handshake input')).value === '7',
  );
  assert.deepEqual((await shown(player)).now, ['server:43']);
  const link = player.locator('.actor').first().locator('.where a');
  assert.equal(await link.innerText(), 'accept_one.c:43');
  await link.click();
  assert.match(await listing.locator('.l:target').innerText(), /int client = accept/);
});

test("the sentence is heard, the author's note is there", async () => {
  const page = await open('/en/connect/#handshake-step-12');
  const player = playerOf(page, 'handshake');
  const tells = player.locator('[aria-live=polite]');
  assert.match(await tells.innerText(), /SYN-ACK, the second part: server’s kernel agrees/);
  assert.match(await tells.innerText(), /From here on the client’s end is connected; the server’s is not yet\./);
  assert.match(await player.locator('.did').innerText(), /server → client SYN-ACK/);
});

test('threads stand on their own lines, printed lines in their terminals', async () => {
  const page = await open('/en/connect/#two_at_once-step-26');
  const player = playerOf(page, 'two_at_once');
  const server = player.locator('.actor').first();
  assert.match((await server.locator('.l.waits .tag').allInnerTexts()).join(), /thread 1 waits/);
  assert.deepEqual(await server.locator('.screen p').allInnerTexts(), ['$ ./echo_threads', 'listening']);
  await player.focus();
  await page.keyboard.press('End');
  assert.deepEqual(await player.locator('.actor').nth(1).locator('.screen p').allInnerTexts(), [
    '$ ./ask 127.0.0.1 hello',
    'hello',
    '── exit 0',
  ]);
  assert.match(await server.locator('.screen').innerText(), /\^C\s+── killed by SIGINT$/);
});

test('a key is answered within a frame', async () => {
  const page = await open('/en/connect/');
  const player = playerOf(page, 'two_at_once');
  const times = await player.evaluate(async (element) => {
    const took = [];
    for (let n = 1; n < 45; n++) {
      await new Promise((frame) => requestAnimationFrame(frame));
      const start = performance.now();
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      void (/** @type {HTMLElement} */ (element).offsetHeight);
      took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b);
  });
  // the median: on a busy machine some steps have to wait for the processor
  assert.ok(times[Math.floor(times.length / 2)] < 16, `${times} ms`);
});

test('nothing moves for who wants no motion; else segments alone do', async () => {
  for (const [reducedMotion, name] of [
    ['reduce', 'none'],
    ['no-preference', 'across-back'],
  ]) {
    const page = await open('/en/connect/', { reducedMotion });
    const player = playerOf(page, 'handshake');
    await player.focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    assert.equal(await player.locator('.seg b').evaluate((e) => getComputedStyle(e).animationName), name);
  }
});

test('without script: the picture, and each step in words where a link leads', async () => {
  const page = await open('/fr/connect/#handshake-step-12', { javaScriptEnabled: false });
  assert.ok(await page.locator('#recording-handshake svg').first().isVisible());
  const list = page.locator('#recording-handshake .steps');
  if (!(await list.locator('ol').first().isVisible())) await list.locator('summary').first().click();
  assert.match(
    await page.locator('#handshake-step-12').innerText(),
    /server → client SYN-ACK\s+SYN-ACK, deuxième temps/,
  );
  assert.equal(await list.locator('li').count(), handshake.steps.length);
});

test('a run that is shown as terminals leads to its recording; pages without one do not load the player', () => {
  const html = fs.readFileSync(path.join(site, 'en/connect/index.html'), 'utf8');
  assert.match(
    html,
    /<figure class="run"[^>]*><figcaption>.*<a class="watch" href="#recording-one_client">step by step<\/a>/,
  );
  assert.match(html, /assets\/trace\.[0-9a-f]+\.js/);
  assert.doesNotMatch(fs.readFileSync(path.join(site, 'en/accept/index.html'), 'utf8'), /assets\/trace\./);
  const script = fs.readdirSync(path.join(site, 'assets')).find((f) => /^trace\..*\.js$/.test(f)) ?? '';
  assert.ok(gzipSync(fs.readFileSync(path.join(site, 'assets', script))).length < 12 * 1024);
});
