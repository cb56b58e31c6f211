/** A screen of 1440 × 900 at 200 %: half the room, and everything is still there. */
import type { Page } from '@playwright/test';
import { CLUSTER, expect, linkOf, test } from './lab.ts';

test.use({ viewport: { width: 720, height: 450 } });

const RUN = linkOf([...CLUSTER, '@2.1s..2.5s pause S5'], 2000);

const PLACES: readonly (readonly [name: string, address: string, then: (page: Page) => Promise<void>])[] = [
  ['the stage', RUN, async () => {}],
  ['the timeline', RUN, (page) => page.getByRole('radio', { name: 'Timeline' }).click()],
  ['a run of the gallery with its sentence', './#/raft/forget-vote', async () => {}],
  ['a lesson', './#/lesson/raft/electing-a-leader', async () => {}],
  ['a what-if', RUN, (page) => page.getByRole('button', { name: 'What if…' }).click()],
  ['a link that cannot be opened', './#v1/raft;@1s_explode_S1', async () => {}],
  ['the presentation', RUN, present],
  ['what is found by itself', RUN, explore],
];

/** Keys work once the page does. */
async function present(page: Page): Promise<void> {
  await expect(page.getByTestId('time')).toBeVisible();
  await page.keyboard.press('Control+Shift+p');
  await expect(page.getByRole('main', { name: 'Presentation' })).toBeVisible();
}

async function explore(page: Page): Promise<void> {
  await expect(page.getByTestId('time')).toBeVisible();
  await page.keyboard.press('Control+Shift+f');
  await expect(page.getByRole('dialog', { name: 'Find a failure' })).toBeVisible();
}

for (const [name, address, then] of PLACES) {
  test(`${name} keeps every button within reach`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('button').first()).toBeVisible();
    await then(page);
    await page.waitForTimeout(400); // lazy parts arrive
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
    const dialog = page.getByRole('dialog');
    const buttons = ((await dialog.count()) > 0 ? dialog : page).locator('button:visible:not([data-grip])');
    expect(await buttons.count()).toBeGreaterThan(0);
    const lost = await buttons.evaluateAll((all) =>
      all
        .filter((button) => {
          button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
          const { left, right, top, bottom } = button.getBoundingClientRect();
          return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
        })
        .map((button) => button.getAttribute('aria-label') ?? button.textContent),
    );
    expect(lost).toEqual([]);
  });
}

test('the title can be read and the desk is high enough to work at beside a lesson', async ({ page }) => {
  await page.goto(RUN);
  const title = await page.getByLabel('Title of the scenario').boundingBox();
  expect(title?.width).toBeGreaterThanOrEqual(60);
  await page.goto('./#/lesson/raft/electing-a-leader');
  await expect(page.getByRole('complementary', { name: /^Lesson/ })).toBeVisible();
  const desk = await page.getByRole('main').boundingBox();
  expect(desk?.height).toBeGreaterThanOrEqual(280);
});
