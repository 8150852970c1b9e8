import fs from 'node:fs';
import path from 'node:path';

/** @param {string} site @returns {string[]} every HTML file of the site, from its root */
export const pagesOf = (site) =>
  fs
    .readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.split(path.sep).join('/'))
    .sort();

/** @param {string} page @returns {boolean} whether it shows one file of code/: there are many, all made alike */
export const showsSource = (page) => /^[a-z]+\/code\/.+\/index\.html$/.test(page);
