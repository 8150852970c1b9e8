/** What the reader finds around the terminals: root, tcpdump, the file to take home. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, test } from 'node:test';
import { complaints, newContext, openLab } from './helpers.js';

after(() => assert.deepEqual(complaints, []));

test('tcpdump is fetched when it is asked for, and shows the segments, as root', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  await lab.type('server', 'tcpdump --version\n');
  await lab.shows('server', /tcpdump: command not found/);
  await page.getByRole('button', { name: 'Get tcpdump' }).click();
  await lab.says(/tcpdump is there: try sudo tcpdump -i any -nn/);
  await lab.type('server', 'sudo tcpdump -i any -nn -c 2 tcp\n');
  await lab.shows('server', /listening on any/);
  await lab.type('alice', 'nc 127.0.0.1 4000\n');
  await lab.shows('server', /127\.0\.0\.1\.4000: Flags \[S\]/);
  await lab.shows('server', /127\.0\.0\.1\.4000 > .* Flags \[R\.\]/);
  await lab.shows('server', /2 packets captured/);
  await context.close();
});

test('sudo runs a command as root, and gives its status; without it the reader is nobody special', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  await lab.says(/^Ready/);
  await lab.type('server', 'id -u; sudo id -u; sudo sh -c "exit 7"; echo status $?; sudo nothing\n');
  await lab.shows('server', /^1000\n0\nstatus 7\nnothing: No such file or directory$/m);
  await context.close();
});

test('a changed file is downloaded as it is in the editor', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  await lab.change('listens on port', 'is at port');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), 'accept_one.c');
  const text = fs.readFileSync(await download.path(), 'utf8');
  const original = fs.readFileSync(new URL('../../code/04-accept/accept_one.c', import.meta.url), 'utf8');
  assert.notEqual(text, original);
  assert.equal(text, original.replace('listens on port', 'is at port'));
  await context.close();
});

test('the sockets of a server that listens: its queue and its backlog', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/fr/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Prêt/);
  await lab.run.click();
  await lab.shows('server', /listens on port 3001/);
  await page.getByRole('button', { name: 'Sockets' }).first().click();
  await page.locator('.lab-side tr', { hasText: /LISTEN ?0 à accepter ?backlog 4096/ }).waitFor();
  await context.close();
});

test('a terminal has the size that is seen, and keeps up with the lab; a selection is copied', async () => {
  const context = await newContext();
  const lab = await openLab(context, '/en/accept/', 'accept_one.c');
  const { page } = lab;
  await lab.says(/^Ready/);
  const drawn = () => lab.terminal('server').locator('.xterm-rows > div').count();
  const rows = await drawn();
  await lab.type('server', 'stty size\n');
  await lab.shows('server', new RegExp(`^${rows} \\d+$`, 'm'));
  const grip = page.getByRole('separator', { name: 'Height of the lab' });
  await grip.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => document.querySelector('.lab-grip')?.getAttribute('aria-valuenow') === '80');
  await page.evaluate(
    () => new Promise((drawnTwice) => requestAnimationFrame(() => requestAnimationFrame(drawnTwice))),
  );
  const taller = await drawn();
  assert.ok(taller > rows);
  await lab.type('server', `clear; until stty size | grep "^${taller} "; do :; done\n`);
  await lab.shows('server', new RegExp(`^${taller} \\d+$`, 'm'));
  await lab.type('server', 'clear; echo selected-word\n');
  await lab.shows('server', /^selected-word$/m);
  const word = await lab
    .terminal('server')
    .locator('.xterm-rows > div', { hasText: /^selected-word/ })
    .boundingBox();
  assert.ok(word);
  await page.mouse.dblclick(word.x + 20, word.y + word.height / 2);
  await page.keyboard.press('Control+c');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'selected-word');
  await context.close();
});
