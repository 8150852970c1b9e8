/**
 * Verifies the site that build.mjs has made.
 *
 *   node book/site/check.mjs [--site build/site] [--static | --browser]
 *
 * --static: links, anchors, sizes, markup; no browser. --browser: every page as a reader meets it, in Debian's
 * Chromium.
 * What is wrong is printed as `page: what is wrong`, and the exit status is 1.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkInBrowser } from './check/browser.js';
import { checkStatic } from './check/static.js';

const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'build/site' },
    static: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
});
const site = path.resolve(values.site);
const both = values.static === values.browser;

const problems = [];
if (both || values.static) problems.push(...checkStatic(site));
if (both || values.browser) problems.push(...(await checkInBrowser(site)));
if (problems.length) {
  console.error([...new Set(problems)].join('\n'));
  process.exitCode = 1;
}
