/** Where Chromium is, and how it is started: for the diagrams, the checks and the tests. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Debian's, then Ubuntu's (a snap), then others'. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/usr/bin/google-chrome'];

/** Profiles and sockets of this process's Chromium: not below the course, whose path may be too long for a socket. */
const scratch = path.join(os.tmpdir(), `tuyau-chromium-${process.pid}`);
process.env.PUPPETEER_TMP_DIR ??= scratch;

/** Ctrl-C, too, ends a process that draws in this way: Puppeteer sees to it. */
function makeScratch() {
  if (fs.existsSync(scratch)) return;
  fs.mkdirSync(scratch, { mode: 0o700 });
  process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
}

/** What to launch it with; CHROMIUM names another one. */
export const installed = {
  executablePath: process.env.CHROMIUM ?? PLACES.find((place) => fs.existsSync(place)) ?? PLACES[0],
  // root, and containers with a small /dev/shm, need these
  get env() {
    makeScratch();
    return { ...process.env, TMPDIR: scratch };
  },
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
};
