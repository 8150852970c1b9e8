/** The lab and the pages in Firefox: what must work there as it does in Chromium. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pagesOf, showsSource } from '../../book/site/check/pages.js';
import { asReader, terminal, testInFirefox } from './firefox.js';
import { SITE } from './server.js';

testInFirefox(
  'change the server, run it, connect from the other terminal, and see it; a reload keeps the change, "original" ' +
    'drops it',
  () =>
    asReader(async (reader) => {
      const { page } = reader;
      await reader.visit('/fr/accept/');
      await reader.openLab('accept_one.c');
      await reader.says(/^Prêt/);
      await reader.find('listens on port');
      await reader.type('attend au port');
      await reader.button('Compiler et exécuter');
      await reader.shows('server', /descriptor 3 attend au port 3001/);
      await reader.turnTo('alice');
      await reader.type('cc say.c -o say && ./say hello\n');
      await reader.shows('server', /hello/);

      await page.reload();
      await reader.openLab('accept_one.c');
      await reader.says(/^Prêt/);
      await reader.find('attend au port');
      await reader.button('Original');
      await reader.find('listens on port');
      assert.equal(
        await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tuyau-lab:')).length),
        0,
      );
    }),
);

testInFirefox(
  'an error of the compiler is shown at its line, and is gone when it is mended; reset frees the port',
  () =>
    asReader(async (reader) => {
      const { page } = reader;
      await reader.visit('/en/accept/');
      await reader.openLab('accept_one.c');
      await reader.says(/^Ready/);
      await reader.find('enum { PORT = 3001 };');
      await reader.type('enum { PORT = 3001 }');
      await reader.button('Compile and run');
      await reader.says(/does not compile: one error/);
      assert.match(await page.$eval('.lab-faults', (faults) => faults.textContent ?? ''), /Line 16: /);
      assert.equal((await page.$$('.cm-lint-marker-error')).length, 1);
      await reader.button('Original');
      await reader.button('Compile and run');
      await reader.shows('server', /descriptor 3 listens on port 3001/);
      assert.equal((await page.$$('.cm-lint-marker-error')).length, 0);
      await reader.button('Reset');
      await reader.says(/The machine is new/);
      await reader.turnTo('alice');
      await reader.type('nc -v 127.0.0.1 3001\n');
      await reader.shows('alice', /Connection refused/);
    }),
);

testInFirefox('the keyboard: type, Ctrl-C, F6 from part to part, a paste of 9,000 characters', () =>
  asReader(async (reader) => {
    await reader.visit('/en/accept/');
    await reader.openLab('accept_one.c');
    await reader.says(/^Ready/);
    await reader.click('.lab-editor');
    await reader.press('F6');
    assert.ok(await reader.isIn(terminal('server')));
    await reader.type('sh -c "echo begins; exec sleep 1000"\n');
    await reader.shows('server', /^begins$/m);
    await reader.press('Control+c');
    await reader.type('echo status $?\n');
    await reader.shows('server', /^status 130$/m);

    await reader.type('sh -c "echo paste; exec cat >pasted"; wc -c pasted\n');
    await reader.shows('server', /^paste$/m);
    const line = `${'0123456789'.repeat(3)}abcdefghi\n`; // 40 characters
    await reader.copy(`${line.repeat(224)}${'the last line'.padStart(39)}\n`);
    await reader.press('Control+v');
    await reader.shows('server', /the last line$/m);
    await reader.press('Control+d');
    await reader.shows('server', /9000 pasted/);

    await reader.press('F6');
    assert.ok(await reader.isIn(terminal('alice')));
    await reader.press('Shift+F6');
    await reader.press('Shift+F6');
    assert.ok(await reader.isIn('.lab-editor'));
  }),
);

testInFirefox('a tab that nobody looks at puts the machine to sleep; it wakes with its connections alive', () =>
  asReader(async (reader) => {
    await reader.visit('/en/accept/');
    await reader.openLab('accept_one.c');
    await reader.says(/^Ready/);
    await reader.turnTo('server');
    await reader.type('nc -l 4000\n');
    await reader.turnTo('alice');
    await reader.type('until nc -v 127.0.0.1 4000; do :; done\n');
    await reader.shows('alice', /succeeded/);
    await reader.lookAway(() => reader.says(/sleeps/));
    await reader.type('after\n');
    await reader.shows('server', /^after$/m);
  }),
);

testInFirefox('a download that breaks off is told, whatever else still comes, and "try again" mends it', () => {
  let broken = true;
  /** The rest of another download. */
  let goOn = () => {};
  return asReader(
    async (reader) => {
      await reader.visit('/en/accept/');
      await reader.openLab('accept_one.c');
      await reader.says(/The download broke off: 1 MB of \d MB/);
      broken = false;
      const rest = new Promise((done) =>
        reader.page.on('requestfinished', (request) => /\/lab\/v86\./.test(request.url()) && done(undefined)),
      );
      goOn();
      await rest;
      await reader.button('Try again');
      await reader.says(/^Ready/);
    },
    (request, response) => {
      const url = request.url ?? '';
      if (!broken || !/\/lab\/(state|v86)\..*\.bin$/.test(url)) return false;
      const whole = fs.readFileSync(path.join(SITE, url));
      response.writeHead(200, { 'Content-Length': whole.length });
      if (/state/.test(url)) response.write(whole.subarray(0, 1_000_000), () => response.destroy());
      else {
        response.write(whole.subarray(0, 1000));
        goOn = () => void response.end(whole.subarray(1000));
      }
      return true;
    },
  );
});

testInFirefox('a browser that does not know an instruction of the emulator gets the build without it', () => {
  const module = gzipSync(
    Buffer.from([
      ...Buffer.from('\0asm'),
      1,
      0,
      0,
      0, // version 1
      1,
      4,
      1,
      0x60,
      0,
      0,
      3,
      2,
      1,
      0, // one function, () => ()
      10,
      5,
      1,
      3,
      0,
      0xff,
      0x0b, // its only instruction: 0xff, which there is not
    ]),
  );
  /** @type {string[]} */
  const asked = [];
  return asReader(
    async (reader) => {
      await reader.visit('/en/accept/');
      await reader.openLab('accept_one.c');
      await reader.says(/^Ready/);
      assert.deepEqual(
        asked.filter((url) => /v86/.test(url)).map((url) => url.replace(/.*\/|\..*/g, '')),
        ['v86', 'v86-fallback'],
      );
    },
    (request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      if (/\/lab\/lab\..*\.json$/.test(url)) {
        const manifest = JSON.parse(fs.readFileSync(path.join(SITE, url), 'utf8'));
        response.end(JSON.stringify({ ...manifest, wasm: { ...manifest.wasm, bytes: module.length } }));
      } else if (/\/lab\/v86\..*\.bin$/.test(url)) response.end(module);
      else return false;
      return true;
    },
  );
});

for (const language of ['en', 'fr'])
  testInFirefox(
    `every page: no complaint, nothing wider than the window, recordings step, questions answer (${language})`,
    () =>
      asReader(async (reader) => {
        const { page } = reader;
        for (const file of pagesOf(SITE).filter((name) => name.startsWith(`${language}/`) && !showsSource(name))) {
          await reader.visit(`/${file.replace(/index\.html$/, '')}`);
          assert.equal(
            await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
            0,
            `${file} scrolls sideways`,
          );
          if (await page.$('trace-player')) {
            await page.focus('trace-player .player');
            const steps = await page.$eval(
              'trace-player input[type=range]',
              (scrubber) => /** @type {HTMLInputElement} */ (scrubber).max,
            );
            for (let step = 1; step < Number(steps); step++) await reader.press('ArrowRight');
            assert.equal(
              await page.$eval(
                'trace-player input[type=range]',
                (scrubber) => /** @type {HTMLInputElement} */ (scrubber).value,
              ),
              steps,
              file,
            );
            assert.notEqual(await page.$eval('trace-player .tells', (tells) => tells.textContent), '', file);
          }
          if (await page.$('quick-quiz')) {
            await page.focus('quick-quiz input');
            await reader.press(' ');
            await page.focus('quick-quiz button.answer');
            await reader.press('Enter');
            assert.match(await page.$eval('quick-quiz .says', (says) => says.textContent ?? ''), /./, file);
            assert.ok(
              await page.$eval('quick-quiz .why', (why) => /** @type {HTMLElement} */ (why).innerText !== ''),
              file,
            );
          }
        }
      }),
  );

testInFirefox(
  'the search finds, a command is copied, the language switch stays on the section, a chosen theme is kept',
  () =>
    asReader(async (reader) => {
      const { page } = reader;
      await reader.visit('/fr/accept/');
      await reader.press('/');
      await reader.type("l'écoute");
      await page.waitForSelector('dialog .found li');
      await reader.click('dialog button::-p-text(Fermer)');
      await page.hover('.run .cmd');
      await reader.click('.run .cmd button');
      await page.waitForSelector('.run .cmd button::-p-text(copié)');
      await reader.press('/');
      await reader.press('Control+v');
      assert.equal(
        await page.$eval('#query', (query) => /** @type {HTMLInputElement} */ (query).value),
        await page.$eval('.run .cmd kbd', (typed) => typed.textContent),
      );
      await reader.press('Escape');

      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await reader.click('.themes button:nth-child(1)');
      const light = await ground();
      await reader.click('.themes button:nth-child(2)');
      const dark = await ground();
      assert.notEqual(dark, light);
      await page.evaluate(() => document.querySelectorAll('article h2')[1].scrollIntoView());
      await page.focus('a.language');
      await Promise.all([page.waitForNavigation(), reader.press('Enter')]);
      const here = decodeURIComponent(new URL(page.url()).hash.slice(1));
      assert.equal(here, await page.evaluate(() => document.querySelectorAll('article h2')[1].id));
      assert.equal(await ground(), dark);
    }),
);
