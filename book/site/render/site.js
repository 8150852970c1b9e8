import fs from 'node:fs';
import path from 'node:path';
import * as tar from 'tar';
import { writeAssets } from './assets.js';
import { readBook } from './book.js';
import { renderPage } from './chapter.js';
import { Diagrams } from './diagrams.js';
import { entryHtml, notFoundHtml } from './entry.js';
import { landingHtml } from './landing.js';
import { chapterHtml } from './page.js';
import { Problems } from './problems.js';
import { programPages } from './programs.js';
import { writeSearchIndex } from './search-index.js';

const ARCHIVE = 'code/tuyau-code.tar.gz';

/**
 * Makes the whole site, or nothing.
 * @param {object} options
 * @param {string} options.root of the repository
 * @param {string} options.out where the site goes
 * @param {string} options.cache for fonts
 * @param {(book: import('./book.js').Book, out: string) => Promise<import('./page.js').Lab | undefined>}
 *   options.publishLab
 *   puts the lab into the site; undefined where there is none
 * @param {(done: number, of: number) => void} [options.progress] called for each diagram drawn
 * @returns {Promise<{problems: string[], pages: number, drawn: number, drawing: number}>} drawing: milliseconds
 */
export async function buildSite({ root, out, cache, publishLab, progress }) {
  const { problems, book, diagrams } = renderBook(root, progress);
  const before = performance.now();
  const drawn = problems.list.length ? 0 : await diagrams.update();
  const drawing = performance.now() - before;
  if (problems.list.length) return { problems: problems.lines(), pages: 0, drawn, drawing };
  for (const page of book.pages) page.html = diagrams.fill(page.html);

  fs.mkdirSync(path.dirname(out), { recursive: true });
  const fresh = fs.mkdtempSync(`${out}.new-`);
  try {
    await writeSite(book, fresh, cache, publishLab);
    swap(fresh, out);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return { problems: [], pages: book.pages.length, drawn, drawing };
}

/**
 * Reads the book and renders its pages; their diagrams are still to be put in.
 * @param {string} root of the repository
 * @param {(done: number, of: number) => void} [progress] called for each diagram drawn
 */
export function renderBook(root, progress) {
  const problems = new Problems();
  const book = readBook(root, problems);
  const diagrams = new Diagrams({ folder: path.join(root, 'book/drawings'), problems, progress });
  for (const page of book.pages) renderPage(page, book, diagrams, problems);
  return { problems, book, diagrams };
}

/**
 * @param {import('./book.js').Book} book
 * @param {string} out
 * @param {string} cache
 * @param {(book: import('./book.js').Book, out: string) => Promise<import('./page.js').Lab | undefined>} publishLab
 */
async function writeSite(book, out, cache, publishLab) {
  /** @param {string} file @param {string} content */
  const write = (file, content) => {
    const target = path.join(out, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  };
  const assets = await writeAssets(out, cache);
  writeSearchIndex(
    book.pages.filter((p) => p.kind === 'chapter'),
    out,
  );
  assets.lab = await publishLab(book, out);
  for (const page of book.pages) {
    const html = page.kind === 'landing' ? landingHtml(page, book, assets) : chapterHtml(page, book, assets);
    write(`${page.url}index.html`, html);
  }
  for (const [file, html] of programPages(book, assets, ARCHIVE)) write(file, html);
  for (const source of book.sources.files.values()) write(source.path, source.text);
  for (const file of book.sources.recordings) write(file, fs.readFileSync(path.join(book.root, file), 'utf8'));
  write('index.html', entryHtml(assets.css));
  write('404.html', notFoundHtml());
  fs.mkdirSync(path.join(out, 'code'), { recursive: true });
  if (book.sources.files.size)
    await tar.create(
      {
        gzip: true,
        portable: true,
        cwd: book.root,
        file: path.join(out, ARCHIVE),
        mtime: new Date(0),
        prefix: 'tuyau',
      },
      [...book.sources.files.keys(), ...book.sources.recordings],
    );
}

/**
 * @param {string} fresh
 * @param {string} out
 */
function swap(fresh, out) {
  fs.chmodSync(fresh, 0o755);
  const old = `${fresh}.old`;
  if (fs.existsSync(out)) fs.renameSync(out, old);
  fs.renameSync(fresh, out);
  fs.rmSync(old, { recursive: true, force: true });
}
