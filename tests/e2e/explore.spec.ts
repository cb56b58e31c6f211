/** Find a failure from the page: searched on all cores, made small, opened with its story; or cancelled. */
import AxeBuilder from '@axe-core/playwright';
import { expect, known, linkOf, open, test } from './lab.ts';

const BROKEN = ['raft seed=42 duration=4s', '@1s..3.5s every=200ms C1 write x', 'break commit-without-majority'];

test('a lost write is found, made small, and opened at the event that shows it', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, BROKEN, 1000);
  await page.getByRole('tab', { name: 'Claims' }).click();
  await page.getByRole('button', { name: 'Find a failure…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find a failure' });
  await dialog.getByRole('combobox', { name: 'Look for' }).selectOption({ value: 'acknowledged-survives' });
  await dialog.getByRole('button', { name: 'Search' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Found, and as small as it gets.', { timeout: 100_000 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await expect(dialog.getByRole('region', { name: 'What was found' })).toContainText('break commit-without-majority');
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('claims-summary')).toContainText('✗');
});

test('a search can be cancelled', async ({ page }) => {
  await page.goto(linkOf(['raft seed=42', '@1s..9s every=100ms C1 write x'], 500));
  await known(page);
  await page.keyboard.press('Control+Shift+F');
  const dialog = page.getByRole('dialog', { name: 'Find a failure' });
  await dialog.getByRole('button', { name: 'Search' }).click();
  await expect(dialog.getByRole('status')).toContainText('runs');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toContainText('Stopped after');
});
