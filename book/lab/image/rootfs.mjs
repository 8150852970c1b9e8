/**
 * Makes the guest's file system from unpacked packages: the programs of the lab, the libraries that they need, the
 * headers
 * that a C program includes, and on top our own files. It only reads and copies: no root, no chroot.
 *
 *   node rootfs.mjs PACKAGES OUT.cpio SOURCES…     these come to /usr/src, each in its folder
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cpio } from './cpio.mjs';

const [packages, out, ...sources] = process.argv.slice(2);
const own = path.join(import.meta.dirname, 'files');

const PROGRAMS = [
  'bin/busybox',
  'bin/bash',
  'bin/ss',
  'bin/ip',
  'bin/nc.openbsd',
  'sbin/tc',
  'usr/bin/strace',
  'usr/bin/tcc',
  'usr/bin/nstat',
];
/** Not to be hidden by busybox's own of that name: they get a name of their own, and `init` links it. */
const MOVED = new Map([
  ['bin/ss', 'sbin/ss.iproute2'],
  ['bin/ip', 'sbin/ip.iproute2'],
  ['sbin/tc', 'sbin/tc.iproute2'],
]);
/** Opened while a program runs, or named by a linker: no program names them as needed. */
const LIBRARIES = [
  'libnss_files.so.2',
  'libgcc_s.so.1',
  'libpthread.so.0',
  'libdl.so.2',
  'librt.so.1',
  'libm.so.6',
  'libresolv.so.2',
];
const LINKED = [
  'crt1.o',
  'crti.o',
  'crtn.o',
  'libc.so',
  'libc_nonshared.a',
  'libpthread.a',
  'librt.a',
  'libdl.a',
  'libm.so',
  'libresolv.so',
];
const LIBRARY_FOLDERS = ['lib/i386-linux-gnu', 'usr/lib/i386-linux-gnu', 'lib', 'usr/lib'];
const HEADER_FOLDERS = ['usr/include', 'usr/include/i386-linux-gnu'];
const HEADERS = ['.', 'arpa', 'net', 'netinet', 'netpacket'];
const LINUX_HEADERS = [
  'errqueue',
  'ethtool',
  'filter',
  'futex',
  'if_addr',
  'if_ether',
  'if_link',
  'if_packet',
  'in',
  'in6',
  'inet_diag',
  'io_uring',
  'limits',
  'net_tstamp',
  'netlink',
  'random',
  'rtnetlink',
  'sock_diag',
  'socket',
  'sockios',
  'tcp',
  'time',
  'types',
  'un',
  'version',
];
const HEADER_TREES = [
  'usr/include/i386-linux-gnu/sys',
  'usr/include/i386-linux-gnu/bits',
  'usr/include/i386-linux-gnu/gnu',
];
const EMPTY_FOLDERS = ['proc', 'sys', 'dev', 'tmp', 'mnt', 'root', 'run', 'var', 'lab', 'course', 'home/reader'];

/** @type {Map<string, import('./cpio.mjs').Entry>} */
const files = new Map();

const there = (/** @type {string} */ name) => fs.lstatSync(path.join(packages, name), { throwIfNoEntry: false });

/** @param {string} name @param {string} [as] */
function take(name, as = name) {
  if (files.has(as)) return;
  const from = path.join(packages, name);
  const { mode } = fs.lstatSync(from);
  const link = fs.lstatSync(from).isSymbolicLink();
  files.set(as, { mode, content: link ? Buffer.from(fs.readlinkSync(from)) : fs.readFileSync(from) });
}

/** A program or a library, with what it needs. @param {string} name @param {string} [as] */
function takeBinary(name, as = name) {
  if (files.has(as)) return;
  take(name, as);
  if (there(name)?.isSymbolicLink()) {
    const target = path.normalize(path.join(path.dirname(name), fs.readlinkSync(path.join(packages, name))));
    if (there(target)) takeBinary(target);
    return;
  }
  const facts = execFileSync('readelf', ['-d', '-l', path.join(packages, name)], { encoding: 'utf8' });
  for (const [, needed] of facts.matchAll(/NEEDED.*\[(.*)\]/g)) takeLibrary(needed, name);
  for (const [, loader] of facts.matchAll(/interpreter: \/(.*)\]/g)) takeBinary(loader);
}

/** @param {string} library @param {string} by what needs it */
function takeLibrary(library, by) {
  const folder = LIBRARY_FOLDERS.find((f) => there(`${f}/${library}`));
  if (!folder) throw new Error(`${by} needs ${library}, which none of the packages has`);
  takeBinary(`${folder}/${library}`);
}

/**
 * A header, and those that it includes.
 * @param {string} name
 * @param {string} [from] the folder of the one that includes it
 */
function takeHeader(name, from) {
  const folder = [...(from ? [from] : []), ...HEADER_FOLDERS].find((f) =>
    there(path.normalize(`${f}/${name}`))?.isFile(),
  );
  if (!folder) return; // of another system, or another processor
  const file = path.normalize(`${folder}/${name}`);
  if (files.has(file)) return;
  take(file);
  const text = files.get(file)?.content.toString('latin1') ?? '';
  for (const [, other] of text.matchAll(/^\s*#\s*include(?:_next)?\s*[<"]([^>"]+)[>"]/gm))
    takeHeader(other, path.dirname(file));
}

/** @param {string} folder */
function takeTree(folder) {
  for (const entry of fs.readdirSync(path.join(packages, folder), { recursive: true, withFileTypes: true }))
    if (!entry.isDirectory()) take(path.relative(packages, path.join(entry.parentPath, entry.name)));
}

for (const program of PROGRAMS) takeBinary(program, MOVED.get(program));
for (const library of LIBRARIES) takeLibrary(library, 'the lab');
for (const name of LINKED) if (there(`usr/lib/i386-linux-gnu/${name}`)) take(`usr/lib/i386-linux-gnu/${name}`);
takeTree('usr/lib/i386-linux-gnu/tcc');
takeTree('usr/lib/locale/C.utf8');
take('lib/terminfo/x/xterm');
take('lib/terminfo/x/xterm-256color');
for (const folder of HEADERS)
  for (const name of fs.readdirSync(path.join(packages, 'usr/include', folder)))
    if (name.endsWith('.h')) takeHeader(path.join(folder, name));
for (const name of LINUX_HEADERS) takeHeader(`linux/${name}.h`);
for (const folder of HEADER_TREES) takeTree(folder);
for (const entry of fs.readdirSync(own, { recursive: true, withFileTypes: true })) {
  if (entry.isDirectory()) continue;
  const file = path.join(entry.parentPath, entry.name);
  const { mode } = fs.lstatSync(file);
  const content = entry.isSymbolicLink() ? Buffer.from(fs.readlinkSync(file)) : fs.readFileSync(file);
  // the modes of a checkout depend on who made it
  files.set(path.relative(own, file), { mode: (mode & 0o170000) | (mode & 0o100 ? 0o755 : 0o644), content });
}

for (const file of sources)
  files.set(`usr/src/${path.basename(path.dirname(file))}/${path.basename(file)}`, {
    mode: 0o100644,
    content: fs.readFileSync(file),
  });

fs.writeFileSync(out, cpio(files, EMPTY_FOLDERS));
