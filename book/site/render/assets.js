import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { fontSubsets } from './fonts.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const site = path.dirname(here);

/**
 * Writes the style and the script of every page, those of the player, and the fonts, under names that change with
 * their content.
 * @param {string} out
 * @param {string} cache
 * @returns {Promise<import('./page.js').Assets>}
 */
export async function writeAssets(out, cache) {
  fs.mkdirSync(path.join(out, 'assets'), { recursive: true });
  /** @param {string} name @param {string} extension @param {Uint8Array | string} content */
  const write = (name, extension, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
    const file = `assets/${name}.${hash}.${extension}`;
    fs.writeFileSync(path.join(out, file), content);
    return file;
  };
  const fonts = await fontSubsets(path.join(cache, 'fonts'));
  /** @type {Record<string, string>} */
  const names = {};
  for (const [name, data] of fonts) names[name] = write(name, 'woff2', data);

  const options = /** @type {const} */ ({
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    logLevel: 'silent',
  });
  const [style, script, trace] = await Promise.all([
    esbuild.build({
      ...options,
      entryPoints: [path.join(site, 'style/book.css')],
      external: ['*.woff2'],
      target: ['chrome115', 'firefox115', 'safari16.4'],
    }),
    esbuild.build({
      ...options,
      entryPoints: [path.join(site, 'widgets/page.ts')],
      format: 'esm',
      target: 'es2022',
      splitting: true, // what is imported when needed is a file of its own
      outdir: 'page',
      chunkNames: '[name].[hash]',
    }),
    esbuild.build({
      ...options,
      entryPoints: [path.join(site, 'widgets/trace/player.ts')],
      outdir: 'trace',
      format: 'esm',
      target: ['es2022', 'chrome115', 'firefox115', 'safari16.4'],
    }),
  ]);
  const css = style.outputFiles[0].text.replace(/font:([a-z-]+)\.woff2/g, (_, name) =>
    path.posix.basename(names[name]),
  );
  const sheet = write('book', 'css', css);
  const isPage = (/** @type {esbuild.OutputFile} */ file) => path.basename(file.path) === 'page.js';
  const js = write('page', 'js', script.outputFiles.find(isPage)?.contents ?? '');
  for (const file of script.outputFiles.filter((file) => !isPage(file)))
    fs.writeFileSync(path.join(out, 'assets', path.basename(file.path)), file.contents);
  const [player, playerCss] = ['js', 'css'].map((kind) =>
    write('trace', kind, trace.outputFiles.find((file) => file.path.endsWith(`.${kind}`))?.contents ?? ''),
  );
  fs.copyFileSync(path.join(here, 'favicon.svg'), path.join(out, 'favicon.svg'));
  return { css: sheet, js, trace: player, traceCss: playerCss, fonts: [names.literata, names['plex-mono']] };
}
