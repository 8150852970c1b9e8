/**
 * Answers readers from the beginning of `make serve`: while what the book needs is installed, then hands the port over.
 *
 *   node book/site/wait.mjs PORT PREPARE SERVE     two goals of make
 *
 * Any Node can run it, before any library is there.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import { INSTALLING, askToWait, endWith, listenHere, told } from './waiting.js';

const [port, prepare, serve] = process.argv.slice(2);

const server = http.createServer((request, response) => {
  response.setHeader('Connection', 'close'); // the next request is for who has the port then
  askToWait(response, INSTALLING);
});

/** @type {import('node:child_process').ChildProcess} */
let running;
let ended = false;
// The terminal tells all of us at once; who tells this process alone means all of us, too.
endWith(server, (signal) => {
  ended = true;
  if (!running) return false;
  if (signal !== 'SIGINT') running.kill(signal);
  return true;
});

/**
 * @param {string} goal
 * @param {(status: number) => void} then
 */
function make(goal, then) {
  running = spawn('make', ['--silent', goal, `PORT=${port}`], { stdio: 'inherit' });
  running.on('close', (status) =>
    ended ? process.exit(goal === serve ? 0 : 130) : then(status === null ? 1 : status),
  );
}

listenHere(server, port, () => {
  told(port);
  make(prepare, (status) => {
    if (status !== 0) process.exit(status);
    server.close(() => make(serve, (status) => process.exit(status)));
  });
});
