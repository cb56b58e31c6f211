import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readAsShiviz } from '../support/shiviz-reader.ts';
import { CLUSTER, eventCount, expect, known, linkOf, open, test, time } from './lab.ts';

const LOG = [
  'asks for the price',
  'shop {"shop":1}',
  'is asked',
  'store {"shop":1,"store":1}',
  'counts its stock',
  'store {"shop":1,"store":2}',
  'greets a customer',
  'shop {"shop":2}',
  'answers',
  'store {"shop":1,"store":3}',
  'hears the price',
  'shop {"shop":3,"store":3}',
].join('\n');

const TWO = ['=== morning ===', 'a', 'A {"A":1}', '=== evening ===', 'b', 'A {"A":1}', 'c', 'B {"A":1,"B":1}'].join(
  '\n',
);

test('a pasted log shows its lanes, light cones and comparisons, and the run in hand waits', async ({ page }) => {
  await open(page, CLUSTER, 2000);
  const events = await eventCount(page);
  await paste(page, LOG);
  await expect(page.getByTestId('log-facts')).toHaveText('2 hosts · 6 events · 2 messages');
  const lanes = page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: /^(shop|store)$/ });
  await expect(lanes).toHaveCount(2);
  await expect(page.locator('[data-arrows="2"]')).toBeVisible();

  await page.getByRole('option', { name: /answers/ }).click();
  await expect(page.getByRole('heading', { name: 'answers' })).toBeVisible();
  await expect(page.getByRole('option', { name: /asks for the price.*before/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /hears the price.*after/ })).toBeVisible();
  await page.getByRole('option', { name: /greets a customer/ }).click({ modifiers: ['Shift'] });
  await expect(page.getByText('store·3 and shop·2 are concurrent')).toBeVisible();

  // A hand over an event in the diagram: its light cone and its words.
  const plot = page.getByRole('application', { name: /Space-time diagram/ });
  const ring = await page.locator('svg circle').last().boundingBox();
  expect(ring).not.toBeNull();
  await page.mouse.move((ring?.x ?? 0) + (ring?.width ?? 0) / 2, (ring?.y ?? 0) + (ring?.height ?? 0) / 2);
  await expect(plot.locator('polygon')).toHaveCount(2);
  await expect(page.getByText('greets a customer')).toHaveCount(3);

  await page.getByRole('button', { name: 'Back to the workbench' }).click();
  await known(page);
  expect(await eventCount(page)).toBe(events);
  expect(await time(page)).toBe(2);
  await page.goBack();
  await expect(page.getByTestId('log-facts')).toBeVisible();
});

test('the way back in the browser leads to the very run that was left, with its undo', async ({ page }) => {
  await open(page, CLUSTER, 2000);
  await page.locator('[data-key="S1"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
  await paste(page, LOG);
  await expect(page.getByTestId('log-facts')).toBeVisible();
  await page.keyboard.press('c'); // no key of the log page reaches the run
  await page.goBack();
  await known(page);
  await expect(page.locator('[data-fault]')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-fault]')).toHaveCount(0);
});

test('what is wrong is told with its line, and nothing is lost', async ({ page }) => {
  await open(page, CLUSTER, 2000);
  await openDialog(page);
  const dialog = page.getByRole('dialog', { name: 'Import a log' });
  await dialog.getByRole('textbox', { name: /Paste it/ }).fill('a\nA {"A":1}\nb\nA {"A":3}');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    'Line 4: the own count of "A" goes from 1 (line 2) to 3: expected 2.',
  );
  await dialog.getByLabel(/finds an event/).fill('(?<host>');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The expression is no regular expression');
  await page.keyboard.press('Escape');
  await known(page);
  expect(await time(page)).toBe(2);
});

test('executions are picked by name', async ({ page }) => {
  await page.goto('./#/gallery');
  await page.getByRole('button', { name: 'Import a log' }).click();
  await fillIn(page, TWO);
  await expect(page.getByTestId('log-facts')).toHaveText('1 host · 1 event · 0 messages');
  await page.getByRole('combobox', { name: 'Execution' }).selectOption('evening (2 events)');
  await expect(page.getByTestId('log-facts')).toHaveText('2 hosts · 2 events · 1 message');
});

test('a dropped file is read, and a reading can be cancelled', async ({ page }) => {
  await open(page, CLUSTER, 2000);
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'trouble.log'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    `${'a'.repeat(60)}\n\n${LOG}`,
  );
  const dialog = page.getByRole('dialog', { name: 'Import a log' });
  await expect(dialog.getByText('trouble.log, 1 kB')).toBeVisible();
  // Nested repetition: more ways to match than there is time for.
  await dialog.getByLabel(/finds an event/).fill('(a+)+#(?<host>x)(?<clock>y)');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Reading the log' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByLabel(/finds an event/).fill('');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect(page.getByRole('heading', { name: 'trouble.log' })).toBeVisible();
});

test('an expression that never ends is ended, and says so', async ({ page }) => {
  await page.goto('./#/gallery');
  await page.getByRole('button', { name: 'Import a log' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a log' });
  await dialog.getByRole('textbox', { name: /Paste it/ }).fill('a'.repeat(60));
  await dialog.getByLabel(/finds an event/).fill('(a+)+#(?<host>x)(?<clock>y)');
  await dialog.getByRole('button', { name: 'Open the log' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The reading stood still', { timeout: 20_000 });
});

test('a run saved as a ShiViz log is one that ShiViz takes, and comes back', async ({ page }) => {
  await page.goto(linkOf(CLUSTER, 2000));
  await known(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export → ShiViz log' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('a-cluster-at-work.log');
  const file = await saved.path();
  const events = readAsShiviz(readFileSync(file, 'utf8'));
  expect(events.length).toBeGreaterThan(100);
  await page.keyboard.press('Escape');
  await openDialog(page);
  await page.getByLabel('Log files').setInputFiles(file);
  await page.getByRole('button', { name: 'Open the log' }).click();
  await expect(page.getByTestId('log-facts')).toContainText(`6 hosts · ${events.length.toLocaleString('en')} events`);
});

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search scenarios and actions' }).click();
  await page.getByRole('option', { name: 'Import a log' }).click();
  await expect(page.getByRole('dialog', { name: 'Import a log' })).toBeVisible();
}

async function fillIn(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /Paste it/ }).fill(text);
  await page.getByRole('button', { name: 'Open the log' }).click();
}

async function paste(page: Page, text: string): Promise<void> {
  await openDialog(page);
  await fillIn(page, text);
}
