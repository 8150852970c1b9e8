/** On a narrow page the chapters unfold from a button. */
export function foldMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('.menu');
  button?.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
  });
}
