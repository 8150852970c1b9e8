/** Answers requests for the files of a folder that may be replaced at any time, and outlives each of its readers. */
import fs from 'node:fs';
import path from 'node:path';
import sirv from 'sirv';

/**
 * @param {string} folder the site; it need not be there yet
 * @param {object} options
 * @param {() => string} options.policy the Content-Security-Policy of the site as it is
 * @param {(response: import('node:http').ServerResponse) => void} options.wait answers while the folder is not there
 * @returns {import('node:http').RequestListener}
 */
export function serveFolder(folder, { policy, wait }) {
  const site = sirv(folder, {
    dev: true,
    setHeaders(response, pathname) {
      if (policy()) response.setHeader('Content-Security-Policy', policy());
      // sources are there to be read
      if (/\.(c|h|scenario)$/.test(pathname)) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    },
  });
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain' }).end('GET or HEAD\n');
      return;
    }
    // A server may answer a range with the whole (RFC 9110, 14.2); sirv 3.0.2 throws at some ranges.
    delete request.headers.range;
    // sirv pipes a file, and leaves it open when the reader goes, or is ended by it when the file has gone.
    response.on('pipe', (file) => {
      response.on('close', () => /** @type {fs.ReadStream} */ (file).destroy());
      file.on('error', () => response.destroy());
    });
    if (fs.existsSync(folder)) site(request, response, () => notFound(response));
    else wait(response);
  };

  /** @param {import('node:http').ServerResponse} response */
  function notFound(response) {
    const page = path.join(folder, '404.html');
    if (policy()) response.setHeader('Content-Security-Policy', policy());
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(fs.existsSync(page) ? fs.readFileSync(page) : '');
  }
}
