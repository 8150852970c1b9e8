/**
 * Firefox on the built site, as it is installed: puppeteer drives it through WebDriver BiDi, and needs no other one.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { statusSays, terminalShows } from './inside.js';
import { PATIENCE, require, serveSite } from './server.js';

const puppeteer = require('puppeteer');

/** Debian's; one that is named must be there. */
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const absent =
  !process.env.FIREFOX && !fs.existsSync(FIREFOX)
    ? `there is no ${FIREFOX}; FIREFOX=PATH names another Firefox`
    : false;

/**
 * A test that says that it is skipped where there is no Firefox.
 * @param {string} name
 * @param {() => Promise<void>} what
 */
export const testInFirefox = (name, what) => test(name, { skip: absent }, what);

/** @type {import('puppeteer').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let origin = '';
/**
 * @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean}
 *   Meddler
 */
/** @type {Meddler | undefined} */
let meddler;

if (!absent) {
  before(async () => {
    ({ server, origin } = await serveSite((request, response) => meddler?.(request, response) ?? false));
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX,
      extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
      // the window's own size: older Firefoxes cannot be told another one
      defaultViewport: null,
      args: ['--width=1280', '--height=1000'],
    });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    assert.deepEqual(complaints, []);
  });
}

/**
 * What Firefox complains of: errors of scripts, what the policy forbids, requests that leave the site.
 * @type {string[]}
 */
const complaints = [];

/**
 * A reader who was never there before.
 * @param {(reader: Reader) => Promise<void>} what
 * @param {Meddler} [meddle] what goes wrong on the way from the server
 */
export async function asReader(what, meddle) {
  const context = await browser.createBrowserContext();
  meddler = meddle;
  try {
    await what(new Reader(await newTab(context)));
  } finally {
    meddler = undefined;
    await context.close();
  }
}

/** @param {import('puppeteer').BrowserContext} context */
async function newTab(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      complaints.push(`${page.url()} asks ${request.url()}`);
  });
  return page;
}

const soon = () => new Promise((later) => setTimeout(later, 50));

/** One tab, and what a reader does in it. */
export class Reader {
  /** @param {import('puppeteer').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {string} url */
  async visit(url) {
    await this.page.goto(origin + url);
    await this.until(() => !document.querySelector('trace-player:not(.ready)'));
  }

  /** @param {string} selector as puppeteer's are */
  async click(selector) {
    const target = await this.page.waitForSelector(selector, { visible: true });
    assert.ok(target);
    const end = Date.now() + PATIENCE;
    while (await target.evaluate((element) => element.matches(':disabled'))) {
      if (Date.now() > end) throw new Error(`${selector} is disabled`);
      await soon();
    }
    await target.click();
  }

  /**
   * Until a function that runs in the page says so. What puppeteer has for this makes code out of text, which the
   * site's
   * policy forbids it in older Firefoxes.
   * @template {unknown[]} T
   * @param {(...words: T) => boolean} is
   * @param {T} words
   */
  async until(is, ...words) {
    const end = Date.now() + PATIENCE;
    while (!(await this.page.evaluate(is, ...words))) {
      if (Date.now() > end) throw new Error(`waited for ${PATIENCE / 1000} s`);
      await soon();
    }
  }

  /** @param {string} text of a button of the lab */
  async button(text) {
    await this.click(`.lab button::-p-text(${text})`);
  }

  /** A key, or several at once: `Control+c`. @param {string} chord */
  async press(chord) {
    const keys = /** @type {import('puppeteer').KeyInput[]} */ (chord.split('+'));
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  /** @param {string} text */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Puts a text where Ctrl-V takes it from. @param {string} text */
  async copy(text) {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  }

  /** Looks at another tab meanwhile. @param {() => Promise<void>} meanwhile */
  async lookAway(meanwhile) {
    const other = await newTab(this.page.browserContext());
    await other.bringToFront();
    await meanwhile();
    await this.page.bringToFront();
    await other.close();
  }

  /** Opens the lab at the first figure that shows this file. @param {string} file */
  async openLab(file) {
    await this.click(
      `::-p-xpath(//figure[.//*[@class="file" and normalize-space()="${file}"]]//button[contains(@class, "to-lab")])`,
    );
  }

  /** Until the lab's status line says this. @param {RegExp} text */
  async says(text) {
    await this.until(statusSays, [text.source, text.flags]).catch(async (error) => {
      throw new Error(
        `${error.message}; the lab says: ${await this.page.$eval('.lab-status', (status) => status.textContent)}`,
      );
    });
  }

  /** Until a terminal shows this. @param {string} actor @param {RegExp} text */
  async shows(actor, text) {
    await this.until(terminalShows, [actor, text.source, text.flags]).catch(async (error) => {
      const shown = await this.page.$eval(
        `${terminal(actor)} .xterm-rows`,
        (rows) => /** @type {HTMLElement} */ (rows).innerText,
      );
      throw new Error(`${error.message}; ${actor} shows: ${shown}`);
    });
  }

  /** @param {string} actor */
  async turnTo(actor) {
    await this.click(`${terminal(actor)} .xterm-screen`);
  }

  /** Finds a text in the editor, where it is then selected. @param {string} text */
  async find(text) {
    await this.click('.lab-editor');
    await this.press('Control+f');
    await this.type(`${text}\n`);
    await this.page.waitForSelector('.cm-searchMatch-selected');
    await this.press('Escape');
  }

  /** Whether the keyboard's keys go there. @param {string} selector */
  async isIn(selector) {
    return this.page.evaluate((place) => document.activeElement?.closest(place) !== null, selector);
  }
}

/** @param {string} actor */
export const terminal = (actor) => `.lab-terminal[aria-label$=" ${actor}"]`;
