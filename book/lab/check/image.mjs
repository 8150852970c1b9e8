import fs from 'node:fs';
import path from 'node:path';
import { V86 } from 'v86';
import { restore } from '../machine/restore.js';

/**
 * The guest of a built image, under Node.
 * @param {string} folder
 * @returns {Promise<import('../machine/machine.js').Machine>}
 */
export async function wakeImage(folder) {
  const { megabytes } = JSON.parse(fs.readFileSync(path.join(folder, 'image.json'), 'utf8'));
  const data = fs.readFileSync(path.join(folder, 'state.bin.zst'));
  const state = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  return restore({ V86, state, megabytes, wasm: { wasm_path: path.join(folder, 'v86.wasm') } });
}
