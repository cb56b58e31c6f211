/** Take it away: files that hold what they say, in a real browser. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CLUSTER, expect, hash, open, test } from './lab.ts';

async function saved(page: Page, name: string): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('pictures and data can be saved', async ({ page }) => {
  await open(page, [...CLUSTER, '@1.9s..2.1s cut S1-S2'], 2000);
  const digest = await hash(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Pictures, data, film…' }).click();
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const stage = await saved(page, 'Stage as SVG');
  expect(stage.file).toBe('a-cluster-at-work-stage.svg');
  expect(stage.bytes.toString()).toContain('>S1<');
  expect(stage.bytes.toString()).toContain('#161a21');
  const timeline = await saved(page, 'Timeline in view as PNG');
  expect(timeline.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(timeline.bytes.readUInt32BE(16)).toBe(2560);
  const trace = JSON.parse((await saved(page, 'Trace as JSON: save')).bytes.toString()) as { hash: string };
  expect(digest).toContain(trace.hash);
  const text = await saved(page, 'Scenario as text: save');
  expect(text.bytes.toString()).toContain('@1.9s..2.1s cut S1-S2');
  expect(await page.getByRole('textbox', { name: /Frame to paste/ }).inputValue()).toContain('?embed#v1/raft');
});

test('too many messages for a sequence diagram are a sentence, not a file', async ({ page }) => {
  await open(page, CLUSTER, 2000);
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Pictures, data, film…' }).click();
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible();
  await page.getByRole('button', { name: 'Messages in view as Mermaid sequence diagram: save' }).click();
  await expect(page.getByRole('alert')).toContainText('zoom in until fewer are');
});
