/** Writes `sw.js` beside the built page: a service worker that keeps every file of this build. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Between two files that are kept. */
const PAUSE_MS = 10;

export function offline(): Plugin {
  return {
    name: 'lightcone-offline',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const open = readdirSync('public', { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
        const files = [...Object.keys(bundle), ...open].sort();
        const version = createHash('sha256');
        for (const file of files) {
          const chunk = bundle[file];
          version.update(file);
          version.update(
            chunk === undefined
              ? readFileSync(join('public', file))
              : chunk.type === 'chunk'
                ? chunk.code
                : chunk.source,
          );
        }
        const name = `lightcone-${version.digest('hex').slice(0, 12)}`;
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: workerSource(name, ['./', ...files.map((file) => `./${file}`)]),
        });
      },
    },
  };
}

/** The page itself comes from the network where there is one, so that a new version is seen at once; its parts have names that change. */
function workerSource(name: string, files: readonly string[]): string {
  return `const NAME = ${JSON.stringify(name)};
const FILES = ${JSON.stringify(files)};
self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});
// One after the other and with pauses: the run that plays meanwhile goes on smoothly. What is kept already stays.
async function keepAll() {
  const cache = await caches.open(NAME);
  for (const file of FILES) {
    if ((await cache.match(file)) !== undefined) continue;
    await cache.add(file);
    await new Promise((done) => setTimeout(done, ${PAUSE_MS}));
  }
}
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('lightcone-') && name !== NAME).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  const kept = () => caches.match(request, { ignoreSearch: true });
  event.respondWith(
    request.mode === 'navigate'
      ? fetch(request).catch(async () => (await kept()) ?? (await caches.match('./')))
      : kept().then((response) => response ?? fetch(request)),
  );
});
`;
}
