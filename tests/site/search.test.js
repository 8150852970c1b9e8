/** The search of the built book: what learners type finds its section among the first three. It needs build/site. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { installed } from '../../book/site/chromium.js';
import { serveSite } from '../lab/server.js';

const { chromium } = createRequire(new URL('../../book/site/', import.meta.url))('playwright-core');

/** What is typed, and its section's heading (or headings: each answers). @type {Record<string, [string, RegExp][]>} */
const asked = {
  en: [
    ['address already in use', /Address already in use/],
    ['EADDRINUSE', /Address already in use|^The contract/],
    ['ECONNREFUSED', /When the network says no|^The contract/],
    ['too many open files', /When descriptors run out|Each error, on purpose/],
    ['EMFILE', /When descriptors run out|Each error, on purpose/],
    ['SIGPIPE', /No reader: SIGPIPE/],
    ['connection reset by peer', /When the peer is gone|loses your last words|A reset on purpose|Every end/],
    ['TIME_WAIT', /keeps TIME_WAIT|Address already in use/],
    ['backlog', /How long is the queue|^The contract|backlog/],
    ['port 0', /Port 0/],
    ['htons', /The order of the bytes/],
    ['getaddrinfo', /A name, not an address/],
    ['byte order', /The order of the bytes/],
    ['SO_LINGER', /A reset on purpose/],
    ['keepalive', /Ask for a sign of life/],
    ['data race', /A table without a lock|A table and its lock|One variable for all threads/],
    ['TCP_NODELAY', /Small sends that wait/],
    ['inet_pton', /From text to address/],
  ],
  fr: [
    ['address already in use', /Address already in use/],
    ['SIGPIPE', /Plus de lecteur/],
    ['TIME_WAIT', /garde TIME_WAIT|Address already in use/],
    ['ordre des octets', /L.ordre des octets/],
    ['htonl', /L.ordre des octets/],
    ['port 0', /Port 0/],
    ['port éphémère', /Port 0|Quatre nombres|Alors donnons/],
    ['longueur de la file', /la longueur de la file/],
    ['backlog', /la longueur de la file|^Le contrat|backlog/],
    ['getaddrinfo', /Un nom plutôt/],
    ['SO_LINGER', /Un RST exprès/],
    ['verrou', /Une table et son verrou|Une table sans verrou/],
    ['salon', /Le salon/],
    ['TCP_NODELAY', /De petits envois/],
    ['inet_pton', /Du texte à l.adresse/],
    ['EINPROGRESS', /Dans un délai|Quand connect n.attend pas/],
  ],
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let origin = '';
before(async () => {
  ({ server, origin } = await serveSite());
  browser = await chromium.launch({ executablePath: installed.executablePath, args: installed.args });
});
after(async () => {
  await browser.close();
  server.close();
});

for (const [language, queries] of Object.entries(asked))
  test(`${language}: each of ${queries.length} queries finds its section`, async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${origin}/${language}/accept/`);
    await page.keyboard.press('/');
    /** @type {string[]} */
    const wrong = [];
    for (const [query, heading] of queries) {
      await page.fill('#query', '');
      await page.waitForFunction(() => document.querySelector('.search .status')?.textContent === '');
      await page.fill('#query', query);
      await page.waitForFunction(() => /\d|“|«/.test(document.querySelector('.search .status')?.textContent ?? ''));
      const first = (await page.locator('.found li b').allInnerTexts()).slice(0, 3);
      if (!first.some((title) => heading.test(title))) wrong.push(`${query}: ${first.join(' | ')}`);
    }
    assert.deepEqual(wrong, []);
    await page.close();
  });
