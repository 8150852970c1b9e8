/**
 * Puts the built lab into the site: what the page loads on the reader's click, under names that change with the
 * content.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { catalogue } from '../lab/catalogue.js';

/**
 * @param {object} from
 * @param {string} from.image folder of the built image
 * @param {import('./render/book.js').Book} from.book
 * @param {string} out the site
 * @returns {Promise<import('./render/page.js').Lab | undefined>} undefined where the lab was not built
 */
export async function publishLab({ image, book }, out) {
  if (!fs.existsSync(path.join(image, 'image.json'))) return undefined;
  const { megabytes } = JSON.parse(fs.readFileSync(path.join(image, 'image.json'), 'utf8'));
  const folder = path.join(out, 'lab');
  fs.mkdirSync(folder, { recursive: true });
  /** @param {string} name @param {string} extension @param {Uint8Array | string} content */
  const write = (name, extension, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
    const file = `${name}.${hash}.${extension}`;
    fs.writeFileSync(path.join(folder, file), content);
    return { file, bytes: Buffer.byteLength(content) };
  };
  const read = (/** @type {string} */ name) => fs.readFileSync(path.join(image, name));
  // Not ".gz": a server might unpack it on the way.
  const packed = (/** @type {Uint8Array | string} */ content) => gzipSync(content, { level: 9 });

  const course = catalogue(book.course, (file) => book.sources.get(file)?.text ?? '');
  const page = await bundle();
  const script = write('lab', 'js', page.script);
  const style = write('lab', 'css', page.style);
  /** @type {import('../lab/page/manifest').Manifest} */
  const manifest = {
    script: script.file,
    style: style.file,
    state: write('state', 'bin', read('state.bin.zst')),
    wasm: write('v86', 'bin', packed(read('v86.wasm'))),
    fallback: write('v86-fallback', 'bin', packed(read('v86-fallback.wasm'))),
    course: write('course', 'bin', packed(JSON.stringify(course))),
    tcpdump: write('tcpdump', 'bin', read('tcpdump.tar.gz')),
    megabytes,
  };
  for (const name of ['packages.txt', 'kernel.config', 'licences'])
    fs.cpSync(path.join(image, name), path.join(folder, name), { recursive: true });
  const { file } = write('lab', 'json', JSON.stringify(manifest));
  const bytes = script.bytes + style.bytes + manifest.state.bytes + manifest.wasm.bytes + manifest.course.bytes;
  const all = [...book.sources.files.keys()]
    .filter((name) => name.endsWith('.scenario'))
    .map((name) => name.replace(/^code\//, ''));
  return { manifest: `lab/${file}`, bytes, not: all.filter((name) => !course.scenarios[name]) };
}

/** @returns {Promise<{script: Uint8Array, style: Uint8Array}>} */
async function bundle() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, '../lab/page/lab.ts')],
    outdir: 'lab',
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    logLevel: 'silent',
    format: 'esm',
    target: ['es2022'],
    // v86 asks for these under Node alone
    external: ['crypto', 'fs', 'fs/promises', 'perf_hooks', 'node:*'],
  });
  const ending = (/** @type {string} */ end) =>
    outputFiles.find((f) => f.path.endsWith(end))?.contents ?? new Uint8Array();
  return { script: ending('.js'), style: ending('.css') };
}
