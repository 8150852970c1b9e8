import * as pagefind from 'pagefind';
import fs from 'node:fs';
import path from 'node:path';
import { escape } from './html.js';

/**
 * Indexes the text of the chapters. Pagefind does not split words at U+2019: "écoute" would miss "l’écoute", so
 * it is given a copy with plain apostrophes.
 * @param {import('./book.js').Page[]} pages
 * @param {string} out
 * @returns {Promise<void>}
 */
export async function writeSearchIndex(pages, out) {
  const { index } = await pagefind.createIndex({ writePlayground: false });
  if (!index) throw new Error('pagefind does not start');
  for (const page of pages) {
    const { errors } = await index.addHTMLFile({ url: page.url, content: searchable(page) });
    if (errors.length) throw new Error(errors.join('\n'));
  }
  await index.writeFiles({ outputPath: path.join(out, 'pagefind') });
  await pagefind.close();
  // Its own interfaces are not used.
  for (const name of fs.readdirSync(path.join(out, 'pagefind')))
    if (/ui\.(js|css)$|highlight\.js$|^pagefind-component/.test(name)) fs.rmSync(path.join(out, 'pagefind', name));
}

/** @param {import('./book.js').Page} page */
function searchable(page) {
  const html = page.html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<a class="(self|n)".*?<\/a>/gs, '')
    .replace(/<span class="tools">.*?<\/span>(?=<\/figcaption>)/gs, '')
    .replaceAll('’', "'")
    .replaceAll(/[\u00a0\u202f]/g, ' ');
  return (
    `<!doctype html><html lang="${page.language}"><head><title>${escape(page.title)}</title></head>` +
    `<body><main data-pagefind-body>${html}</main></body></html>`
  );
}
