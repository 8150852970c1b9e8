/** Which scenario goes with a program, and what it says of it. */
import type { Catalogue } from '../catalogue.js';
import type { Scenario } from '../machine/scenario.js';

/** What was clicked: a program's listing, with the scenarios of the page, the nearest first; or a scenario. */
export type Request = { file: string; near: string[] } | { scenario: string };

/**
 * What is in the lab: a scenario or none, and the files of the editor, the first one shown. Paths are below `code/`.
 */
export type Choice = { scenario: string; files: string[] };

export function choose(request: Request, { programs, scenarios }: Catalogue): Choice {
  if ('scenario' in request)
    return { scenario: request.scenario, files: filesOf(request.scenario, undefined, { programs, scenarios }) };
  const { file, near } = request;
  const uses = (path: string) =>
    scenarios[path]?.programs.some((program) => program === file || programs[program].modules.includes(file));
  const scenario = near.find(uses) ?? Object.keys(scenarios).find(uses) ?? '';
  return { scenario, files: filesOf(scenario, file, { programs, scenarios }) };
}

/** The file that was asked for, then the scenario's programs and their modules. */
export function filesOf(
  scenario: string,
  first: string | undefined,
  { programs, scenarios }: Pick<Catalogue, 'programs' | 'scenarios'>,
): string[] {
  const all = (scenarios[scenario]?.programs ?? []).flatMap((program) => [program, ...programs[program].modules]);
  return [...new Set([...(first ? [first] : []), ...all])];
}

/** The scenarios of a program's chapter, and those that use it elsewhere. */
export function scenariosFor(file: string, { scenarios }: Catalogue): string[] {
  const chapter = file.split('/')[0];
  return Object.keys(scenarios).filter(
    (path) => path.startsWith(`${chapter}/`) || scenarios[path].programs.includes(file),
  );
}

/** How a scenario starts a program: in whose terminal, with which words. */
export function startOf(
  program: string,
  scenario: Scenario | undefined,
): { actor: string; command: string } | undefined {
  const step = scenario?.steps.find(({ programs }) => programs?.includes(program));
  return step && { actor: step.actor, command: step.text };
}
