/** A note and its line show that they belong together while either is pointed at or focused. */
export function pairNotes(): void {
  for (const note of document.querySelectorAll('.notes > li')) {
    const ref = document.querySelector(`a.n[href="#${CSS.escape(note.id)}"]`);
    const line = ref?.closest('.l');
    if (!line) continue;
    for (const part of [line, note]) {
      const light = (on: boolean) => () => {
        line.classList.toggle('hot', on);
        note.classList.toggle('hot', on);
      };
      for (const event of ['pointerenter', 'focusin']) part.addEventListener(event, light(true));
      for (const event of ['pointerleave', 'focusout']) part.addEventListener(event, light(false));
    }
  }
}
