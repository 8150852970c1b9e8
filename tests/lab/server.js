/** The built site, served as make serve does, with the policy that it documents. */
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { contentSecurityPolicy } from '../../book/site/csp.js';

const root = path.join(import.meta.dirname, '../..');
/** Finds the site's libraries. */
export const require = createRequire(path.join(root, 'book/site/'));
const sirv = require('sirv');

export const SITE = path.join(root, 'build/site');
/** A busy machine with few processors: what takes one second may take many. */
export const PATIENCE = 60_000;

/**
 * @param {(request: http.IncomingMessage, response: http.ServerResponse) => boolean} [meddle] answers a request itself,
 *   and says so
 * @returns {Promise<{origin: string, server: http.Server}>}
 */
export async function serveSite(meddle = () => false) {
  const policy = contentSecurityPolicy(SITE);
  const serve = sirv(SITE, { dev: true });
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    if (!meddle(request, response)) serve(request, response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, server };
}
