// Serves the built lab and says where; builds it first where it is missing or older than its sources.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
};
const PREFERRED_PORT = 4173;

const asked = process.argv.find((word) => word.startsWith('--port='))?.slice('--port='.length);
const page = process.argv.find((word) => word.startsWith('--page='))?.slice('--page='.length) ?? '';
if (isOld()) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}
listen(asked === undefined ? PREFERRED_PORT : Number(asked));

function isOld() {
  const built = join(dist, 'index.html');
  if (!existsSync(built)) return true;
  const made = statSync(built).mtimeMs;
  const sources = ['src', 'public'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
  );
  return [...sources, join(root, 'index.html'), join(root, 'vite.config.ts')].some(
    (file) => statSync(file).mtimeMs > made,
  );
}

/** The preferred port, or any free one where it is taken and nobody insisted on it. */
function listen(port) {
  const server = createServer(answer);
  server.once('error', (error) => {
    if (error.code !== 'EADDRINUSE' || asked !== undefined) throw error;
    listen(0);
  });
  server.listen(port, '127.0.0.1', () => {
    process.stdout.write(`Lightcone is at http://localhost:${server.address().port}/${page}\n`);
  });
}

function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = join(dist, normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)));
  if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  createReadStream(file).pipe(response);
}
