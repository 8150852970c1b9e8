/** The lab, as the page loads it on the reader's first click. */
import type { Request } from './choice';
import type { Manifest } from './manifest';
import { Session } from './session';

let session: Session | undefined;

export function openLab(address: URL, manifest: Manifest, request: Request, opener: HTMLElement): void {
  session ??= new Session(address, manifest);
  void session.open(request, opener);
}
