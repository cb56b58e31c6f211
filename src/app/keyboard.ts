/** Keys to commands; never in fields, and single letters only where they are wanted. */
import { commands, isAvailable } from './commands.ts';
import { useUi } from './ui.ts';

const BY_KEY = new Map(commands.flatMap((command) => command.keys.map((key) => [key, command] as const)));

/** Starts listening; the returned function stops it. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    const { dialog, letterKeys } = useUi.getState();
    const mod = event.ctrlKey || event.metaKey;
    if (dialog !== undefined || (isField(event.target) && !(mod && event.key.toLowerCase() === 'k'))) return;
    const plain = event.key.length === 1 && event.key !== ' ' && !mod;
    if (plain && !letterKeys) return;
    if (!mod && usesKey(event.target, event.key)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const shift = event.shiftKey && (mod || event.key.length > 1) ? 'Shift+' : '';
    const command = BY_KEY.get(`${mod ? 'Mod+' : ''}${shift}${name}`);
    if (command === undefined || !isAvailable(command)) return;
    event.preventDefault();
    command.run();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="range"]), textarea, select, [contenteditable="true"]')
  );
}

/** Space on a button presses it; arrows inside a slider, list or tab row are theirs. */
function usesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (key === ' ')
    return target.closest('button, a, [role="button"], [role="option"], [role="switch"], [role="tab"]') !== null;
  const moves = key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return (
    moves &&
    target.closest(
      '[type="range"], [role="slider"], [role="listbox"], [role="tablist"], [role="radiogroup"], [role="dialog"]',
    ) !== null
  );
}
