/** Downloads the machine and wakes it. What can fail here fails with a class that says what it was. */
import { V86 } from 'v86';
import type { Catalogue } from '../catalogue.js';
import { Machine, NoAnswer, PATIENCE } from '../machine/machine.js';
import { restore } from '../machine/restore.js';
import type { Manifest } from './manifest';
import { download, type Part, unpack } from './download';

export class NoWasm extends Error {}
export class NoMemory extends Error {}
export class BadState extends Error {}

export type Loaded = { manifest: Manifest; catalogue: Catalogue; state: ArrayBuffer; module: WebAssembly.Module };

/** `progress` is told how many bytes of how many have come. */
export async function load(
  address: URL,
  manifest: Manifest,
  progress: (done: number, all: number) => void,
  again: boolean,
): Promise<Loaded> {
  if (typeof WebAssembly !== 'object') throw new NoWasm();
  const parts = [manifest.course, manifest.wasm, manifest.state];
  const all = parts.reduce((sum, part) => sum + part.bytes, 0);
  let done = 0;
  const get = (part: Part) => download(address, part, (bytes) => progress((done += bytes), all), again);
  const [course, wasm, state] = await Promise.all(parts.map(get));
  const catalogue = JSON.parse(new TextDecoder().decode(await unpack(course))) as Catalogue;
  const fallback = async () => unpack(await download(address, manifest.fallback, () => {}, again));
  return { manifest, catalogue, state: state.buffer, module: await compile(await unpack(wasm), fallback) };
}

/** Older browsers lack the instructions on several numbers at once (SIMD): there is a second build for them. */
async function compile(bytes: ArrayBuffer, fallback: () => Promise<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes).catch(async (error: unknown) => {
      if (!(error instanceof WebAssembly.CompileError)) throw error;
      return WebAssembly.compile(await fallback());
    });
  } catch (error) {
    throw error instanceof RangeError ? new NoMemory() : new NoWasm(String(error));
  }
}

/** v86 reports a damaged state to nobody: the rejection that it leaves behind, or silence, are the signs. */
export async function wake({ manifest, state, module }: Loaded): Promise<Machine> {
  let stop = () => {};
  const failed = new Promise<never>((_, fail) => {
    const lost = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      fail(event.reason instanceof RangeError ? new NoMemory() : new BadState(String(event.reason)));
    };
    const late = setTimeout(() => fail(new NoAnswer('no sign of life')), 2 * PATIENCE);
    addEventListener('unhandledrejection', lost);
    stop = () => {
      removeEventListener('unhandledrejection', lost);
      clearTimeout(late);
    };
  });
  const instance = async (imports: WebAssembly.Imports) => (await WebAssembly.instantiate(module, imports)).exports;
  try {
    return await Promise.race([
      failed,
      restore({ V86, state: state.slice(0), megabytes: manifest.megabytes, wasm: { wasm_fn: instance } }),
    ]);
  } finally {
    stop();
  }
}
