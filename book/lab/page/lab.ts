/** The lab, as the page loads it on the reader's first click. */
import type { Manifest } from './manifest';
import { Session } from './session';

/** What was clicked: a program's listing, with the scenarios of the page, the nearest first; or a scenario. */
export type Request = { file: string; near: string[] } | { scenario: string };

let session: Session | undefined;

export function openLab(address: URL, manifest: Manifest, request: Request, opener: HTMLElement): void {
  session ??= new Session(address, manifest);
  void session.open(request, opener);
}
