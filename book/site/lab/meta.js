import { escape } from '../render/html.js';

/**
 * What tells a page that there is a lab: where its manifest is, how much will be downloaded, and which scenarios it does not play.
 * @param {import('./publish.js').Lab} lab
 * @param {(file: string) => string} to the address of a file of the site from this page
 */
export const labMeta = ({ manifest, bytes, not }, to) =>
  `<meta name="lab" content="${to(manifest)}" data-bytes="${bytes}" data-not="${escape(not.join(' '))}">\n`;
