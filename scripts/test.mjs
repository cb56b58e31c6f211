// Every check there is, one after the other; `--no-browser` leaves out the journeys.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

const browser = !process.argv.includes('--no-browser');
const reports = 'node_modules/.cache/lightcone';
mkdirSync(reports, { recursive: true });
const counts = { passed: 0, failed: 0, again: 0 };

phase('types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
phase('types of the pure rooms', 'tsc', ['--noEmit', '-p', 'tsconfig.core.json']);
phase('lint', 'biome', ['check', '.']);
phase('unit tests, laws, golden runs', 'vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reports}/vitest.json`,
]);
const unit = report(`${reports}/vitest.json`);
counts.passed += unit?.numPassedTests ?? 0;
counts.failed += unit?.numFailedTests ?? 0;
if (browser) {
  phase('build', 'vite', ['build', '--logLevel', 'warn']);
  phase('browser', 'node', ['scripts/find-browser.mjs']);
  phase('journeys in a real browser', 'playwright', ['test'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/playwright.json`,
  });
  const journeys = report(`${reports}/playwright.json`)?.stats;
  counts.passed += journeys?.expected ?? 0;
  counts.failed += journeys?.unexpected ?? 0;
  counts.again += journeys?.flaky ?? 0;
}
const again = counts.again === 0 ? '' : `, ${counts.again} passed at the second try`;
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${again}\n`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

function phase(title, command, args, environment = {}) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  if (status === 0) return;
  process.stdout.write(`\n${title}: failed\n`);
  process.exit(1);
}

function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
