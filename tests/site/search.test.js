/** The search of the built book: what learners type finds its section among the first three. It needs build/site. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { installed } from '../../book/site/chromium.js';
import { SITE, serveSite } from '../lab/server.js';

const { chromium } = createRequire(new URL('../../book/site/', import.meta.url))('playwright-core');

/** What is typed, and its section's heading (or headings: each answers). @type {Record<string, [string, RegExp][]>} */
const asked = {
  en: [
    // as it is printed
    ['address already in use', /Address already in use/],
    ['bind: Address already in use', /Address already in use/],
    ['connection refused', /When the network says no/],
    ['broken pipe', /No reader: SIGPIPE/],
    ['too many open files', /When descriptors run out/],
    ['connection reset by peer', /When the peer is gone|loses your last words|A deliberate reset/],
    ['no route to host', /When the network says no/],
    ['transport endpoint is not connected', /One end of a pipe|What people get wrong/],
    ['permission denied', /Ports below 1024/],
    ['cannot assign requested address', /What an address is|Who can connect|^The contract/],
    ['bad file descriptor', /smallest free number|Closing twice|Each error, on purpose|^The contract/],
    // names
    ['EADDRINUSE', /Address already in use/],
    ['ECONNREFUSED', /When the network says no/],
    ['EMFILE', /When descriptors run out/],
    ['EPIPE', /No reader: SIGPIPE/],
    ['SIGPIPE', /No reader: SIGPIPE/],
    ['EINPROGRESS', /connect does not wait|Within a time limit/],
    ['TIME_WAIT', /keeps TIME_WAIT/],
    ['reuseaddr', /Address already in use/],
    ['backlog', /How long is the queue|backlog/],
    ['htons', /The order of the bytes/],
    ['getaddrinfo', /A name, not an address/],
    ['SO_LINGER', /A deliberate reset/],
    ['keepalive', /Ask for a sign of life/],
    ['TCP_NODELAY', /Small sends that wait/],
    ['inet_pton', /From text to address/],
    // words
    ['recv returns 0', /No more from me|recv gave 0|recv gives 0 only/],
    ['how to set a timeout', /time limit/],
    ['multiple clients', /several clients at once|A thread a client|One client at a time/],
    ['how do I read a line', /One line, one message/],
    ['close vs shutdown', /Nothing lost: .?shutdown|A descriptor is not the connection|No more from me/],
    ['port 0', /Port 0/],
    ['byte order', /The order of the bytes/],
    ['big endian', /The order of the bytes/],
    ['data race', /A table without a lock|A table and its lock|One variable for all threads/],
    ['three-way handshake', /Two queues|Handshakes that never end|Four numbers|smallest client/],
    ['partial send', /When .?send.? is short/],
    ['non-blocking connect', /connect.? does not wait/],
    ['hostname', /A name, not an address/],
    ['thread pool', /A pool of threads/],
    ['client disconnects', /When the peer is gone|The peer that vanishes|Every end/],
    ['stop the server', /A clean stop/],
  ],
  fr: [
    // comme c'est affiché
    ['address already in use', /Address already in use/],
    ['adresse déjà utilisée', /Address already in use/],
    ['connexion refusée', /Quand le réseau dit non/],
    ['relais brisé (pipe)', /Plus de lecteur/],
    ['tube cassé', /Plus de lecteur/],
    ['trop de fichiers ouverts', /Quand les descripteurs manquent/],
    [
      'connexion réinitialisée par le correspondant',
      /Quand l.autre est parti|perd vos derniers mots|Un RST volontaire/,
    ],
    ['aucun chemin d’accès pour atteindre l’hôte cible', /Quand le réseau dit non/],
    // des noms
    ['SIGPIPE', /Plus de lecteur/],
    ['EADDRINUSE', /Address already in use/],
    ['TIME_WAIT', /garde TIME_WAIT/],
    ['EINPROGRESS', /Dans un délai|connect n.attend pas/],
    ['htonl', /L.ordre des octets/],
    ['backlog', /la longueur de la file|backlog/],
    ['getaddrinfo', /Un nom plutôt/],
    ['SO_LINGER', /Un RST volontaire/],
    ['TCP_NODELAY', /De petits envois/],
    ['inet_pton', /Du texte à l.adresse/],
    // des mots
    ['non bloquant', /connect.? n.attend pas/],
    ['ordre des octets', /L.ordre des octets/],
    ['gros boutiste', /L.ordre des octets/],
    ['poignée de main', /Des poignées de main|Deux files|plus petit client|Quatre nombres/],
    ['lire une ligne', /Une ligne, un message/],
    ['délai d’attente', /Dans un délai/],
    ['serveur bloqué', /Un client à la fois/],
    ['port déjà utilisé', /Address already in use/],
    ['nom de domaine', /Un nom plutôt/],
    ['recv renvoie 0', /Je n.ai plus rien|recv a donné 0|recv ne donne 0 que/],
    ['déconnexion du client', /l.autre est parti|L.autre a disparu|Toutes les fins/],
    ['plusieurs clients', /plusieurs clients à la fois|Un thread par client|Un client à la fois/],
    ['port 0', /Port 0/],
    ['port éphémère', /Port 0|Quatre nombres|Alors donnons/],
    ['longueur de la file', /la longueur de la file/],
    ['verrou', /Une table et son verrou|Une table sans verrou/],
    ['salon', /Le salon/],
    ['envoi partiel', /send.? est partiel/],
    ['arrêter le serveur', /Un arrêt propre/],
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

/** What the search of a language may weigh, compressed: its script and its index. */
const MOST_BYTES = 100 * 1024;

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

test('a search weighs little', () => {
  const [script] = fs.readdirSync(path.join(SITE, 'assets')).filter((name) => name.startsWith('find.'));
  for (const language of Object.keys(asked)) {
    const files = [`assets/${script}`, `search/${language}.json`];
    const bytes = files.reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(SITE, file))).length, 0);
    assert.ok(bytes <= MOST_BYTES, `${language}: ${bytes} bytes`);
  }
});

const root = path.join(import.meta.dirname, '../..');
/** @type {Record<string, Record<string, string>>} */
const errors = JSON.parse(fs.readFileSync(path.join(root, 'book/site/render/search/errors.json'), 'utf8'));

/** What strerror says of each error, in a language. @param {string} language @returns {Record<string, string>} */
function strerror(language) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strerror-'));
  try {
    const program = path.join(folder, 'strerror');
    const says = Object.keys(errors).map((name) => `puts(strerror(${name}));`);
    const source =
      '#include <errno.h>\n#include <locale.h>\n#include <stdio.h>\n#include <string.h>\n' +
      `int main(void) { setlocale(LC_ALL, ""); ${says.join(' ')} }`;
    execFileSync('cc', ['-x', 'c', '-', '-o', program], { input: source });
    const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: language };
    const lines = execFileSync(program, { env, encoding: 'utf8' }).trimEnd().split('\n');
    return Object.fromEntries(Object.keys(errors).map((name, i) => [name, lines[i]]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('what an error is called is what strerror says', (t) => {
  const said = (/** @type {string} */ language) =>
    Object.fromEntries(Object.entries(errors).map(([name, messages]) => [name, messages[language]]));
  const english = strerror('en');
  assert.deepEqual(said('en'), english);
  const french = strerror('fr');
  if (french.EPIPE === english.EPIPE) t.diagnostic('the system speaks no French here');
  else assert.deepEqual(said('fr'), french);
});

test('each error that the book names is known by what it says', () => {
  const chapters = fs.readdirSync(path.join(root, 'book/en')).filter((name) => name.endsWith('.md'));
  const named = chapters.flatMap(
    (name) => fs.readFileSync(path.join(root, 'book/en', name), 'utf8').match(/\bE[A-Z]{3,}\b/g) ?? [],
  );
  const unknown = named.filter((name) => name in os.constants.errno && !(name in errors));
  assert.deepEqual([...new Set(unknown)], []);
});
