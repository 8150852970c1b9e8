/** Chromium on the built site. */
import { after, before } from 'node:test';
import { installed } from '../../book/site/chromium.js';
import { statusSays, terminalShows } from './inside.js';
import { PATIENCE, require, serveSite } from './server.js';

const { chromium } = require('playwright-core');

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let origin = '';

before(async () => {
  ({ server, origin } = await serveSite());
  browser = await chromium.launch(installed);
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** What the browser complains of, and requests that leave the site. @type {string[]} */
export const complaints = [];

/** @param {object} [options] of the browser's context */
export async function newContext(options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
        complaints.push(`asks ${request.url()}`);
    });
  });
  return context;
}

/** @param {import('playwright-core').BrowserContext} context @param {string} url */
export async function openPage(context, url) {
  const page = await context.newPage();
  await page.goto(origin + url);
  return page;
}

/**
 * A page of the book with the lab open on one of its listings.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} url of the page
 * @param {string} file the listing's, or the scenario's
 */
export async function openLab(context, url, file) {
  const lab = new Lab(await openPage(context, url));
  await lab.click(file);
  return lab;
}

export class Lab {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    this.status = page.locator('.lab-status');
    this.run = page.locator('.lab-tools .strong');
    this.play = page.locator('.lab-bar .strong');
    this.editor = page.locator('.cm-content');
  }

  /** Clicks "run" or "play" at the first figure that shows this file. @param {string} file */
  async click(file) {
    await this.page
      .locator('figure', { has: this.page.locator(`.file:text-is("${file}")`) })
      .first()
      .locator('.to-lab')
      .click();
  }

  /** Until the machine is there, and what the status says matches. @param {RegExp} text */
  async says(text) {
    await this.page.waitForFunction(statusSays, [text.source, text.flags]);
  }

  /** @param {string} actor */
  terminal(actor) {
    return this.page.locator(`.lab-terminal[aria-label$=" ${actor}"]`);
  }

  /** Types in this terminal. @param {string} actor @param {string} text */
  async type(actor, text) {
    await this.terminal(actor).locator('textarea').focus();
    await this.page.keyboard.type(text);
  }

  /** Until this terminal shows a text. @param {string} actor @param {RegExp} text */
  async shows(actor, text) {
    await this.page.waitForFunction(terminalShows, [actor, text.source, text.flags]).catch(async (error) => {
      throw new Error(
        `${error.message}; ${actor} shows: ${await this.terminal(actor).locator('.xterm-rows').innerText()}`,
      );
    });
  }

  /** Whether the editor's text, which is drawn only where it is seen, holds another one. @param {string} text */
  async holds(text) {
    await this.editor.focus();
    await this.page.keyboard.press('Control+f');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    const found = await this.page.locator('.cm-searchMatch').count();
    await this.page.keyboard.press('Escape');
    return found > 0;
  }

  /** Replaces a text in the editor, as a reader does. @param {string} from @param {string} to */
  async change(from, to) {
    await this.editor.focus();
    await this.page.keyboard.press('Control+f');
    await this.page.keyboard.type(from);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.insertText(to);
  }
}
