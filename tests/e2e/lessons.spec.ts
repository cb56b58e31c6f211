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
