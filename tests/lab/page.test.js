/** The lab as a reader uses it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, test } from 'node:test';
import { complaints, Lab, newContext, openLab, openPage } from './helpers.js';
import { require } from './server.js';

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

after(() =>
  assert.deepEqual(
    complaints.filter((text) => !/the server responded with a status of 404/.test(text)),
    [],
  ),
);

test(
  'change the server, run it, connect from the other terminal, and see it; a reload keeps the change, ' +
    '"original" drops it',
  async () => {
    const context = await newContext();
    const lab = await openLab(context, '/fr/accept/', 'accept_one.c');
    const { page } = lab;
    await lab.says(/^Prêt/);
    await lab.change('listens on port', 'attend au port');
    await lab.run.click();
    await lab.shows('server', /descriptor 3 attend au port 3001/);
    await page.locator('.lab-files button', { hasText: 'say.c' }).click();
    await lab.run.click();
    await lab.shows('server', /hello/);
    await lab.shows('alice', /\.\/say hello/);

    await page.reload();
    await lab.click('accept_one.c');
    await lab.says(/^Prêt/);
    assert.ok(await lab.holds('attend au port'));
    assert.match((await page.locator('.lab-files button').first().getAttribute('class')) ?? '', /changed/);
    await page.getByRole('button', { name: 'Original' }).click();
    assert.ok(await lab.holds('listens on port'));
    assert.equal(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tuyau-lab:')).length),
      0,
    );
    await context.close();
  },
);

test('an error of the compiler is shown at its line, and is gone when it is mended', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/^Ready/);
  await lab.change('enum { PORT = 3001 };', 'enum { PORT = 3001 }');
  await lab.run.click();
  await lab.says(/does not compile: one error/);
  assert.match(await lab.page.locator('.lab-faults').innerText(), /Line 16: /);
  assert.equal(await lab.page.locator('.cm-lint-marker-error').count(), 1);
  await lab.page.getByRole('button', { name: 'Original' }).click();
  await lab.run.click();
  await lab.shows('server', /descriptor 3 listens on port 3001/);
  assert.equal(await lab.page.locator('.cm-lint-marker-error').count(), 0);
  await context.close();
});

test('the keyboard: type, Ctrl-C, F6 from part to part, a paste of 9,000 characters', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  await lab.editor.focus();
  await page.keyboard.press('F6');
  assert.equal(await lab.terminal('server').locator(':focus').count(), 1);
  await page.keyboard.type('sh -c "echo begins; exec sleep 1000"\n');
  await lab.shows('server', /^begins$/m);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('echo status $?\n');
  await lab.shows('server', /^status 130$/m);

  await page.keyboard.type('sh -c "echo paste; exec cat >pasted"; wc -c pasted\n');
  await lab.shows('server', /^paste$/m);
  const line = `${'0123456789'.repeat(3)}abcdefghi\n`; // 40 characters
  const last = 'the last line'.padStart(39);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${line.repeat(224)}${last}\n`);
  await page.keyboard.press('Control+v');
  await lab.shows('server', /the last line$/m);
  await page.keyboard.press('Control+d');
  await lab.shows('server', /9000 pasted/);
  await page.keyboard.type('exit\n');
  await lab.shows('server', /^server:~\/04-accept\$$/m);
  await page.keyboard.press('F6');
  assert.equal(await lab.terminal('alice').locator(':focus').count(), 1);
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  assert.equal(await page.locator('.lab-editor :focus').count(), 1);
  await context.close();
});

test('a scenario is played to its end; where a program was changed, the difference is told', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'second_client_waits.scenario');
  await lab.says(/^Ready/);
  await lab.play.click();
  await lab.says(/everything was as the scenario says/);
  await lab.change('received: ', 'got: ');
  await lab.play.click();
  await lab.says(/It differs: server must show “received: I am still here”/);
  await context.close();
});

test('sockets, system calls, the cable, reset', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  await page.getByRole('button', { name: 'System calls' }).click();
  await lab.run.click();
  await lab.shows('server', /listens on port 3001/);
  await page.locator('.lab-side', { hasText: /listen\(3, \d+\) += 0/ }).waitFor();
  await page.getByRole('button', { name: 'Sockets' }).click();
  await page.locator('.lab-side tr', { hasText: /LISTEN.*0\.0\.0\.0:3001.*accept_one \(3\)/ }).waitFor();
  await page.getByRole('button', { name: 'Cut' }).click();
  await lab.says(/Loopback is cut/);
  await page.locator('.lab-terminal').nth(1).locator('textarea').focus();
  await page.keyboard.type('nc 127.0.0.1 3001\n');
  await page.locator('.lab-side tr', { hasText: 'SYN-SENT' }).waitFor();
  await page.getByRole('button', { name: 'Mend' }).click();
  await lab.says(/Loopback carries again/);
  await page.locator('.lab-side tr', { hasText: 'ESTAB' }).first().waitFor();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await lab.says(/The machine is new/);
  await page.locator('.lab-side', { hasText: 'No TCP socket' }).waitFor();
  await lab.shows('server', /^server:~\/04-accept\$$/m);
  await context.close();
});

test(
  'a scenario with hosts is played from its recording: each terminal at its host, the lost segment is ' + 'told',
  async () => {
    const context = await newContext();
    const page = await openPage(context, '/en/connect/');
    const lab = new Lab(page);
    await page.locator('#recording-lost_syn .to-lab').click();
    await lab.says(/^Ready/);
    assert.deepEqual(await page.locator('.lab-terminal h3').allInnerTexts(), ['server 10.0.0.1', 'client 10.0.0.2']);
    assert.equal(await page.getByRole('button', { name: 'Two hosts' }).isVisible(), false);
    await page.evaluate(() => {
      const status = document.querySelector('.lab-status');
      /** @type {string[]} */
      const said = [];
      Object.assign(globalThis, { said });
      if (status) new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, { childList: true });
    });
    await lab.play.click();
    await lab.says(/everything was as the scenario says/);
    // @ts-expect-error it is set above
    const said = await page.evaluate(() => globalThis.said);
    assert.ok(said.includes('client: the next SYN that this host sends will be lost'), said.join('\n'));
    await context.close();
  },
);

test('two hosts: what is sent into a cut cable waits in the send queue, and arrives when it is mended', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  const two = page.getByRole('button', { name: 'Two hosts' });
  const row = (/** @type {RegExp} */ text) => page.locator('.lab-side tr', { hasText: text }).waitFor();
  await lab.says(/^Ready/);
  assert.deepEqual(await page.locator('.lab-terminal h3').allInnerTexts(), ['server', 'alice']);
  await two.focus();
  await page.keyboard.press('Enter');
  await lab.says(/the server is at 10\.0\.0\.1, the client at 10\.0\.0\.2/);
  assert.equal(await two.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await page.locator('.lab-terminal h3').allInnerTexts(), ['server 10.0.0.1', 'alice 10.0.0.2']);
  await page.locator('.lab-terminal').nth(0).locator('textarea').focus();
  await page.keyboard.type('nc -l 10.0.0.1 4000\n');
  await page.locator('.lab-terminal').nth(1).locator('textarea').focus();
  await page.keyboard.type('nc 127.0.0.1 4000 || until nc -v 10.0.0.1 4000; do :; done\n');
  // what is typed before readline has left the terminal would end in a carriage return, as on any Linux
  await lab.shows('alice', /succeeded/);
  await page.keyboard.type('before\n');
  await lab.shows('server', /^before$/m);
  await page.getByRole('button', { name: 'Sockets' }).click();
  await row(/^clientESTAB00/);
  await page.getByRole('button', { name: 'Cut' }).click();
  await lab.says(/The cable is cut/);
  await page.locator('.lab-terminal').nth(1).locator('textarea').focus();
  await page.keyboard.type('waits\n');
  await row(/^clientESTAB06/);
  await row(/^serverESTAB00/);
  assert.doesNotMatch(await lab.terminal('server').locator('.xterm-rows').innerText(), /waits/);
  await page.getByRole('button', { name: 'Mend' }).click();
  await lab.says(/The cable carries again/);
  await lab.shows('server', /^waits$/m);
  await row(/^clientESTAB00/);

  // anyone may use the cable, at any host
  await page.locator('.lab-terminal').nth(1).locator('textarea').focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.type('clear; cable delay 200\n');
  await lab.shows('alice', /^client 10\.0\.0\.2: whole, delay 200 ms$/m);

  await two.click();
  await lab.says(/One machine/);
  assert.deepEqual(await page.locator('.lab-terminal h3').allInnerTexts(), ['server', 'alice']);
  await page.locator('.lab-side', { hasText: /^No TCP socket/ }).waitFor();
  await context.close();
});

test(
  "with two hosts, what is run is told the server's address; a scenario without hosts is played on one " + 'machine',
  async () => {
    const context = await newContext();
    const lab = await openLab(context, '/en/connect/', 'refused.scenario');
    const { page } = lab;
    await lab.says(/^Ready/);
    await page.getByRole('button', { name: 'Two hosts' }).click();
    await lab.says(/10\.0\.0\.2/);
    await lab.run.click();
    await lab.shows('client', /10\.0\.0\.1/);
    await lab.play.click();
    await lab.says(/everything was as the scenario says/);
    assert.equal(await page.getByRole('button', { name: 'Two hosts' }).getAttribute('aria-pressed'), 'false');
    await context.close();
  },
);

test('the search works under the policy, too', async () => {
  const context = await newContext();
  const page = await openPage(context, '/fr/accept/');
  await page.keyboard.press('/');
  await page.locator('#query').fill('listen');
  await page.locator('dialog .found li').first().waitFor();
  await context.close();
});

test('a hidden tab puts the machine to sleep; it wakes with its connections alive, and knows the time', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  await page.locator('.lab-terminal').nth(0).locator('textarea').focus();
  await page.keyboard.type('nc -l 4000\n');
  await page.locator('.lab-terminal').nth(1).locator('textarea').focus();
  await page.keyboard.type('until nc -v 127.0.0.1 4000; do :; done\n');
  await lab.shows('alice', /succeeded/);
  await page.keyboard.type('before\n');
  await lab.shows('server', /^before$/m);
  await hide(page, true);
  await lab.says(/sleeps/);
  await hide(page, false);
  await page.keyboard.type('after\n');
  await lab.shows('server', /^after$/m);
  await page.keyboard.press('Control+c');
  // with Ctrl-C the terminal drops what was typed so far: the next words wait for the prompt
  await lab.shows('alice', /\^C\nalice:~\/04-accept\$$/m);
  await page.keyboard.type('echo now $(date +%s)\n');
  await lab.shows('alice', /^now \d+$/m);
  const now = /^now (\d+)$/m.exec(
    (await lab.terminal('alice').locator('.xterm-rows > div').allInnerTexts()).map((t) => t.trim()).join('\n'),
  );
  assert.ok(Math.abs(Number(now?.[1]) - Date.now() / 1000) < 30);
  await context.close();
});

/** @param {import('playwright-core').Page} page @param {boolean} hidden */
const hide = (page, hidden) =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('a download that breaks off is told, and "try again" mends it; the text is kept', async () => {
  const context = await newContext();
  let broken = true;
  await context.route('**/lab/state.*.bin', async (route) => {
    if (!broken) return route.fallback();
    const response = await route.fetch();
    return route.fulfill({ response, body: (await response.body()).subarray(0, 1_000_000) });
  });
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/The download broke off: 1 MB of \d MB/);
  broken = false;
  await lab.page.getByRole('button', { name: 'Try again' }).click();
  await lab.says(/^Ready/);
  await lab.shows('server', /\$/);
  await context.close();
});

test('a damaged snapshot, and a browser without WebAssembly, are told', async () => {
  const context = await newContext();
  await context.route('**/lab/state.*.bin', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body.fill(7, 100_000, 200_000);
    return route.fulfill({ response, body });
  });
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/snapshot of the machine is damaged|does not answer/);
  await context.close();

  const old = await newContext();
  await old.addInitScript(() => Object.defineProperty(globalThis, 'WebAssembly', { value: undefined }));
  const other = await openLab(old, '/en/accept/', 'accept_one.c');
  await other.says(/cannot run the lab/);
  await old.close();
});

for (const width of [1280, 375])
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    test(`the open lab has no fault that axe finds: ${width} pixels, ${colorScheme}`, async () => {
      const context = await newContext({ viewport: { width, height: 800 }, colorScheme });
      const lab = await openLab(context, '/fr/accept/', 'accept_one.c');
      const { page } = lab;
      await lab.says(/^Prêt/);
      await page.getByRole('button', { name: 'Deux machines' }).click();
      await lab.says(/10\.0\.0\.1/);
      await lab.run.click();
      await lab.shows('server', /listens/);
      await page.getByRole('button', { name: 'Sockets' }).first().click();
      await page.locator('.lab-side table').waitFor();
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
        false,
        'scrolls sideways',
      );
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        // @ts-expect-error axe is the script above
        const { violations } = await globalThis.axe.run('.lab', { resultTypes: ['violations'] });
        return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html.slice(0, 150)}`);
      });
      assert.deepEqual(found, []);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Fermer le labo' }).click();
      assert.equal(await page.locator('.lab').isVisible(), false);
      await context.close();
    });
