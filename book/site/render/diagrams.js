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

/**
 * @typedef {{id: string, source: string, title: string, about: string, token: import('markdown-it').Token, making:
 *   import('./chapter.js').Making, roles?: Roles}} Diagram
 */

/**
 * The colours of a sequence diagram's notes and participants, in order.
 * @typedef {{notes: string[], lanes: string[]}} Roles
 */

/**
 * The mermaid fences of the book, gathered while pages are made. Their drawings are files of the course, one SVG a
 * diagram
 * and language; the first line of each holds the key of what it was drawn from.
 */
export class Diagrams {
  /** @type {Diagram[]} */
  #all = [];

  /**
   * @param {object} options
   * @param {string} options.folder of the drawings
   * @param {import('./problems.js').Problems} options.problems
   * @param {(done: number, of: number) => void} [options.progress] called for each diagram drawn
   */
  constructor({ folder, problems, progress = () => {} }) {
    this.folder = folder;
    this.problems = problems;
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

  /**
   * Draws those that have no drawing, or one of something else, and deletes the drawings of no diagram. A mistake in a
   * diagram is a problem of its file.
   * @returns {Promise<number>} how many were drawn
   */
  async update() {
    const stale = this.#all.filter((d) => this.#drawingOf(d) === undefined);
    await draw(stale, this.progress, (d, svg) => {
      fs.mkdirSync(this.folder, { recursive: true });
      fs.writeFileSync(`${this.#file(d.id)}.new`, `${firstLine(d)}${svg}\n`);
      fs.renameSync(`${this.#file(d.id)}.new`, this.#file(d.id));
    });
    for (const name of this.#superfluous()) fs.rmSync(path.join(this.folder, name));
    return stale.length;
  }

  /**
   * Draws every diagram again, changes no file, and tells each drawing that is not what comes out.
   * @returns {Promise<number>} how many were drawn
   */
  async verify() {
    for (const name of this.#superfluous())
      this.problems.add(`${DRAWINGS}/${name}`, 0, `no diagram has this drawing: ${REMEDY}`);
    await draw(this.#all, this.progress, (d, svg) => {
      const drawing = this.#drawingOf(d);
      if (drawing === undefined) d.making.fail(d.token, `${DRAWINGS}/${d.id}.svg is not of this diagram: ${REMEDY}`);
      else if (drawing !== svg)
        d.making.fail(d.token, `${DRAWINGS}/${d.id}.svg is not what mermaid-cli draws: ${REMEDY}`);
    });
    return this.#all.length;
  }

  /** @param {string} id */
  #file(id) {
    return path.join(this.folder, `${id}.svg`);
  }

  /** @returns {string[]} */
  #superfluous() {
    const names = new Set(this.#all.map((d) => `${d.id}.svg`));
    return fs.existsSync(this.folder) ? fs.readdirSync(this.folder).filter((name) => !names.has(name)) : [];
  }

  /** @param {Diagram} d @returns {string | undefined} undefined: there is none, or it is of something else */
  #drawingOf(d) {
    const first = firstLine(d);
    const text = fs.existsSync(this.#file(d.id)) ? fs.readFileSync(this.#file(d.id), 'utf8') : '';
    return text.startsWith(first) && text.endsWith('\n') ? text.slice(first.length, -1) : undefined;
  }

  /** @param {string} html @returns {string} with the drawings in their places */
  fill(html) {
    for (const d of this.#all) {
      if (!html.includes(slot(d.id))) continue;
      const missing = () => `<p class="missing">${d.making.words.noDiagram} ${escape(d.about)}</p>`;
      html = html.replace(slot(d.id), () => {
        const drawing = this.#drawingOf(d) ?? missing();
        return d.roles ? drawnSize(drawing) : drawing;
      });
    }
    return html;
  }
}

const DRAWINGS = 'book/drawings';
const REMEDY = "run 'make draw'";
/** To be raised when finish() changes what it makes of the same drawing. */
const FINISHING = 1;

/** @param {Diagram} d @returns {string} the first line of its drawing: the key of all that it was made from */
function firstLine(d) {
  const key = JSON.stringify([
    FINISHING,
    mermaidConfig,
    colours,
    svgo,
    ['@mermaid-js/mermaid-cli', 'mermaid', 'svgo'].map(versionOf),
    d.id,
    d.source + classDefs(d.source),
    d.roles,
  ]);
  return `<!-- ${createHash('sha256').update(key).digest('hex').slice(0, 32)} -->\n`;
}

/** Loaded only where something is to be drawn: a reader of the book has neither. */
async function start() {
  const [{ renderMermaid }, { default: puppeteer }] = await Promise.all([
    import('@mermaid-js/mermaid-cli'),
    import('puppeteer'),
  ]);
  return { renderMermaid, browser: await puppeteer.launch({ ...installed, headless: true }) };
}

/**
 * Draws diagrams with mermaid-cli, two at once.
 * @param {Diagram[]} diagrams
 * @param {(done: number, of: number) => void} progress
 * @param {(d: Diagram, svg: string) => void} drawn
 */
async function draw(diagrams, progress, drawn) {
  if (diagrams.length === 0) return;
  const drawer = await start().catch((error) => String(error.message).split('\n')[0]);
  if (typeof drawer === 'string') {
    for (const d of diagrams) d.making.fail(d.token, `this diagram has no drawing yet: ${REMEDY} (${drawer})`);
    return;
  }
  const { browser, renderMermaid } = drawer;
  try {
    const queue = [...diagrams];
    let done = 0;
    const worker = async () => {
      for (let d = queue.shift(); d; d = queue.shift()) {
        await drawOne(d);
        progress(++done, diagrams.length);
      }
    };
    await Promise.all([worker(), worker()]);
  } finally {
    await browser.close();
  }

  /** @param {Diagram} d */
  async function drawOne(d) {
    try {
      const { data } = await renderMermaid(browser, d.source + classDefs(d.source), 'svg', {
        mermaidConfig,
        backgroundColor: 'transparent',
        svgId: d.id,
      });
      drawn(d, finish(Buffer.from(data).toString('utf8'), d.roles));
    } catch (error) {
      const text = String(error instanceof Error ? error.message : error);
      const [, line = '1'] = /on line (\d+)/.exec(text) ?? [];
      const why = text.split('\n').filter((l) => l && !/^-+\^/.test(l))[0];
      d.making.fail(
        d.token,
        `mermaid cannot draw this: ${why.replace(/^(Evaluation failed: )?(Error: )?/, '')}`,
        Number(line),
      );
    }
  }
}

/** @param {string} source @param {string} language @returns {string} its labels in the language's typography */
const setLabels = (source, language) =>
  source.replace(/"[^"\n]*"|(?<=\bacc(?:Title|Descr):).*/g, (label) => setText(label, language));

/** @param {string} svg @returns {string} in its own width: one in percent counts as 300 pixels in a flex container */
const drawnSize = (svg) => svg.replace(/^(<svg[^>]*) width="100%"([^>]*max-width:([\d.]+)px)/, '$1 width="$3"$2');

/** @param {string} id */
const slot = (id) => `<!--diagram ${id}-->`;

/**
 * @param {string} source
 * @param {(line: number, text: string) => void} fail line: index in the source
 */
function checkDiagram(source, fail) {
  const lines = source.split('\n');
  const title = /^\s*accTitle:\s*(.+)$/.exec(lines[1] ?? '')?.[1] ?? '';
  const about = /^\s*accDescr:\s*(.+)$/.exec(lines[2] ?? '')?.[1] ?? '';
  if (!title) fail(1, 'a diagram begins with "accTitle: …" on its second line');
  if (!about) fail(2, 'a diagram says what it shows in "accDescr: …" on its third line');
  lines.forEach((line, i) => {
    const labels = line.replace(/<br\s*\/?>/g, '').match(/"[^"]*"|\|[^|]*\||\[[^\]"]*\]|\([^)"]*\)|\{[^}"]*\}/g) ?? [];
    if (i > 2 && labels.some((label) => label.includes('>'))) fail(i, 'a raw ">" in a label is lost: write #gt;');
  });
  return { title, about };
}

/** @type {import('svgo').Config} */
const svgo = {
  multipass: true,
  floatPrecision: 2,
  plugins: [
    {
      name: 'preset-default',
      params: {
        overrides: {
          cleanupIds: false,
          removeDesc: false,
          convertColors: false,
          inlineStyles: false,
          minifyStyles: false,
          mergePaths: false,
          convertShapeToPath: false,
          collapseGroups: false,
          // two thirds of all drawing, and nothing of it is hidden
          removeHiddenElems: false,
        },
      },
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
    .replace(/<rect [^>]*class="note"[^>]*>/g, (rect) =>
      rect.replace('class="note"', `class="note of-${notes[note++]}"`),
    )
    .replace(/<(rect|line) [^>]*name="p(\d+)"[^>]*>/g, (whole, _, n) =>
      whole.replace(/class="(actor[^"]*)"/, `class="$1 of-${lanes[Number(n)]}"`),
    );
}

/** The rules of mermaid's style sheet whose selector names one of these: no sequence diagram of this book has them. */
const UNUSED_RULES = new RegExp(
  `[^{}]*(?:${[
    'edge-|error-|neo|loop|label|sequenceNumber|sequencenumber|innerArc|sectionTitle|actor-man',
    'messageLine1|outer-path|activation[12]| svg\\b| p\\b|node',
  ].join('|')})[^{}]*\\{[^{}]*\\}`,
  'g',
);

/**
 * Leaves out what a sequence diagram of this book never uses, and makes its ids unique in a page.
 * @param {string} svg
 */
function lighten(svg) {
  const id = /^<svg[^>]* id="([^"]+)"/.exec(svg)?.[1] ?? '';
  return svg
    .replace(/<symbol[\s\S]*?<\/symbol>/g, '')
    .replace(
      /<style>([\s\S]*?)<\/style>/,
      (_, css) =>
        `<style>${css.replace(/@keyframes [^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '').replace(UNUSED_RULES, '')}</style>`,
    )
    .replace(/<marker [^>]*id="([^"]+)"[\s\S]*?<\/marker>/g, (marker, name) =>
      svg.includes(`url(#${name})`) ? marker : '',
    )
    .replace(/ data-(?:et|id|from|to|look)="[^"]*"/g, '')
    .replace(/ (id|name)="((?:root-|actor)[^"]*)"/g, (_, kind, name) => (kind === 'id' ? ` id="${id}-${name}"` : ''))
    .replaceAll('<defs></defs>', '')
    .replaceAll('<defs/>', '')
    .replaceAll('<g/>', '');
}

/**
 * Mermaid draws the title of a subgraph below the arrows that enter it: this puts it above them, where its ground
 * (`themeCSS`) parts the line.
 * @param {string} svg
 */
function raiseTitles(svg) {
  const [open, close, edges] = ['<g class="clusters">', '</g>', '<g class="edgeLabels">'];
  for (let at = svg.indexOf(open); at !== -1; at = svg.indexOf(open, at + 1)) {
    /** @type {string[]} */
    const titles = [];
    const end = svg.indexOf(edges, at);
    if (end === -1) break;
    const clusters = svg
      .slice(at, end)
      .replace(/<g class="cluster-label[^>]*>(?:<g[^>]*>.*?<\/g>)\s*<\/g>/gs, (title) => {
        titles.push(title);
        return '';
      });
    svg = svg.slice(0, at) + clusters + `<g class="titles">${titles.join('')}${close}` + svg.slice(end);
  }
  return svg;
}

/** @param {string} svg @param {Roles} [roles] @returns {string} small, and coloured by the page's own variables */
function finish(svg, roles) {
  let out = optimize(roles ? paint(svg, roles) : raiseTitles(svg), svgo).data;
  if (roles) out = lighten(out);
  for (const [sentinel, variable] of Object.entries(colours)) {
    const [r, g, b] = [1, 3, 5].map((k) => Number.parseInt(sentinel.slice(k, k + 2), 16));
    out = out
      .replaceAll(new RegExp(sentinel, 'gi'), `var(${variable})`)
      .replaceAll(new RegExp(`rgba?\\(${r}, ?${g}, ?${b}(?:, ?1)?\\)`, 'g'), `var(${variable})`);
  }
  out = out.replaceAll('&amp;nbsp;', '\u00a0');
  // Measured with a wide font, shown in the book's own.
  return out
    .replaceAll(/"?DejaVu Sans"?(, ?sans-serif)?/g, 'var(--serif)')
    .replace(/ aria-roledescription="[^"]*"/, ' role="img"');
}
