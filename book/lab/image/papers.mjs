/**
 * The papers of the image: which packages it is made of, in which version, where their sources are, under which
 * licences;
 * and each package's own copyright file.
 *
 *   node papers.mjs UNPACKED PACKAGES KERNEL_VERSION NODE_MODULES OUT
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [unpacked, list, kernelVersion, modules, out] = process.argv.slice(2);
const NPM = [
  'v86',
  '@xterm/xterm',
  '@xterm/addon-fit',
  '@codemirror/view',
  '@codemirror/state',
  '@codemirror/commands',
  '@codemirror/language',
  '@codemirror/lang-cpp',
  '@codemirror/lint',
  '@codemirror/search',
  '@lezer/highlight',
  '@lezer/cpp',
  '@lezer/common',
  '@lezer/lr',
  'style-mod',
  'w3c-keyname',
  'crelt',
  '@marijn/find-cluster-break',
];

const folder = path.join(out, 'licences');
fs.mkdirSync(folder, { recursive: true });
const parts = new Map(
  fs
    .readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => /^[a-z]/.test(line))
    .map((line) => {
      const [part, name] = line.split('|').map((word) => word.trim());
      return [name, part];
    }),
);

/** @type {string[][]} */
const rows = [];
for (const [name, part] of parts) {
  if (part === 'kernel') {
    // its own package was not unpacked as a whole; another one of the same source has the same file
    const text = copyrightOf('guest', 'linux-libc-dev');
    fs.writeFileSync(path.join(folder, `${name}.txt`), text);
    rows.push([part, name, kernelVersion, `linux ${kernelVersion}`, licencesIn(text)]);
    continue;
  }
  const debs = path.join(unpacked, part, 'packages');
  const deb = fs.readdirSync(debs).find((file) => file.startsWith(`${name}_`)) ?? '';
  const shown = execFileSync(
    'dpkg-deb',
    ['-W', '--showformat', '${Version} ${source:Package} ${source:Version}', path.join(debs, deb)],
    { encoding: 'utf8' },
  );
  const [version, ...source] = shown.split(' ');
  const text = copyrightOf(part, name);
  fs.writeFileSync(path.join(folder, `${name}.txt`), text);
  rows.push([part, name, version, source.join(' '), licencesIn(text)]);
}
for (const name of NPM) {
  const from = path.join(modules, name);
  const { version: built, license } = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
  const version = built.split('+')[0];
  const file = fs.readdirSync(from).find((entry) => /^licen[cs]e/i.test(entry)) ?? '';
  fs.copyFileSync(path.join(from, file), path.join(folder, `${name.replace(/[@/]/g, '')}.txt`));
  rows.push(['page', name, version, `npm ${name} ${version}`, license]);
}

const table = rows.map((row) => row.join(' | ')).join('\n');
fs.writeFileSync(
  path.join(out, 'packages.txt'),
  `What the lab is made of. Each package's own copyright file is in licences/.

Sources: those of the parts guest, tcpdump, kernel and bios are source packages of Debian 12 (bookworm, main), kept for
good in the distribution's archive: apt-get source PACKAGE=VERSION, with the words of the fourth column. The kernel was
configured as kernel.config beside this file says; what else is in the guest, and what builds it all, is
book/lab/image of the course.
Those of the part page are the npm packages named there.

part | package | version | source | licences
${table}
`,
);

/** @param {string} part @param {string} name @returns {string} */
function copyrightOf(part, name) {
  const docs = path.join(unpacked, part, 'tree/usr/share/doc', name);
  let file = path.join(docs, 'copyright');
  // a package may point to that of another one of the same source
  if (fs.lstatSync(docs).isSymbolicLink()) file = path.join(path.dirname(docs), fs.readlinkSync(docs), 'copyright');
  return fs.readFileSync(file, 'utf8');
}

/** The short names that a copyright file of the usual form gives. @param {string} text @returns {string} */
function licencesIn(text) {
  const names = [...text.matchAll(/^License: *(\S.*)$/gm)].map(([, name]) => name.trim());
  return [...new Set(names)].join(', ') || 'told in its file, in words of its own';
}
