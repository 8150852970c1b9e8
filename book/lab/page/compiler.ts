/** Compiles the reader's files in the guest. */
import type { Catalogue } from '../catalogue.js';
import { compileScript, HOME, quote } from '../machine/course.js';
import type { Machine } from '../machine/machine.js';
import type { Fault } from './editor';
import type { Files } from './files';

/** Faults by path; `output` is all that the compiler said. */
export type Compiled = { ok: boolean; faults: Map<string, Fault[]>; output: string };

/** Lays the program's files down as they are in the editor, and compiles them. */
export async function compile(
  machine: Machine,
  catalogue: Catalogue,
  files: Files,
  program: string,
): Promise<Compiled> {
  const { modules } = catalogue.programs[program];
  const inputs = [
    program,
    ...modules,
    ...modules.map((path) => path.replace(/\.c$/, '.h')).filter((path) => files.has(path)),
  ];
  const copies = await Promise.all(
    inputs.map(async (path, i) => {
      await machine.write(`edit${i}`, files.text(path));
      return `cp /lab/edit${i} ${quote(`${HOME}/${path}`)}`;
    }),
  );
  const folder = program.replace(/\/[^/]*$/, '');
  const relative = (path: string) =>
    path.replace(/^(.*)\/([^/]*)$/, (_, where, name) => (where === folder ? name : `../${name}`));
  const script = compileScript({ folder, file: relative(program), modules: modules.map(relative) });
  const { status, output } = await machine.run(`${copies.join(' && ')} && ${script}`);
  return { ok: status === 0, faults: faultsIn(output, inputs), output };
}

/** What the compiler says, `say.c:12: error: …`, by the path of the file. */
function faultsIn(output: string, paths: string[]): Map<string, Fault[]> {
  const faults = new Map<string, Fault[]>();
  for (const [, file, line, severity, message] of output.matchAll(/^([\w./-]+):(\d+): (error|warning): (.*)$/gm)) {
    const path = paths.find((p) => p.endsWith(`/${file.replace(/^(\.\.\/)+/, '')}`));
    if (!path) continue;
    faults.set(path, [
      ...(faults.get(path) ?? []),
      { line: Number(line), severity: severity as Fault['severity'], message },
    ]);
  }
  return faults;
}
