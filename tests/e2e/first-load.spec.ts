import { gzipSync } from 'node:zlib';
import { expect, test } from './lab.ts';

/** What a newcomer's page may bring, bytes of JavaScript as gzip (docs/adr/0015). */
const BUDGET = 200_000;

test('the first load brings no more JavaScript than it may', async ({ page }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
  });
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText('At most one leader');
  await page.waitForLoadState('networkidle');
  const bodies = await Promise.all(scripts);
  expect(bodies.length).toBeGreaterThan(1);
  expect(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThanOrEqual(BUDGET);
});
