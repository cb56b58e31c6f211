import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CLUSTER, expect, hash, known, leader, linkOf, onStage, open, test } from './lab.ts';

/** Selects a process on the stage. */
async function choose(page: Page, process: string): Promise<void> {
  await onStage(page, process).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('a what-if shows the old run beside the new one, where they part, and leads back', async ({ page }) => {
  await open(page, CLUSTER);
  const before = await hash(page);
  const first = await leader(page);
  await page.getByRole('button', { name: 'What if…' }).click();
  const old = page.getByLabel('Timeline of the old run');
  const young = page.getByLabel('Timeline of the new run');
  await expect(old).toBeVisible();
  await expect(page.getByTestId('what-if')).toContainText('The old run is kept');

  // Only the new run changes.
  await choose(page, first);
  await page.keyboard.press('p');
  await known(page);
  await expect(page.getByTestId('what-if')).toHaveText(/^Differs from 2\.\d{3} s on: .*affected.* events are new/);
  await expect(page.getByTestId('first-difference')).toContainText(`Now: ${first} is paused (2.000 s)`);
  await expect(old.locator('[data-fault]')).toHaveCount(0);
  await expect(young.locator('[data-fault]')).toHaveCount(1);
  for (const run of [old, young]) {
    await expect(run.locator('[data-parting]')).toHaveCount(1);
    await expect(run.locator('[data-change]')).not.toHaveAttribute('data-differing', '0');
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  // One window and one playhead for both.
  await page.keyboard.press('w');
  await page.keyboard.press('End');
  const ends = await page
    .getByRole('slider', { name: 'Playhead' })
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-valuenow')));
  expect(ends).toEqual(['6000', '6000']);

  await page.getByRole('button', { name: 'Back to the old one' }).click();
  await expect(page.getByLabel('Timeline', { exact: true })).toBeVisible();
  expect(await hash(page)).toBe(before);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await known(page);
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
});

test('the new run is kept, and undo leads through its edits', async ({ page }) => {
  await open(page, CLUSTER);
  const before = await hash(page);
  await page.keyboard.press('v');
  await choose(page, 'S3');
  await page.keyboard.press('c');
  await known(page);
  await page.getByRole('button', { name: 'Keep the new one' }).click();
  await expect(page.getByLabel('Timeline', { exact: true }).locator('[data-fault="0"]')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  expect(await hash(page)).toBe(before);
});

test('on a phone a switch shows one run or the other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(linkOf(CLUSTER, 2000));
  await page.getByRole('button', { name: 'What if…' }).click();
  await expect(page.getByLabel('Timeline of the new run')).toBeVisible();
  await expect(page.getByLabel('Timeline of the old run')).toBeHidden();
  await page.getByRole('radio', { name: 'Old run' }).click();
  await expect(page.getByLabel('Timeline of the old run')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
