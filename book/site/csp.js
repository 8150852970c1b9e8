import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * The strictest Content-Security-Policy under which the whole site works: nothing from elsewhere; of the scripts in the
 * pages, only those that are there now, by their hash; for the lab WebAssembly, and the worker in which v86 counts
 * time.
 * Styles may be inline: places in a grid, and what the editor and the terminals make.
 * @param {string} site a folder
 * @returns {string} the header's value
 */
export function contentSecurityPolicy(site) {
  const hashes = new Set(
    inlineScripts(site).map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
  );
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...hashes].sort().join(' ')}`.trimEnd(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** @param {string} site @returns {string[]} */
function inlineScripts(site) {
  const pages = fs.readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  return pages.flatMap((file) =>
    [...fs.readFileSync(path.join(site, file), 'utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, text]) => text,
    ),
  );
}
