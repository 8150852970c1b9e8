/** Which hosts the machine has, and which terminal stands at which. */
import type { Host, Scenario } from '../machine/scenario.js';
import { roleOf } from '../../course/roles.js';

/** For a listing whose scenario has none, when the reader wants two. */
const SERVER = { name: 'server', address: '10.0.0.1' };
const CLIENT = { name: 'client', address: '10.0.0.2' };

/** No hosts: all terminals stand at one machine. */
export type Seating = { hosts: Host[]; seats: Scenario['seats'] };

/** `two`: the reader wants two hosts. Servers go to one, all others to the other; neither stays empty. */
export function seatingOf(scenario: Scenario | undefined, actors: string[], two: boolean): Seating {
  if (scenario?.hosts.length) return scenario;
  if (!two) return { hosts: [], seats: new Map() };
  const servers = actors.filter((actor) => roleOf(actor) === 'server');
  const alike = servers.length === 0 || servers.length === actors.length;
  const isServer = (actor: string, at: number) => (alike ? at === 0 : servers.includes(actor));
  return {
    hosts: [SERVER, CLIENT],
    seats: new Map(actors.map((actor, at) => [actor, isServer(actor, at) ? SERVER : CLIENT])),
  };
}

/** A scenario's command, where the server is not at this machine but at its own. */
export const toServer = (command: string) => command.replaceAll('127.0.0.1', SERVER.address);
