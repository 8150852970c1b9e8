import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);

/**
 * The two families: Literata for reading, IBM Plex Mono for code and for the machine.
 * @type {{name: string, file: string, axes?: Record<string, {min: number, max: number}>}[]}
 */
const faces = [
  {
    name: 'literata',
    axes: { wght: { min: 400, max: 700 } },
    file: '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
  },
  {
    name: 'literata-italic',
    axes: { wght: { min: 400, max: 700 } },
    file: '@fontsource-variable/literata/files/literata-latin-wght-italic.woff2',
  },
  { name: 'plex-mono', file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2' },
  { name: 'plex-mono-italic', file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-italic.woff2' },
  { name: 'plex-mono-bold', file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2' },
];

/** What the book may use: ASCII, French, and the signs of both languages' typography. */
const characters =
  Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('') +
  'àâäæçéèêëîïôœöùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ«»‹›“”‘’„…–—·×÷±°§€©µ½²³¹ªº¿¡ñ\u00a0\u2009\u202f→←↑↓↔⇄≤≥≠−≈✓✗─│┌┐└┘├┤┬┴┼●○⏎';

/**
 * @param {string} cache a folder
 * @returns {Promise<Map<string, Buffer>>} the subsets, by name
 */
export async function fontSubsets(cache) {
  const out = new Map();
  await Promise.all(
    faces.map(async ({ name, file, axes }) => {
      const whole = fs.readFileSync(require.resolve(file));
      const key = createHash('sha256')
        .update(whole)
        .update(characters)
        .update(JSON.stringify(axes ?? {}))
        .digest('hex');
      const kept = path.join(cache, `${name}-${key.slice(0, 16)}.woff2`);
      if (!fs.existsSync(kept)) {
        fs.mkdirSync(cache, { recursive: true });
        const subset = await subsetFont(whole, characters, { targetFormat: 'woff2', variationAxes: axes });
        fs.writeFileSync(kept, subset);
      }
      out.set(name, fs.readFileSync(kept));
    }),
  );
  return out;
}
