import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { optimize } from 'svgo';
import { installed } from '../chromium.js';
import { classDefs, colours, mermaidConfig } from './diagram-style.js';
import { escape } from './html.js';
import { setText } from './typography.js';

const lock = JSON.parse(fs.readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
/** @param {string} name */
const versionOf = (name) => lock.packages[`node_modules/${name}`].version;

/** @typedef {{id: string, source: string, title: string, about: string, token: import('markdown-it').Token, making: import('./chapter.js').Making, roles?: Roles}} Diagram */

/** The colours of a sequence diagram's notes and participants, in order. @typedef {{notes: string[], lanes: string[]}} Roles */

/** The mermaid fences of the book: gathered while pages are made, drawn together, put in at the end. */
export class Diagrams {
  /** @type {Diagram[]} */
  #all = [];

  /**
   * @param {object} options
   * @param {string} options.cache a folder
   * @param {boolean} options.draw false: show only what the cache has
   * @param {(done: number, of: number) => void} [options.progress] called for each diagram drawn
   */
  constructor({ cache, draw, progress = () => {} }) {
    this.cache = cache;
    this.draw = draw;
    this.progress = progress;
  }

  /**
   * @param {import('markdown-it').Token} token
   * @param {import('./chapter.js').Making} making
   * @returns {string} HTML with a place for the drawing
   */
  place(token, making) {
    const source = setLabels(token.content, making.page.language);
    const { title, about } = checkDiagram(source, (line, text) => making.fail(token, text, line + 1));
    const n = making.id('diagram');
    const id = `${making.page.language}-${making.page.name || 'book'}-${n}`;
    this.#all.push({ id, source, title, about, token, making });
    return `<figure class="diagram" id="${n}">${slot(id)}<figcaption>${escape(title)}</figcaption></figure>\n`;
  }

  /**
   * A sequence diagram that the site itself has made.
   * @param {{source: string, title: string, about: string, roles: Roles}} drawing
   * @param {import('markdown-it').Token} token
   * @param {import('./chapter.js').Making} making
   * @returns {string} HTML with a place for the drawing
   */
  placeMade({ source, title, about, roles }, token, making) {
    const id = `${making.page.language}-${making.page.name || 'book'}-${making.id('sequence')}`;
    this.#all.push({ id, source, title, about, token, making, roles });
    return slot(id);
  }

  /** Draws what the cache does not have. A mistake in a diagram is a problem of its file. */
  async prepare() {
    const missing = this.#all.filter((d) => !fs.existsSync(this.#file(d)));
    if (!this.draw || missing.length === 0) return 0;
    const [{ renderMermaid }, { default: puppeteer }] = await Promise.all([
      import('@mermaid-js/mermaid-cli'),
      import('puppeteer'),
    ]);
    fs.mkdirSync(this.cache, { recursive: true });
    const browser = await puppeteer.launch({ ...installed, headless: true });
    try {
      const queue = [...missing];
      let done = 0;
      const worker = async () => {
        for (let d = queue.shift(); d; d = queue.shift()) {
          await this.#drawOne(d, browser, renderMermaid);
          this.progress(++done, missing.length);
        }
      };
      await Promise.all([worker(), worker()]);
    } finally {
      await browser.close();
    }
    return missing.length;
  }

  /**
   * @param {Diagram} d
   * @param {import('puppeteer').Browser} browser
   * @param {typeof import('@mermaid-js/mermaid-cli').renderMermaid} renderMermaid
   */
  async #drawOne(d, browser, renderMermaid) {
    try {
      const { data } = await renderMermaid(browser, d.source + classDefs(d.source), 'svg', {
        mermaidConfig,
        backgroundColor: 'transparent',
        svgId: d.id,
      });
      const file = this.#file(d);
      const fresh = `${file}.${process.pid}.new`;
      fs.writeFileSync(fresh, finish(Buffer.from(data).toString('utf8'), d.roles));
      // A build that is stopped while it writes leaves no half drawing, which every later build would show.
      fs.renameSync(fresh, file);
    } catch (error) {
      const text = String(error instanceof Error ? error.message : error);
      const [, line = '1'] = /on line (\d+)/.exec(text) ?? [];
      const why = text.split('\n').filter((l) => l && !/^-+\^/.test(l))[0];
      d.making.fail(d.token, `mermaid cannot draw this: ${why.replace(/^(Evaluation failed: )?(Error: )?/, '')}`, Number(line));
    }
  }

  /** @param {Diagram} d */
  #file(d) {
    const key = [
      JSON.stringify([mermaidConfig, colours, svgo, String(finish), d.roles ? [String(paint), String(lighten), d.roles] : '']),
      versionOf('@mermaid-js/mermaid-cli'), versionOf('mermaid'), versionOf('svgo'),
      d.id, d.source + classDefs(d.source),
    ];
    return path.join(this.cache, `${createHash('sha256').update(key.join('\0')).digest('hex').slice(0, 32)}.svg`);
  }

  /** @param {string} html @returns {string} with the drawings in their places */
  fill(html) {
    for (const d of this.#all) {
      if (!html.includes(slot(d.id))) continue;
      const file = this.#file(d);
      const drawing = fs.existsSync(file)
        ? fs.readFileSync(file, 'utf8')
        : `<p class="missing">${d.making.words.noDiagram} ${escape(d.about)}</p>`;
      html = html.replace(slot(d.id), () => drawing);
    }
    return html;
  }
}

/** @param {string} source @param {string} language @returns {string} its labels in the language's typography */
const setLabels = (source, language) =>
  source.replace(/"[^"\n]*"|(?<=\bacc(?:Title|Descr):).*/g, (label) => setText(label, language));

/** @param {string} id */
const slot = (id) => `<!--diagram ${id}-->`;

/**
 * @param {string} source
 * @param {(line: number, text: string) => void} fail line: index in the source
 */
export function checkDiagram(source, fail) {
  const lines = source.split('\n');
  const title = /^\s*accTitle:\s*(.+)$/.exec(lines[1] ?? '')?.[1] ?? '';
  const about = /^\s*accDescr:\s*(.+)$/.exec(lines[2] ?? '')?.[1] ?? '';
  if (!title) fail(1, 'a diagram begins with "accTitle: …" on its second line');
  if (!about) fail(2, 'a diagram says what it shows in "accDescr: …" on its third line');
  lines.forEach((line, i) => {
    const labels = line.replace(/<br\s*\/?>/g, '').match(/"[^"]*"|\|[^|]*\||\[[^\]"]*\]|\([^)"]*\)|\{[^}"]*\}/g) ?? [];
    if (i > 2 && labels.some((label) => label.includes('>')))
      fail(i, 'a raw ">" in a label is lost: write #gt;');
  });
  return { title, about };
}

/**
 * Without `removeHiddenElems` the drawings are the same to the byte, in a third of the time: it compiles
 * mermaid's whole style sheet again for every element.
 * @type {import('svgo').Config}
 */
const svgo = {
  multipass: true,
  floatPrecision: 2,
  plugins: [
    {
      name: 'preset-default',
      params: { overrides: { cleanupIds: false, removeDesc: false, removeHiddenElems: false, convertColors: false, inlineStyles: false, minifyStyles: false, mergePaths: false, convertShapeToPath: false, collapseGroups: false } },
    },
  ],
};

/**
 * Gives the notes and participants of a sequence diagram their owners' colours.
 * @param {string} svg
 * @param {Roles} roles
 */
function paint(svg, { notes, lanes }) {
  let note = 0;
  return svg
    .replace(/<rect [^>]*class="note"[^>]*>/g, (rect) => rect.replace('class="note"', `class="note of-${notes[note++]}"`))
    .replace(/<(rect|line) [^>]*name="p(\d+)"[^>]*>/g, (whole, _, n) => whole.replace(/class="(actor[^"]*)"/, `class="$1 of-${lanes[Number(n)]}"`));
}

/** Leaves out what a sequence diagram of this book never uses, and makes its ids unique in a page. @param {string} svg */
function lighten(svg) {
  const id = /^<svg[^>]* id="([^"]+)"/.exec(svg)?.[1] ?? '';
  return svg
    .replace(/<symbol[\s\S]*?<\/symbol>/g, '')
    .replace(/<style>([\s\S]*?)<\/style>/, (_, css) => `<style>${css
      .replace(/@keyframes [^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')
      .replace(/[^{}]*(?:edge-|error-|neo|loop|label|sequenceNumber|sequencenumber|innerArc|sectionTitle|actor-man|messageLine1|outer-path|activation[12]| svg\b| p\b|node)[^{}]*\{[^{}]*\}/g, '')}</style>`)
    .replace(/<marker [^>]*id="([^"]+)"[\s\S]*?<\/marker>/g, (marker, name) => (svg.includes(`url(#${name})`) ? marker : ''))
    .replace(/ data-(?:et|id|from|to|look)="[^"]*"/g, '')
    .replace(/ (id|name)="((?:root-|actor)[^"]*)"/g, (_, kind, name) => (kind === 'id' ? ` id="${id}-${name}"` : ''))
    .replaceAll('<defs></defs>', '').replaceAll('<defs/>', '').replaceAll('<g/>', '');
}

/** @param {string} svg @param {Roles} [roles] @returns {string} small, and coloured by the page's own variables */
function finish(svg, roles) {
  let out = optimize(roles ? paint(svg, roles) : svg, svgo).data;
  if (roles) out = lighten(out);
  for (const [sentinel, variable] of Object.entries(colours)) {
    const [r, g, b] = [1, 3, 5].map((k) => Number.parseInt(sentinel.slice(k, k + 2), 16));
    out = out
      .replaceAll(new RegExp(sentinel, 'gi'), `var(${variable})`)
      .replaceAll(new RegExp(`rgba?\\(${r}, ?${g}, ?${b}(?:, ?1)?\\)`, 'g'), `var(${variable})`);
  }
  out = out.replaceAll('&amp;nbsp;', '\u00a0');
  // Measured with a wide font, shown in the book's own.
  return out.replaceAll(/"?DejaVu Sans"?(, ?sans-serif)?/g, 'var(--serif)').replace(/ aria-roledescription="[^"]*"/, ' role="img"');
}
