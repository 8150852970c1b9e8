/**
 * The guest, seen from outside: a small Linux in v86, with four terminals, a line to its agent (image/files/sbin/agent)
 * and
 * files that both sides see. The same under Node and in a page.
 */

/**
 * The parts of v86 that its own types leave out.
 * @typedef {object} Inside
 * @property {{send: (event: string, data: Uint8Array) => void}} bus
 * @property {{cpu: {devices: {virtio_console: {virtio: {queues: {has_request: () => boolean}[]}}}}}} v86
 */
/** @typedef {import('v86').V86 & Inside} Emulator */
/** @typedef {import('./scenario.js').Host} Host */
/** @typedef {{status: number, output: string}} Result of a script: its exit status, and all that it printed */

/**
 * @typedef {object} Opening what a terminal becomes
 * @property {string} name its actor
 * @property {'reader' | 'root'} user
 * @property {number} rows
 * @property {number} columns
 * @property {string} folder where its shell starts
 * @property {'prompt' | 'bare'} kind for a person; or for a check: neither prompt nor echo
 * @property {Host} [host] where it stands, in a machine with hosts
 */

export const TERMINALS = 4;
/** How long the guest may take to answer, in milliseconds, before it counts as lost. */
export const PATIENCE = 10_000;
/** The same for a fresh machine, whose hosts take some twenty commands. */
const RENEWAL = 30_000;

/** One input event fills one buffer of the guest, a page; what comes while it has none free is lost. */
const BUFFER = 4096;
const SOON = 4; // milliseconds

/** What both a boot and a restore need. @param {number} megabytes of the guest's memory */
export const hardware = (megabytes) => ({
  memory_size: megabytes * 1024 * 1024,
  vga_memory_size: 1024 * 1024,
  filesystem: {},
  // v86's own types know only a longer form
  virtio_console: /** @type {any} */ (true),
  disable_keyboard: true,
  disable_mouse: true,
  disable_speaker: true,
  net_device: /** @type {any} */ ({ type: 'none' }),
});

export class NoAnswer extends Error {}

export class Machine {
  #line = '';
  /** @type {Set<(line: string) => boolean>} */
  #waiting = new Set();
  #jobs = 0;
  /** @type {Promise<unknown>[]} by terminal: what is still being typed */
  #typing = Array.from({ length: TERMINALS }, () => Promise.resolve());
  /** @type {number[][]} by terminal: bytes that are still to be typed */
  #keys = Array.from({ length: TERMINALS }, () => []);
  /** @type {((bytes: Uint8Array) => void)[]} by terminal */
  #shows = Array.from({ length: TERMINALS }, () => () => {});
  /** Whether an answer is awaited: then it must not be put to sleep. */
  get isBusy() {
    return this.#waiting.size > 0;
  }

  /** What the guest said on its line, for error messages. */
  log = '';

  /** @param {import('v86').V86} emulator */
  constructor(emulator) {
    this.emulator = /** @type {Emulator} */ (emulator);
    emulator.add_listener('serial0-output-byte', (/** @type {number} */ byte) => this.#hear(byte));
    for (let port = 0; port < TERMINALS; port++) {
      const event = /** @type {any} */ (`virtio-console${port}-output-bytes`);
      emulator.add_listener(event, (/** @type {Uint8Array} */ bytes) => this.#shows[port](bytes));
    }
  }

  /** @param {number} byte */
  #hear(byte) {
    if (byte !== 10) {
      if (byte !== 13) this.#line += String.fromCharCode(byte);
      return;
    }
    const line = this.#line;
    this.#line = '';
    this.log = (this.log + line + '\n').slice(-4000);
    for (const takes of this.#waiting) if (takes(line)) this.#waiting.delete(takes);
  }

  /**
   * The next line that the agent says and that begins so.
   * @param {string} start
   * @param {number} [patience] milliseconds; Infinity: a program of the reader may take any time
   * @returns {Promise<string>}
   */
  answer(start, patience = PATIENCE) {
    return new Promise((done, fail) => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      const takes = (/** @type {string} */ line) => {
        if (!line.startsWith(start)) return false;
        clearTimeout(timer);
        done(line);
        return true;
      };
      this.#waiting.add(takes);
      if (Number.isFinite(patience))
        timer = setTimeout(() => {
          this.#waiting.delete(takes);
          fail(
            new NoAnswer(
              `the machine did not say "${start}" within ${patience / 1000} s; it said: ${this.log.slice(-300)}`,
            ),
          );
        }, patience);
    });
  }

  /** @param {string} request one line */
  ask(request) {
    this.emulator.serial0_send(`${request}\n`);
  }

  /** The right date, and randomness that no other reader has. To be called first, and after sleep. */
  async greet() {
    const random = [...crypto.getRandomValues(new Uint8Array(32))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const answer = this.answer('DATED');
    this.ask(`DATE ${Math.round(Date.now() / 1000)} ${random}`);
    await answer;
  }

  /**
   * Runs a bash script as root inside the present machine, unseen.
   * @param {string} script
   * @param {number} [patience] milliseconds
   * @returns {Promise<Result>}
   */
  async run(script, patience = 60_000) {
    const id = `j${++this.#jobs}`;
    await this.write(`job/${id}.sh`, script);
    const answer = this.answer(`DONE ${id} `, patience);
    this.ask(`RUN ${id}`);
    const status = Number((await answer).split(' ')[2]);
    return { status, output: await this.read(`job/${id}.out`) };
  }

  /**
   * A fresh machine: all that ran is gone, all terminals sleep again.
   * @param {Host[]} [hosts] in it, on cables; none: one network, for all
   */
  async renew(hosts = []) {
    const answer = this.answer('FRESH', RENEWAL);
    this.ask(['FRESH', ...hosts.map(({ name, address }) => `${name}=${address}`)].join(' '));
    const wrong = (await answer).replace(/^FRESH */, '');
    if (wrong) throw new Error(wrong);
  }

  /**
   * The cables of its hosts, or its loopback: `cut client`, `drop SYN client`, … as /usr/bin/cable in the guest takes
   * them.
   * @param {string} order
   * @returns {Promise<Result>} how they are then, or what is wrong
   */
  cable(order) {
    return this.run(`cable ${order}`);
  }

  /** Lays a file down for the guest, below /lab. @param {string} name @param {string | Uint8Array} content */
  async write(name, content) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await this.emulator.create_file(`/${name}`, bytes);
  }

  /** A file below the guest's /lab; empty where there is none. @param {string} name */
  async read(name) {
    // v86 throws for an empty file, too
    const bytes = await this.emulator.read_file(`/${name}`).catch(() => null);
    return bytes ? new TextDecoder().decode(bytes) : '';
  }

  /**
   * Wakes a terminal.
   * @param {number} port
   * @param {Opening} opening
   * @param {(bytes: Uint8Array) => void} show
   */
  open(port, { name, user, rows, columns, folder, kind, host }, show) {
    this.#shows[port] = show;
    this.type(port, `OPEN ${name} ${user} ${rows} ${columns} ${folder} ${kind} ${host?.name ?? '-'}\n`);
  }

  /**
   * Types into a terminal: no faster than the guest takes it.
   * @param {number} port
   * @param {string} text
   * @returns {Promise<unknown>} done when all of it is typed
   */
  type(port, text) {
    this.#keys[port].push(...new TextEncoder().encode(text));
    this.#typing[port] = this.#typing[port].then(() => this.#drain(port));
    return this.#typing[port];
  }

  /** @param {number} port */
  async #drain(port) {
    const keys = this.#keys[port];
    // the first terminal's queue stands before those of the device itself
    const queue = this.emulator.v86.cpu.devices.virtio_console.virtio.queues[port === 0 ? 0 : 2 * port + 2];
    while (keys.length) {
      if (queue.has_request())
        this.emulator.bus.send(`virtio-console${port}-input-bytes`, new Uint8Array(keys.splice(0, BUFFER)));
      else await new Promise((later) => setTimeout(later, SOON));
    }
  }

  /** @param {number} port @param {number} rows @param {number} columns */
  resize(port, rows, columns) {
    this.ask(`SIZE hvc${port} ${rows} ${columns}`);
  }

  async sleep() {
    await this.emulator.stop();
  }

  async wake() {
    this.emulator.run();
    await this.greet();
  }
}
