import { readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Written by `scripts/find-browser.mjs`, which has seen it run. */
const browser = JSON.parse(readFileSync('node_modules/.cache/lightcone/browser.json', 'utf8'));
const PORT = Number(process.env.LIGHTCONE_TEST_PORT ?? 4317);

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  workers: 2,
  fullyParallel: true,
  // A second try where the machine was too slow for the first; how many needed one is said at the end.
  retries: 1,
  timeout: 60_000,
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: browser,
  },
  webServer: {
    command: `node scripts/serve.mjs --port=${PORT}`,
    url: `http://localhost:${PORT}/`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
