/** Free-form runs made by hand, and two of their events compared. */
import { eventCount, expect, known, onStage, open, test } from './lab.ts';

const BY_HAND = ['vector processes=3 seed=1 duration=1s', 'network delay=60ms', 'set chatter=false'];

test('a process does what its panel is asked for', async ({ page }) => {
  await open(page, BY_HAND, 200);
  await onStage(page, 'S1').click();
  const panel = page.getByRole('dialog', { name: 'Controls of S1' });
  await panel.getByRole('button', { name: 'Local step' }).click();
  await panel.getByRole('button', { name: 'Send to S2' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-fault="0"]')).toHaveAccessibleName(/S1: Local step, at 0\.200 s/);
  await expect(page.locator('[data-fault="1"]')).toHaveAccessibleName(/S1: Send to S2, at 0\.200 s/);
});

test('a line drawn from lane to lane sends a message; along the lane it pans as ever', async ({ page }) => {
  await open(page, BY_HAND, 0);
  const before = await eventCount(page);
  const plot = page.getByRole('application', { name: /./ });
  const box = await plot.boundingBox();
  if (box === null) throw new Error('no timeline');
  // Three lanes: the middles of the first and the third, found by their names.
  const laneOf = async (name: string) => {
    const label = await page
      .getByLabel('Timeline')
      .getByRole('button', { name: new RegExp(`^${name}\\b`) })
      .boundingBox();
    return (label?.y ?? 0) + (label?.height ?? 0) / 2;
  };
  const [first, third] = [await laneOf('S1'), await laneOf('S3')];
  const x = box.x + box.width / 3;
  await page.mouse.move(x, first);
  await page.mouse.down();
  await page.mouse.move(x + 10, first + 30, { steps: 4 });
  await page.mouse.move(x + 30, third, { steps: 4 });
  await expect(page.locator('[data-drawn="S3"]')).toHaveCount(1);
  await page.mouse.up();
  await expect(page.locator('[data-fault="0"]')).toHaveAccessibleName(/S1: Send to S3/);
  await known(page);
  // The fault, its prompt, the stamp, the send, the receipt and its stamp.
  expect(await eventCount(page)).toBe(before + 6);
  await page.mouse.move(x, first);
  await page.mouse.down();
  await page.mouse.move(x - 60, first + 4, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator('[data-fault]')).toHaveCount(1);
});

test('two events are compared, with the messages between them', async ({ page }) => {
  await page.goto('./#/vector/both-ways');
  await known(page);
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  const events = page.getByRole('img', { name: /The last/ }).locator('circle');
  await tab('Vectors');
  // In order of time: both sends, the receipt of S2, the receipt of S1.
  await events.nth(0).click();
  await events.nth(2).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('heading', { name: /happened before/ })).toBeVisible();
  await expect(page.getByRole('table', { name: /component by component/ })).toBeVisible();
  await expect(page.getByText('The news travelled in one message:')).toBeVisible();
  await expect(page.getByRole('button', { name: 'S1-S2.1' })).toBeVisible();
  await tab('Vectors');
  await events.nth(0).click();
  await tab('Events');
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await tab('Vectors');
  await events.nth(1).click();
  await expect(page.getByRole('heading', { name: /are concurrent/ })).toBeVisible();
});
