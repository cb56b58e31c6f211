// Not the `test` of the lab: what does not arrive stands in the console.
import { expect, type Page, test } from '@playwright/test';
import { CLUSTER, known, linkOf } from './lab.ts';

// The service worker would hide what the network does.
test.use({ serviceWorkers: 'block' });

/** From here on files whose names match do not arrive; the returned function brings the network back. */
async function lose(page: Page, names: RegExp): Promise<() => Promise<void>> {
  const file = new RegExp(`/assets/(${names.source})[^/]*$`);
  await page.route(file, (route) => route.abort());
  return () => page.unroute(file);
}

test.beforeEach(async ({ page }) => {
  await page.goto(linkOf([...CLUSTER], 1800));
  await known(page);
});

for (const [what, names, open] of [
  ['dialog', /share-dialog/, (page) => page.getByRole('button', { name: 'Share' }).click()],
  ['panel', /target-popover/, (page) => page.locator('[data-key="S1"]').press('Enter')],
  ['menu', /model-choices/, (page) => page.getByRole('button', { name: /^System model/ }).click()],
] as const satisfies readonly (readonly [string, RegExp, (page: Page) => Promise<void>])[]) {
  test(`a ${what} that cannot be fetched is told of, what is open stays, and a reload brings it`, async ({ page }) => {
    const back = await lose(page, names);
    await open(page);
    const told = page.getByRole('complementary', { name: 'What was just done' });
    await expect(told).toContainText(new RegExp(`^The ${what}.* could not be fetched`));
    await expect(page.getByTestId('time')).toHaveText('1.800 s');
    await expect(page.locator('[data-key="S1"]')).toBeVisible();
    await back();
    await page.reload();
    await known(page);
    await open(page);
    await expect(page.getByRole('dialog').or(page.getByRole('menu')).first()).toBeVisible();
    await expect(page.getByTestId('time')).toHaveText('1.800 s');
  });
}

test('a view that cannot be fetched says so in its place, and comes with a reload', async ({ page }) => {
  const back = await lose(page, /event-list|statechart-view/);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('radio', { name: 'Statechart' }).click();
  const alerts = page.getByRole('alert');
  await expect(alerts).toHaveCount(2);
  await expect(alerts.first()).toContainText('could not be fetched');
  await back();
  await alerts.first().getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('radio', { name: 'Ring' })).toBeChecked();
  await expect(page.getByTestId('time')).toHaveText('1.800 s');
});

test('a run whose protocol cannot be fetched says so, and nothing is lost', async ({ page }) => {
  const back = await lose(page, /chain-/);
  await page.evaluate(() => location.assign('#/chain/chain-vs-raft'));
  await expect(page.getByTestId('problems')).toContainText('the protocol chain could not be fetched');
  await page.getByRole('button', { name: 'Back to what I had' }).click();
  await expect(page.getByTestId('time')).toHaveText('1.800 s');
  await back();
  await page.goBack();
  await page.reload();
  await expect(page.getByTestId('time')).not.toHaveText('1.800 s');
  await expect(page.getByRole('banner')).toContainText('Chain');
});

test('a page that cannot be fetched says so and comes with a reload', async ({ page }) => {
  const back = await lose(page, /gallery-page/);
  await page.evaluate(() => location.assign('#/gallery'));
  await expect(page.getByRole('alert')).toContainText('could not be fetched');
  await back();
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
});
