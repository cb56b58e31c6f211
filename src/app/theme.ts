/** Light, dark, or as the system has it; `public/theme.js` sets it before the first paint. */

import { keep, kept } from './storage.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

export type ShownTheme = Exclude<ThemeChoice, 'system'>;

const KEY = 'lightcone.theme';

export function readTheme(): ThemeChoice {
  const choice = kept(KEY);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

export function applyTheme(choice: ThemeChoice): void {
  keep(KEY, choice === 'system' ? null : choice);
  document.documentElement.dataset.theme = shownTheme(choice);
}

export function shownTheme(choice: ThemeChoice): ShownTheme {
  if (choice !== 'system') return choice;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return choice === 'system' ? 'light' : choice === 'light' ? 'dark' : 'system';
}
