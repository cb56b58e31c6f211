/** The lab inside another page, without a network, and on paper. */
import AxeBuilder from '@axe-core/playwright';
import { CLUSTER, expect, known, linkOf, test, time } from './lab.ts';

test('in a frame there is the picture, one button that plays, and the way into the lab', async ({ page, baseURL }) => {
  const link = linkOf(CLUSTER, 2000).slice(2);
  await page.goto('./');
  await known(page);
  await page.evaluate(() => localStorage.setItem('lightcone.draft', 'untouched'));
  await page.setContent(
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A lecture</title><main><h1>A lecture</h1><iframe title="A run" width="960" height="600" src="${baseURL}?embed${link}"></iframe></main></html>`,
  );
  const frame = page.frameLocator('iframe');
  await expect(frame.getByTestId('time')).toHaveText('2.000 s');
  await frame.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(frame.getByTestId('time')).not.toHaveText('2.000 s');
  await frame.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('link', { name: 'Open in the lab' })).toHaveAttribute('href', `/${link}`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.goto('./#/gallery');
  expect(await page.evaluate(() => localStorage.getItem('lightcone.draft'))).toBe('untouched');
});

test('after the first visit the lab opens without a network', async ({ page, context }) => {
  await page.goto('./');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.goto(linkOf(CLUSTER, 1500));
  await page.reload();
  await known(page);
  expect(await time(page)).toBe(1.5);
  // A protocol and a page that were never opened are there too.
  await page.goto('./#/gallery');
  await expect(page.getByRole('link', { name: /Electing a leader/ })).toBeVisible();
  await context.setOffline(false);
});

test('the manifest makes it installable', async ({ page, request }) => {
  await page.goto('./');
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = (await (await request.get(`./${href}`)).json()) as { icons: { src: string }[]; start_url: string };
  expect(manifest.start_url).toBe('./');
  for (const { src } of manifest.icons) expect((await request.get(src)).status()).toBe(200);
});

test('on paper there is the desk without its handles', async ({ page }) => {
  await page.goto(linkOf(CLUSTER, 2000));
  await known(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(page.getByTestId('time')).toBeHidden();
  await expect(page.locator('[data-key="S1"]')).toBeVisible();
});
