// The figures of the core, then those of the page in a real browser.
import { spawnSync } from 'node:child_process';

for (const args of [
  ['scripts/run.mjs', 'src/cli/bench.ts'],
  ['scripts/find-browser.mjs'],
  ['scripts/bench-browser.mjs'],
]) {
  const { status } = spawnSync('node', args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
