import { make } from './dom';
import { words } from './words';

const KEY = 'tuyau-theme';
const icons = {
  light:
    'M8 4.6a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 0 0 0-6.8zM8 .8v1.8M8 13.4v1.8M.8 8h1.8M13.4 8h1.8M2.9 2.9l1.3 1.3M11.8 ' +
    '11.8l1.3 1.3M13.1 2.9l-1.3 1.3M4.2 11.8l-1.3 1.3',
  dark: 'M13.4 9.8A6 6 0 0 1 6.2 2.6A6 6 0 1 0 13.4 9.8z',
  system: 'M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 0 0 0-11.6zM8 2.2v11.6M8 5h4.8M8 8h5.8M8 11h4.8',
};

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Light, dark, or as the system: three buttons, one of them pressed. */
export function addThemeSwitch(): void {
  const place = document.querySelector('.controls');
  if (!place) return;
  const group = make('div', { class: 'themes', role: 'group', 'aria-label': words.theme });
  const buttons = (['light', 'dark', 'system'] as const).map((theme) => {
    const button = make('button', { type: 'button', title: words[theme], 'aria-label': words[theme] });
    button.innerHTML =
      `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path ` + `d="${icons[theme]}"/></svg>`;
    button.addEventListener('click', () => {
      try {
        if (theme === 'system') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, theme);
      } catch {
        // A browser that keeps nothing: the choice lasts as long as this page.
      }
      if (theme === 'system') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
      show(theme);
    });
    group.append(button);
    return [theme, button] as const;
  });
  const show = (chosen: string) => {
    for (const [theme, button] of buttons) button.setAttribute('aria-pressed', String(theme === chosen));
  };
  show(stored());
  place.append(group);
}
