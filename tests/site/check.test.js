/** Faults of a finished site that check.mjs must see. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { change, check, copySite } from './helpers.js';

const PAGE = 'en/accept/index.html';

test('a good site passes', () => {
  assert.deepEqual(check(copySite(), '--static'), { status: 0, output: '' });
});

/** Puts HTML at the end of the text of a page. @param {string} site @param {string} html */
const plant = (site, html) => change(path.join(site, PAGE), '</article>', `${html}</article>`);

/** @type {[string, string, (site: string) => void, RegExp][]} name, kind of check, how it is planted, the message */
const faults = [
  [
    'a dead link',
    '--static',
    (site) => plant(site, '<a href="../nowhere/">x</a>'),
    /^en\/accept\/index\.html: a dead link: \.\.\/nowhere\/$/m,
  ],
  [
    'a link without an anchor',
    '--static',
    (site) => plant(site, '<a href="#nothing">x</a>'),
    /a link without an anchor: #nothing/,
  ],
  [
    'a link that needs the root',
    '--static',
    (site) => plant(site, '<a href="/en/">x</a>'),
    /\/en\/ does not work in a sub-folder/,
  ],
  ['an id twice', '--static', (site) => plant(site, '<p id="text"></p>'), /the id text stands twice/],
  ['broken markup', '--static', (site) => plant(site, '<div/>'), /index\.html: line \d+: /],
  [
    'a picture from elsewhere',
    '--static',
    (site) => plant(site, '<img alt="" src="https://example.org/x.png">'),
    /asks another origin/,
  ],
  [
    'an oversized page',
    '--static',
    (site) => plant(site, `<p>${randomBytes(60000).toString('base64')}</p>`),
    /^en\/accept\/index\.html: weighs \d+ bytes compressed .*more than 40960$/m,
  ],
  [
    'an oversized recording',
    '--static',
    (site) =>
      plant(site, `<figure class="recording" id="big"><p>${randomBytes(20000).toString('base64')}</p></figure>`),
    /^en\/accept\/index\.html: big weighs \d+ bytes compressed, more than 10240$/m,
  ],
  [
    'an oversized player',
    '--static',
    (site) => {
      const name = fs.readdirSync(path.join(site, 'assets')).find((f) => f.startsWith('trace.')) ?? '';
      fs.writeFileSync(path.join(site, 'assets', name), `// ${randomBytes(20000).toString('base64')}`);
    },
    /^en\/connect\/index\.html: assets\/trace\.\w+\.js weighs \d+ bytes compressed, more than 12288$/m,
  ],
  [
    'oversized fonts',
    '--static',
    (site) => fs.writeFileSync(path.join(site, 'assets/more.woff2'), randomBytes(130000)),
    /the fonts weigh \d+ bytes/,
  ],
];

for (const [name, kind, fault, message] of faults)
  test(name, () => {
    const site = copySite();
    fault(site);
    const { status, output } = check(site, kind);
    assert.equal(status, 1, output);
    assert.match(output, message);
  });

test('in the browser: contrast, width, script, other origins, blank without script', () => {
  const site = copySite();
  const connect = fs.readFileSync(path.join(site, 'en/connect/index.html'), 'utf8');
  const refused = /<figure class="recording" id="recording-refused">[\s\S]*?<\/figure>/.exec(connect)?.[0] ?? '';
  const script = /<script type="module" src="[^"]*trace\.[^>]*><\/script>/.exec(connect)?.[0] ?? '';
  // only the page with the faults: each page costs a second
  for (const other of ['en/connect', 'en/code', 'fr', '404.html'])
    fs.rmSync(path.join(site, other), { recursive: true });
  plant(
    site,
    '<p style="color:#ccc;background:#ddd">pale</p><div style="width:2000px">wide</div>' +
      '<figure class="listing"><pre style="display:none">x</pre></figure>' +
      '<figure class="recording"><details class="steps"><summary>x</summary></details></figure>' +
      refused.replace(/(id="refused-step-3">.*?<\/p>)<p>.*?<\/p>/, '$1<p></p>') +
      script +
      '<script>fetch("http://127.0.0.1:9/").catch(() => {}); throw new Error("broken")</script>',
  );
  const { status, output } = check(site, '--browser');
  assert.equal(status, 1, output);
  assert.match(output, /en\/accept\/index\.html at 1280 pixels: axe, light: color-contrast/);
  assert.match(output, /en\/accept\/index\.html at 375 pixels: scrolls sideways by \d+ pixels/);
  assert.match(output, /a script fails: broken/);
  assert.match(output, /asks another origin: http:\/\/127\.0\.0\.1:9\//);
  assert.match(output, /a recording says nothing at step 3/);
  assert.match(output, /a recording has no picture without JavaScript/);
  assert.match(output, /the steps of a recording cannot be read without JavaScript/);
  assert.match(output, /1 listings or figures are hidden without JavaScript/);
});
