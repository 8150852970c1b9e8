/** What the page says of a recording (see render/trace.js), and how things stand after each step. */

export type Thread = [thread: number, source: number, line: number, state: number, call?: string];
export type Socket = [
  id: number,
  actor: number,
  name: string,
  state: string,
  local: string,
  peer: string,
  ...rest: (number | string)[],
];
export type Segment = [from: number, to: number, text: string, lost: number];
export type Printed = [actor: number, mark: string, text: string];

export interface Step {
  w?: number;
  t?: Thread[];
  s?: Socket[];
  x?: number[];
  g?: Segment[];
  p?: Printed;
  m?: number;
}

export interface Recording {
  actors: [name: string, role: string][];
  threads: [actor: number, name: string][];
  sources: string[];
  most: number;
  steps: Step[];
}

export interface Frame {
  threads: Map<number, Thread>;
  sockets: Map<number, Socket>;
  /** Sockets whose state this step changed. */
  turned: Set<number>;
  /** Lines of each actor's terminal so far. */
  printed: number[];
  step: Step;
}

/** Every step as a whole, so that any of them can be shown at once. */
export function framesOf({ steps, actors }: Recording): Frame[] {
  let threads = new Map<number, Thread>();
  let sockets = new Map<number, Socket>();
  let printed = actors.map(() => 0);
  return steps.map((step) => {
    if (step.t) {
      threads = new Map(threads);
      for (const thread of step.t) threads.set(thread[0], thread);
    }
    const turned = new Set(
      (step.s ?? []).filter(([id, , , state]) => sockets.get(id)?.[3] !== state).map(([id]) => id),
    );
    if (step.s || step.x) {
      sockets = new Map(sockets);
      for (const socket of step.s ?? []) sockets.set(socket[0], socket);
      for (const id of step.x ?? []) sockets.delete(id);
    }
    if (step.p) {
      printed = [...printed];
      printed[step.p[0]]++;
    }
    return { threads, sockets, printed, step, turned };
  });
}

export const RUNS = 0;
export const WAITS = 1;
export const HELD = 2;
export const ENDED = 3;
