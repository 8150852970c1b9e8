/**
 * Boots the guest once and saves it as it stands then, awake and waiting, its free memory full of zeros.
 *
 *   node snapshot.mjs V86 KERNEL INITRD BIOS MEGABYTES OUT
 */
import fs from 'node:fs';
import path from 'node:path';
import { hardware, Machine } from '../machine/machine.js';

const [v86, kernel, initrd, bios, megabytes, out] = process.argv.slice(2);
const { V86 } = await import(path.resolve(v86, 'build/libv86.mjs'));
const BOOT_PATIENCE = 300_000; // milliseconds: a busy machine
const KEPT_FREE = 2048; // kilobytes: less, and the guest runs out of memory while it zeroes the rest

const bytes = (/** @type {string} */ file) => {
  const data = fs.readFileSync(file);
  return { buffer: data.buffer.slice(data.byteOffset, data.byteOffset + data.length) };
};

// SeaBIOS keeps the top 16 MB for itself: without ACPI nothing else needs to know, so the kernel takes them back.
const memory = `memmap=exactmap memmap=639K@0 memmap=${Number(megabytes) - 1}M@1M`;
const emulator = new V86({
  ...hardware(Number(megabytes)),
  wasm_path: path.resolve(v86, 'build/v86.wasm'),
  bios: bytes(path.join(bios, 'bios.bin')),
  vga_bios: bytes(path.join(bios, 'vgabios-stdvga.bin')),
  bzimage: bytes(kernel),
  initrd: bytes(initrd),
  cmdline: `console=ttyS0 tsc=reliable quiet init_on_free=1 ${memory}`,
  autostart: true,
});
const machine = new Machine(emulator);
try {
  console.log('it boots');
  await machine.answer('READY', BOOT_PATIENCE);
  emulator.fs9p.CreateDirectory('job', 0);
  const rest = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));
  await rest(3000); // the shells of the terminals have gone to sleep, too
  console.log('its free memory is filled with zeros');
  machine.ask(`ZERO ${KEPT_FREE}`);
  await machine.answer('ZEROED', BOOT_PATIENCE);
  console.log('it is saved');
  await rest(1000);
  await emulator.stop();
  fs.writeFileSync(out, new Uint8Array(await emulator.save_state()));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${machine.log}`);
  process.exitCode = 1;
}
process.exit();
