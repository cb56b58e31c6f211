/** Light, dark, or as the system has it; `public/theme.js` sets it before the first paint. */

export type ThemeChoice = 'light' | 'dark' | 'system';

export type ShownTheme = Exclude<ThemeChoice, 'system'>;

const KEY = 'lightcone.theme';

export function readTheme(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  document.documentElement.dataset.theme = shownTheme(choice);
}

export function shownTheme(choice: ThemeChoice): ShownTheme {
  if (choice !== 'system') return choice;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return choice === 'system' ? 'light' : choice === 'light' ? 'dark' : 'system';
}
