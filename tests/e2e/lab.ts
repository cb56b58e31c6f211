/** What every journey needs: a page that complains about its console, and ways to reach parts of the lab. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** A test fails where the page writes a warning or an error to its console, or throws. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A small cluster with writes: what most journeys begin with. */
export const CLUSTER = ['raft seed=42 duration=6s', 'title "A cluster at work"', '@500ms..5.5s every=200ms C1 write x'];

export function linkOf(lines: readonly string[], at?: number): string {
  const text = lines.map((line) => encodeURIComponent(line).replace(/_/g, '%5F').replace(/%20/g, '_')).join(';');
  return `./#v1/${text}${at === undefined ? '' : `~t=${at}`}`;
}

/** Opens a scenario and waits until its whole run is known. */
export async function open(page: Page, lines: readonly string[], at = 2000): Promise<void> {
  await page.goto(linkOf(lines, at));
  await expect(page.getByTestId('time')).toHaveText(`${(at / 1000).toFixed(3)} s`);
  await known(page);
}

export async function known(page: Page): Promise<void> {
  await expect(page.getByText(/event \d+ of \d+$/)).toBeVisible();
}

export async function eventCount(page: Page): Promise<number> {
  const text = (await page.getByText(/event \d+ of \d+$/).textContent()) ?? '';
  return Number(/of (\d+)/.exec(text)?.[1]);
}

export async function time(page: Page): Promise<number> {
  return Number.parseFloat((await page.getByTestId('time').textContent()) ?? '');
}

/** A process (`S1`), link (`S1-S2`) or message (`S1-S2.17#1`) on the stage. */
export function onStage(page: Page, key: string): Locator {
  return page.locator(`[data-key="${key}"]`);
}

/** Those on the stage that lead at the playhead. */
export function leaders(page: Page): Locator {
  return page.locator('[data-key][aria-label*=", leader"]');
}

/** The process that leads at the playhead. */
export async function leader(page: Page): Promise<string> {
  const name = await page
    .getByRole('button', { name: /^S\d, leader/ })
    .first()
    .getAttribute('aria-label');
  return name?.slice(0, 2) ?? '';
}

/** The hash of the trace, as the share dialog shows it. */
export async function hash(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const digest = await page.getByTestId('hash').textContent();
  await page.keyboard.press('Escape');
  return digest ?? '';
}
