// Figures of the page in a real browser: frames while playing and panning, first picture, JavaScript on the first load.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';

const PORT = 4318;
const HOME = `http://localhost:${PORT}/`;
const MEASURED_MS = 4000;

const launch = JSON.parse(readFileSync('node_modules/.cache/lightcone/browser.json', 'utf8'));
const server = spawn('node', ['scripts/serve.mjs', `--port=${PORT}`], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((ready) => server.stdout.once('data', ready));
const browser = await chromium.launch(launch);
try {
  await firstLoad();
  await sharedLink();
  await frames(
    'playing at 1×, whole workbench',
    '#v1/raft_duration=20s;@200ms..20s_every=100ms_C1_write_x~t=1000',
    play,
  );
  await frames(
    'playing at 1×, 1,000 log entries',
    '#v1/raft_duration=60s;@100ms..60s_every=50ms_C1_write_x~t=52000',
    play,
  );
  await frames('panning, 3 s in view', '#v1/raft_duration=20s;@200ms..20s_every=100ms_C1_write_x~t=5000', pan);
  await amend();
  await importLogs();
} finally {
  await browser.close();
  server.kill();
}

async function firstLoad() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const scripts = [];
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push(response.body());
  });
  const start = Date.now();
  await page.goto(HOME);
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.locator('[data-key="S1"]').waitFor();
  say('first load to a playing run, ms', Date.now() - start, '≤ 1500');
  const needed = scripts.length;
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  say('JavaScript until the run plays, kB gzip', kB(sizes.slice(0, needed)), '≤ 200');
  say('the same with what comes beside it by itself, kB gzip', kB(sizes), '');
  await page.close();
}

function kB(sizes) {
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 100) / 10;
}

async function sharedLink() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${HOME}#/gallery`);
  const link =
    '#v1/raft_seed=42;@1s..9s_every=100ms_C1_write_x;@3s..5.5s_partition_S1,S2/S3,S4,S5;@4s_skew_S2_by=180ms~t=3000';
  const start = Date.now();
  await page.goto(`${HOME}${link}`);
  await page.locator('[data-testid="time"]', { hasText: '3.000 s' }).waitFor();
  say('shared link to its moment, ms', Date.now() - start, '≤ 500');
  await page.close();
}

async function frames(title, hash, act) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(HOME + hash);
  await page.getByText(/event \d+ of \d+$/).waitFor();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.times = [];
    let last = performance.now();
    const tick = (now) => {
      window.times.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act(page);
  const times = (await page.evaluate(() => window.times)).slice(5).sort((a, b) => a - b);
  say(`frame, ${title}, ms (median)`, round(times[Math.floor(times.length / 2)]), '≤ 16.7');
  say(`frame, ${title}, ms (p95)`, round(times[Math.floor(times.length * 0.95)]), '≤ 33');
  await page.close();
}

async function play(page) {
  const slider = page.getByRole('slider', { name: 'Speed' });
  await slider.focus();
  while ((await slider.getAttribute('aria-valuetext')) !== '1×') await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(MEASURED_MS);
}

async function pan(page) {
  for (let press = 0; press < 2; press += 1) await page.getByRole('button', { name: 'Zoom out' }).click();
  const box = await page.locator('[data-picture]').first().boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 60, y);
  await page.mouse.down();
  const start = Date.now();
  for (let step = 0; Date.now() - start < MEASURED_MS; step += 1)
    await page.mouse.move(box.x + box.width - 60 - ((step * 7) % 700), y);
  await page.mouse.up();
}

/** Logs from outside: from the press to the first picture, and panning at every zoom. */
async function importLogs() {
  const folder = mkdtempSync(join(tmpdir(), 'lightcone-bench-'));
  for (const [events, first, frame] of [
    [20_000, '≤ 1000', '≤ 33'],
    [100_000, '≤ 4000', '≤ 50'],
  ]) {
    const file = join(folder, `${events}.log`);
    const made = ['scripts/run.mjs', 'src/cli/generate-log.ts', `--events=${events}`];
    writeFileSync(file, spawnSync('node', made, { encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${HOME}#/gallery`);
    await page.getByRole('button', { name: 'Import a log' }).click();
    await page.getByLabel('Log files').setInputFiles(file);
    const ms = await page.evaluate(pictureAfterOpening);
    say(`log of ${events} events, from the file to the first picture, ms`, Math.round(ms), first);
    for (const [zoom, share] of [
      ['as it opens', 0],
      ['a hundredth of it', 0.01],
      ['a tenth of it', 0.1],
      ['half of it', 0.5],
    ]) {
      if (share > 0) await showShare(page, share);
      const times = await panLog(page);
      say(`frame, panning a log of ${events}, ${zoom} in view, ms (p95)`, round(quantile(times, 0.95)), frame);
    }
    await page.close();
  }
  rmSync(folder, { recursive: true });
}

/** In the page: presses the button and waits for the frame after the one that holds the picture. */
function pictureAfterOpening() {
  const button = [...document.querySelectorAll('[role=dialog] button')].find(
    (one) => one.textContent === 'Open the log',
  );
  const start = performance.now();
  button.click();
  return new Promise((done) => {
    const look = () => {
      if (
        document.querySelector('[data-testid=log-facts]') === null ||
        document.querySelector('[data-picture]') === null
      )
        return requestAnimationFrame(look);
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    };
    look();
  });
}

/** Zooms until about `share` of the whole is in view, in its middle. */
async function showShare(page, share) {
  await page.getByRole('button', { name: 'Whole log' }).click();
  await page.waitForTimeout(300);
  for (let left = 1; left * 0.8 > share; left *= 0.6) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForTimeout(600);
}

/** Frames while a hand drags the lanes to and fro. */
async function panLog(page) {
  await page.evaluate(() => {
    window.times = [];
    let last = performance.now();
    const tick = (now) => {
      if (window.times === undefined) return;
      window.times.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const box = await page.getByRole('application').boundingBox();
  const y = box.y + box.height / 2;
  const start = Date.now();
  for (let drag = 0; Date.now() - start < MEASURED_MS; drag += 1) {
    const [from, to] = drag % 4 < 2 ? [box.x + box.width - 60, box.x + 300] : [box.x + 300, box.x + box.width - 60];
    await page.mouse.move(from, y);
    await page.mouse.down();
    for (let x = from; Math.abs(x - to) > 8 && Date.now() - start < MEASURED_MS; x += Math.sign(to - from) * 8)
      await page.mouse.move(x, y);
    await page.mouse.up();
  }
  const times = await page.evaluate(() => {
    const found = window.times.slice(5);
    window.times = undefined;
    return found;
  });
  return times;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** An edit in the middle of a minute: from the key to the frame that shows it. */
async function amend() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${HOME}#v1/raft_duration=60s;@100ms..60s_every=100ms_C1_write_x~t=30000`);
  await page.getByText(/event \d+ of \d+$/).waitFor();
  await page.locator('[data-key="S1"]').focus();
  const times = [];
  for (let round = 0; round < 9; round += 1) {
    await page.locator('[data-key="S1"]').click();
    await page.keyboard.press('Escape');
    times.push(
      await page.evaluate(
        () =>
          new Promise((done) => {
            const start = performance.now();
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }));
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
          }),
      ),
    );
    await page.keyboard.press('Control+z');
  }
  times.sort((a, b) => a - b);
  say('edit in the middle of 60 s to the frame after the next, ms (median)', round(times[4]), '≤ 50');
  await page.close();
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function say(figure, value, aim) {
  process.stdout.write(`${figure.padEnd(68)}${String(value).padStart(8)}   (${aim})\n`);
}
