import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const server = spawn('node', ['scripts/serve.mjs', '--port=4301'], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((r) => server.stdout.once('data', r));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  for (const hosts of [8, 24]) {
    const n = hosts === 8 ? 100000 : 50000;
    const file = `/tmp/h/me/${hosts}.log`;
    writeFileSync(
      file,
      spawnSync('node', ['scripts/run.mjs', 'src/cli/generate-log.ts', `--events=${n}`, `--hosts=${hosts}`], {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      }).stdout,
    );
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', (m) => m.type() === 'error' && console.log(m.text()));
    await page.goto('http://localhost:4301/#/gallery');
    await page.getByRole('button', { name: 'Import a log' }).click();
    await page.getByLabel('Log files').setInputFiles(file);
    await page.getByRole('button', { name: 'Open the log' }).click();
    await page.getByTestId('log-facts').waitFor();
    console.log(await page.getByTestId('log-facts').textContent());
    for (const share of [0.001, 0.01, 0.03, 0.1, 0.3, 0.6]) {
      await page.getByRole('button', { name: 'Whole log' }).click();
      await page.waitForTimeout(500);
      for (let left = 1; left * 0.8 > share; left *= 0.6) await page.getByRole('button', { name: 'Zoom in' }).click();
      await page.waitForTimeout(800);
      const label1 = await page.getByRole('application').getAttribute('aria-label');
      await page.evaluate(() => {
        window.times = [];
        window.long = [];
        let last = performance.now();
        const tick = (now) => {
          if (!window.times) return;
          window.times.push(now - last);
          last = now;
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
        window.po = new PerformanceObserver((l) => {
          for (const e of l.getEntries()) window.long.push(Math.round(e.duration));
        });
        window.po.observe({ entryTypes: ['longtask'] });
      });
      const box = await page.getByRole('application').boundingBox();
      const y = box.y + box.height / 2;
      const start = Date.now();
      for (let d = 0; Date.now() - start < 4000; d++) {
        const a = box.x + box.width - 60,
          b = box.x + 300;
        const [from, to] = d % 4 < 2 ? [a, b] : [b, a];
        await page.mouse.move(from, y);
        await page.mouse.down();
        for (let x = from; Math.abs(x - to) > 8 && Date.now() - start < 4000; x += Math.sign(to - from) * 8)
          await page.mouse.move(x, y);
        await page.mouse.up();
      }
      const { t, l } = await page.evaluate(() => {
        const t = window.times.slice(5);
        window.times = undefined;
        window.po.disconnect();
        return { t, l: window.long };
      });
      t.sort((a, b) => a - b);
      const pic = await page
        .locator('[data-picture]')
        .first()
        .evaluate((e) => [e.dataset.picture, e.dataset.arrows]);
      console.log(
        hosts,
        share,
        'frames',
        t.length,
        'p95',
        t[Math.floor(t.length * 0.95)].toFixed(1),
        'p99',
        t[Math.floor(t.length * 0.99)].toFixed(1),
        'max',
        t.at(-1).toFixed(0),
        'long',
        l.length,
        Math.max(0, ...l),
        pic.join(' '),
        label1.slice(-60),
      );
      if (share === 0.1 || share === 0.6) await page.screenshot({ path: `/tmp/h/me/z${hosts}-${share}.png` });
    }
    // hover cost
    const box = await page.getByRole('application').boundingBox();
    await page.getByRole('button', { name: 'Whole log' }).click();
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      window.long = [];
      window.po = new PerformanceObserver((l) => {
        for (const e of l.getEntries()) window.long.push(Math.round(e.duration));
      });
      window.po.observe({ entryTypes: ['longtask'] });
    });
    for (let i = 0; i < 60; i++) {
      await page.mouse.move(box.x + 200 + i * 15, box.y + 60 + ((i * 13) % 300));
      await page.waitForTimeout(30);
    }
    console.log('hover whole: long tasks', await page.evaluate(() => window.long));
    await page.screenshot({ path: `/tmp/h/me/z${hosts}-hover.png` });
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
