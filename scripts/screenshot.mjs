// The README's picture, made from the real page: `node scripts/screenshot.mjs docs/workbench.png`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PORT = 4319;
const launch = JSON.parse(readFileSync('node_modules/.cache/lightcone/browser.json', 'utf8'));
const server = spawn('node', ['scripts/serve.mjs', `--port=${PORT}`], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((ready) => server.stdout.once('data', ready));
const browser = await chromium.launch(launch);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`http://localhost:${PORT}/#/raft/old-leader-comes-back`);
await page.getByRole('tab', { name: 'Logs' }).click();
await page.getByRole('button', { name: 'Close this note' }).click();
await page.getByRole('slider', { name: 'Playhead' }).focus();
for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight');
await page.getByRole('button', { name: 'Zoom out' }).click();
await page.waitForTimeout(600);
await page.screenshot({ path: process.argv[2] ?? 'docs/workbench.png' });
await browser.close();
server.kill();
