/**
 * Measures the built lab in Chromium and prints the figures.
 *
 *   node book/site/check/bench-lab.mjs [--site build/site] [--page /en/accept/]
 */
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installed } from '../chromium.js';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const sirv = require('sirv');
const { values } = parseArgs({
  options: { site: { type: 'string', default: 'build/site' }, page: { type: 'string', default: '/en/accept/' } },
});

const STARTS = 10;
const RUNS = 40;
const IDLE = 10_000; // milliseconds

// as a static host serves files whose names change with their content
const server = http.createServer(sirv(values.site, { maxAge: 31_536_000, immutable: true }));
await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
const address = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch(installed);
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
context.setDefaultTimeout(120_000);

/** A page of its own, and the milliseconds from the click to all prompts. */
async function start() {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${address.port}${values.page}`);
  const took = await page.evaluate(
    () =>
      new Promise((done) => {
        const begin = performance.now();
        const look = setInterval(() => {
          const screens = [...document.querySelectorAll('.lab-terminal .xterm-rows')];
          if (screens.length < 2 || !screens.every((screen) => /\$/.test(screen.textContent ?? ''))) return;
          clearInterval(look);
          done(performance.now() - begin);
        }, 5);
        /** @type {HTMLElement | null} */ (document.querySelector('.to-lab'))?.click();
      }),
  );
  return { page, took: Number(took) };
}

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const line = (/** @type {string} */ name, /** @type {string} */ value) => console.log(`${name.padEnd(52)} ${value}`);

const meta = fs
  .readFileSync(path.join(values.site, values.page, 'index.html'), 'utf8')
  .match(/<meta name="lab"[^>]*data-bytes="(\d+)"/);
if (!meta) {
  console.error('this site has no lab: make lab, then make book');
  process.exit(1);
}
line('to download, once', `${(Number(meta[1]) / 1e6).toFixed(2)} MB`);

const first = await start();
line('click to both prompts, first time', `${Math.round(first.took)} ms`);
await first.page.close();
const starts = [];
for (let i = 0; i < STARTS; i++) {
  const { page, took } = await start();
  starts.push(took);
  await page.close();
}
line(
  `click to both prompts, from cache, median of ${STARTS}`,
  `${Math.round(median(starts))} ms (${Math.round(Math.min(...starts))} to ${Math.round(Math.max(...starts))})`,
);

const { page } = await start();
await page.waitForFunction(() => document.querySelector('.lab-status')?.textContent?.startsWith('Ready'));
await page.waitForTimeout(5000);
const runs = [];
let bad = 0;
for (let i = 0; i < RUNS; i++) {
  const took = await page.evaluate(
    () =>
      new Promise((done) => {
        const rows = () => document.querySelector('.lab-terminal .xterm-rows')?.textContent ?? '';
        const count = () => rows().split('listens on port').length;
        const status = document.querySelector('.lab-status');
        const before = count();
        const begin = performance.now();
        const look = setInterval(() => {
          const late = performance.now() - begin > 20_000;
          if (!late && !(/runs in the terminal/.test(status?.textContent ?? '') && count() > before)) return;
          clearInterval(look);
          done(late ? -1 : performance.now() - begin);
        }, 5);
        /** @type {HTMLElement | null} */ (document.querySelector('.lab-tools .strong'))?.click();
      }),
  );
  // the next one ends this one first; a clear screen makes the count begin again
  await page.locator('.lab-terminal textarea').first().focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.type('clear\n');
  await page.waitForFunction(
    () => !/listens on port/.test(document.querySelector('.lab-terminal .xterm-rows')?.textContent ?? ''),
  );
  if (Number(took) < 0) bad++;
  else runs.push(Number(took));
}
line(
  `compile and run, warm, median of ${RUNS}`,
  `${Math.round(median(runs.slice(1)))} ms (first: ${Math.round(runs[0])} ms)`,
);
line(`of ${RUNS} runs in a row, failed`, String(bad));

const session = await context.newCDPSession(page);
await session.send('Performance.enable');
const metric = async (/** @type {string} */ name) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((/** @type {{name: string}} */ m) => m.name === name)?.value ?? 0;
};
const cpu = await browser.newBrowserCDPSession();
const busy = async () => {
  const { processInfo } = await cpu.send('SystemInfo.getProcessInfo');
  return processInfo
    .filter((/** @type {{type: string}} */ p) => p.type === 'renderer')
    .reduce((/** @type {number} */ sum, /** @type {{cpuTime: number}} */ p) => sum + p.cpuTime, 0);
};
const before = await busy();
await page.waitForTimeout(IDLE);
line('processor that the idle tab takes', `${((100 * ((await busy()) - before) * 1000) / IDLE).toFixed(1)} %`);
line('JavaScript heap after the runs', `${((await metric('JSHeapUsedSize')) / 1e6).toFixed(0)} MB`);
line('memory of the tab (private) after the runs', `${privateMemory()} MB`);
await browser.close();
server.close();
process.exit(bad ? 1 : 0);

/** The largest renderer of this browser. */
function privateMemory() {
  const sizes = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        if (!fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        if (!ancestors(pid).includes(String(process.pid))) return 0;
        return Number(/Private_Dirty: +(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        return 0; // it has just ended
      }
    });
  return Math.round(Math.max(...sizes) / 1024);
}

/** @param {string} pid @returns {string[]} */
function ancestors(pid) {
  const parent = /^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return parent === '0' ? [] : [parent, ...ancestors(parent)];
}
