/** The archive that Linux unpacks as its first file system: the "newc" format of cpio. Everything belongs to root. */
import path from 'node:path';

/** @typedef {{mode: number, content: Buffer}} Entry as lstat and readFile give them; of a symbolic link, its target */

const FOLDER = 0o40755;

/**
 * @param {Map<string, Entry>} files by path, without a leading slash
 * @param {string[]} folders further folders
 * @returns {Buffer}
 */
export function cpio(files, folders) {
  const all = new Map(files);
  const addFolder = (/** @type {string} */ name) => {
    if (name === '.' || all.has(name)) return;
    addFolder(path.dirname(name));
    all.set(name, { mode: FOLDER, content: Buffer.alloc(0) });
  };
  folders.forEach(addFolder);
  for (const name of files.keys()) addFolder(path.dirname(name));
  const names = [...all.keys()].sort();
  const parts = names.map((name, i) => one(name, all.get(name) ?? { mode: 0, content: Buffer.alloc(0) }, i + 1));
  return Buffer.concat([...parts, one('TRAILER!!!', { mode: 0, content: Buffer.alloc(0) }, 0)]);
}

/** @param {string} name @param {Entry} entry @param {number} inode */
function one(name, { mode, content }, inode) {
  const path = Buffer.from(`${name}\0`);
  const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, path.length, 0];
  const header = Buffer.from(`070701${fields.map((n) => n.toString(16).padStart(8, '0')).join('')}`);
  return Buffer.concat([pad(Buffer.concat([header, path])), pad(content)]);
}

/** @param {Buffer} data @returns {Buffer} filled up to a multiple of four bytes */
const pad = (data) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
