/** The language switch stays on the section that is being read: sections are matched by their position. */
export function keepSection(): void {
  const link = document.querySelector<HTMLAnchorElement>('a.language');
  const peers = document.querySelector<HTMLElement>('[data-peers]')?.dataset.peers?.split(' ');
  if (!link || !peers) return;
  const headings = [...document.querySelectorAll('article :is(h2, h3)[id]')];
  const base = link.href;
  const update = () => {
    const here = headings.findLastIndex((h) => h.getBoundingClientRect().top < innerHeight / 3);
    link.href = here === -1 ? base : `${base}#${encodeURIComponent(peers[here])}`;
  };
  for (const event of ['pointerenter', 'focus', 'touchstart', 'click'])
    link.addEventListener(event, update, { passive: true });
}
