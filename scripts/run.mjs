// Runs a TypeScript entry of src/cli in Node: bundled once, kept in the cache until a source file changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) throw new Error('usage: node scripts/run.mjs ENTRY [ARGUMENTS]');
const bundle = join(
  root,
  'node_modules/.cache/lightcone',
  `${entry.replace(/\W+/g, '-')}-${stampOf(join(root, 'src'))}`,
  'main.mjs',
);
if (!existsSync(bundle)) await build(entry, bundle);
process.argv.splice(1, process.argv.length - 1, bundle, ...args);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);

/** Changes when any source file does. */
function stampOf(folder) {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    const { mtimeMs, size } = statSync(join(folder, name));
    if (/\.tsx?$/.test(name)) hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Into a folder of its own first: two commands may start at once. */
async function build(from, to) {
  const { build: bundleWith } = await import('vite');
  const beside = `${dirname(to)}.${process.pid}`;
  mkdirSync(dirname(dirname(to)), { recursive: true });
  await bundleWith({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(root, from),
      outDir: beside,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  try {
    renameSync(beside, dirname(to));
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(beside, { recursive: true, force: true });
  }
}
