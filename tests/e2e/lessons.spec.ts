/** A lesson from the gallery to its end: predictions, free play and back, a task done by hand. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, time } from './lab.ts';

test('a lesson asks, shows, lets one play and comes back, and remembers', async ({ page }) => {
  await page.goto('./#/gallery');
  await page.getByRole('link', { name: /Electing a leader/ }).click();
  const lesson = page.getByRole('complementary', { name: 'Lesson: Electing a leader' });
  await expect(lesson).toContainText('Step 1 of 5');
  await lesson.getByRole('button', { name: 'Next' }).click();

  await lesson.getByRole('radio', { name: 'Two' }).check();
  await lesson.getByRole('button', { name: 'See what happens' }).click();
  await expect(lesson.getByRole('status')).toContainText('It is: Three.');
  await expect(lesson.getByRole('radio', { name: 'Three' })).toBeDisabled();
  await expect.poll(() => time(page), { timeout: 15_000 }).toBe(0.175);

  // Free play: a crash of what is not in the lesson, and back.
  await page.locator('[data-key="S1"]').focus();
  await page.keyboard.press('c');
  await lesson.getByRole('button', { name: 'The lesson’s run' }).click();
  await expect(lesson.getByRole('button', { name: 'The lesson’s run' })).toHaveCount(0);

  await page.reload();
  await expect(lesson).toContainText('Step 2 of 5');
  await expect(lesson.getByRole('status')).toContainText('It is: Three.');
  await page.goto('./#/gallery');
  await expect(page.getByRole('link', { name: /Electing a leader/ })).toContainText('at step 2');
});

test('a task is done by an edit, and not before', async ({ page }) => {
  await page.goto('./#/lesson/raft/what-a-majority-keeps/5');
  const lesson = page.getByRole('complementary', { name: /^Lesson/ });
  await expect(lesson.getByRole('status')).toHaveText('Not yet.');
  await lesson.getByRole('button', { name: 'Show a solution' }).click();
  await expect(lesson.getByRole('status')).toHaveText('✓ This run does it.');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(lesson.getByRole('status')).toHaveText('Done before; this run does not.');
  await lesson.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('link', { name: /What a majority keeps/ })).toContainText('✓ finished');
});

test('questions are answered by pressing a process, a link, an event; nothing hangs over the desk meanwhile', async ({
  page,
}) => {
  const lesson = page.getByRole('complementary', { name: /^Lesson/ });
  const truth = lesson.locator('p[role=status]');
  const see = lesson.getByRole('button', { name: 'See what happens' });

  await page.goto('./#/lesson/raft/electing-a-leader/3');
  await expect(lesson).toContainText('Press a process');
  await expect(see).toBeDisabled();
  await page.locator('[data-key="S5"]').click();
  await expect(lesson.locator('output')).toHaveText('S5');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // By the keyboard as well, and the last answer counts.
  await page.locator('[data-key="S2"]').focus();
  await page.keyboard.press('Enter');
  await expect(lesson.locator('output')).toHaveText('S2');
  await see.click();
  await expect(truth).toContainText('It is: S3.');
  await page.locator('[data-key="S5"]').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(lesson.locator('output')).toHaveText('S2');

  await page.goto('./#/lesson/chain/a-chain-that-mends/1');
  await expect(lesson).toContainText('Press a link');
  await page.locator('[data-key="S1-C1"], [data-key="C1-S1"]').first().focus();
  await page.keyboard.press('Enter');
  await expect(lesson.locator('output')).toHaveText('S1–C1');
  await see.click();
  await expect(truth).toContainText('Right.');

  await page.goto('./#/lesson/raft/what-a-majority-keeps/3');
  await expect(lesson).toContainText('Press an event');
  await page.getByRole('tab', { name: 'Events' }).click();
  const list = page.getByRole('listbox');
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(lesson.locator('output')).not.toBeEmpty();
  await see.click();
  await expect(truth).toContainText(/It is: S4/);
});

test('a lesson of no such name says so and loses nothing', async ({ page }) => {
  await page.goto('./#/lesson/raft/no-such-lesson');
  await expect(page.getByTestId('problems')).toContainText('there is no lesson called');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in a lesson, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('./#/lesson/raft/figure-8/2');
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'See what happens' }).click();
    await expect(page.getByRole('status').first()).toContainText('Right.');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}
