/** The table of all TCP sockets of the machine and of its hosts, live. */
import type { Machine } from '../machine/machine.js';
import { make } from '../../site/widgets/dom';
import { words } from './words';

/** As ss prints them. */
type Socket = { state: string; receive: string; send: string; here: string; peer: string; who: string };
/** The machine itself has no name. */
type Host = { name: string; sockets: Socket[] };

// each further host is a named network namespace; a word alone on its line begins a host
const SCRIPT =
  'echo -; ss -Htanp; for host in /run/netns/*; do [ -e "$host" ] && echo "${host##*/}" && nsenter --net="$host" ' +
  'ss -Htanp; done';

export async function socketsOf(machine: Machine): Promise<Host[]> {
  const { output } = await machine.run(SCRIPT);
  const hosts: Host[] = [];
  for (const line of output.split('\n').filter(Boolean)) {
    const [first, receive, send, here, peer, ...rest] = line.trim().split(/\s+/);
    if (receive === undefined) {
      hosts.push({ name: first === '-' ? '' : first, sockets: [] });
      continue;
    }
    const users = [...rest.join(' ').matchAll(/\("([^"]+)",pid=\d+,fd=(\d+)\)/g)].map(
      ([, name, fd]) => `${name} (${fd})`,
    );
    // of a listening socket these are its accept queue and its backlog: sock_diag(7)
    const waiting =
      first === 'LISTEN' ? { receive: words.toAccept(receive), send: words.backlog(send) } : { receive, send };
    hosts.at(-1)?.sockets.push({ state: first, ...waiting, here, peer, who: users.join(', ') });
  }
  // with hosts of its own, the machine itself is only what lies between them
  return hosts.filter(({ name, sockets }) => name || sockets.length);
}

export function socketTable(hosts: Host[]): HTMLElement {
  if (hosts.length === 0) return make('p', { class: 'lab-none' }, words.noSockets);
  const named = hosts.some(({ name }) => name);
  const columns = [words.state, words.receive, words.send, words.here, words.peer, words.who];
  const cells = (texts: string[]) => texts.map((text) => make('td', {}, text));
  const rows = hosts.flatMap(({ name, sockets }) => {
    const host = named ? [make('td', {}, name)] : [];
    if (sockets.length === 0)
      return [
        make('tr', {}, ...host, make('td', { colspan: String(columns.length), class: 'lab-none' }, words.noSockets)),
      ];
    return sockets.map((socket) =>
      make('tr', {}, ...host.map((cell) => cell.cloneNode(true)), ...cells(Object.values(socket))),
    );
  });
  return make(
    'table',
    {},
    make(
      'thead',
      {},
      make('tr', {}, ...[...(named ? [words.host] : []), ...columns].map((name) => make('th', { scope: 'col' }, name))),
    ),
    make('tbody', {}, ...rows),
  );
}
