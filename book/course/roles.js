/** @param {string} actor @returns {'server' | 'client' | 'neutral'} whose colour it has */
export function roleOf(actor) {
  if (actor.startsWith('server')) return 'server';
  return /^(shell|network|kernel)/.test(actor) ? 'neutral' : 'client';
}
