/**
 * What the tests look at inside the page, in whichever browser. Each function is sent there as text: it uses nothing
 * from outside.
 */

/** Whether the lab's status line says this. @param {string[]} pattern source and flags */
export const statusSays = ([source, flags]) =>
  new RegExp(source, flags).test(document.querySelector('.lab-status')?.textContent ?? '');

/** Whether a terminal shows this. @param {string[]} what its actor; source and flags of the pattern */
export const terminalShows = ([actor, source, flags]) =>
  new RegExp(source, flags).test(
    [...document.querySelectorAll(`.lab-terminal[aria-label$=" ${actor}"] .xterm-rows > div`)]
      .map((row) => row.textContent?.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n'),
  );
