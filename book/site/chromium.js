/** Where Chromium is, and how it is started: for the diagrams, the checks and the tests. */
import fs from 'node:fs';

/** Debian's, then Ubuntu's (a snap), then others'. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/usr/bin/google-chrome'];

/** What to launch it with; CHROMIUM names another one. */
export const installed = {
  executablePath: process.env.CHROMIUM ?? PLACES.find((place) => fs.existsSync(place)) ?? PLACES[0],
  // root, and containers with a small /dev/shm, need these
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
};
