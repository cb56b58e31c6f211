/**
 * What is kept in this browser. Storage may be full, or forbidden, as in private windows and frames of other pages:
 * then nothing is kept, and nothing breaks.
 */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** `null`: no longer. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Told nowhere: it cannot be helped here, and the link in the address bar holds the work as well.
  }
}
