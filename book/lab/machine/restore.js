import { hardware, Machine } from './machine.js';

/**
 * Wakes the guest from its snapshot.
 * @param {object} from
 * @param {typeof import('v86').V86} from.V86
 * @param {ArrayBuffer} from.state as zstd has packed it
 * @param {number} from.megabytes of the guest's memory
 * @param {{wasm_path: string} | {wasm_fn: (imports: WebAssembly.Imports) => Promise<WebAssembly.Exports>}} from.wasm
 * @returns {Promise<Machine>}
 */
export async function restore({ V86, state, megabytes, wasm }) {
  const emulator = new V86({
    ...hardware(megabytes),
    ...wasm,
    initial_state: { buffer: state },
    autostart: true,
  });
  const machine = new Machine(emulator);
  await new Promise((loaded) => emulator.add_listener('emulator-loaded', () => loaded(undefined)));
  await machine.greet();
  return machine;
}
