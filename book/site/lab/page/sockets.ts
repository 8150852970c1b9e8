/** The table of all TCP sockets of the machine, live. */
import type { Machine } from '../machine/machine.js';
import { make } from '../../widgets/dom';
import { words } from './words';

/** As ss prints them; further hosts of the run have a name. */
type Socket = { host: string; state: string; receive: string; send: string; here: string; peer: string; who: string };

// each further host is a network namespace
const SCRIPT = `ss -Htanp | sed 's/^/- /'; for host in $(ip netns list | cut -d' ' -f1); do ip netns exec "$host" ss -Htanp | sed "s/^/$host /"; done`;

export async function socketsOf(machine: Machine): Promise<Socket[]> {
  const { output } = await machine.run(SCRIPT);
  return output.split('\n').filter(Boolean).map((line) => {
    const [host, state, receive, send, here, peer, ...rest] = line.split(/\s+/);
    const users = [...rest.join(' ').matchAll(/\("([^"]+)",pid=\d+,fd=(\d+)\)/g)].map(([, name, fd]) => `${name} (${fd})`);
    return { host: host === '-' ? '' : host, state, receive, send, here, peer, who: users.join(', ') };
  });
}

export function socketTable(sockets: Socket[]): HTMLElement {
  if (sockets.length === 0) return make('p', { class: 'lab-none' }, words.noSockets);
  const hosts = sockets.some(({ host }) => host);
  const names = [...(hosts ? [words.host] : []), words.state, words.receive, words.send, words.here, words.peer, words.who];
  const rows = sockets.map(({ host, ...columns }) => {
    const cells = [...(hosts ? [host] : []), ...Object.values(columns)];
    return make('tr', {}, ...cells.map((text) => make('td', {}, text)));
  });
  return make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...names.map((name) => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, ...rows),
  );
}
