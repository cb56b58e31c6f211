/** After the first visit the lab needs no network: its files are kept by a service worker that the build writes. */

/** Waits until the page has nothing more urgent to load. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  setTimeout(() => {
    // Refused in private windows and from files: then the lab works as long as the page is open.
    navigator.serviceWorker.register('./sw.js').catch(() => {});
  }, QUIET_MS);
}

const QUIET_MS = 2_000;
