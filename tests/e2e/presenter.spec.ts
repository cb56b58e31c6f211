/** A run on the wall: large words, a clicker, a dark screen, a QR code, notes in a second window, and hands that still hit. */
import AxeBuilder from '@axe-core/playwright';
import { expect, known, test, time } from './lab.ts';

test.use({ viewport: { width: 1024, height: 768 } });

test('a clicker steps through a lesson, and the notes say what comes next', async ({ page, context }) => {
  await page.goto('./#/lesson/raft/electing-a-leader/1');
  await page.getByRole('button', { name: 'Present' }).click();
  const wall = page.getByRole('main', { name: 'Presentation' });
  await expect(wall).toContainText('Five processes start as followers');
  await page.keyboard.press('PageDown');
  await expect(wall).toContainText('How many votes');
  await expect(wall).not.toContainText('two majorities always share');
  // The class is asked as well: what comes is not on the wall before the answer is.
  await page.keyboard.press('2');
  const veil = wall.getByText('What happens now is shown with the answer.');
  await expect(veil).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(wall).toContainText('two majorities always share');
  await expect(veil).toHaveCount(0);

  const [notes] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('n')]);
  await expect(notes.getByRole('heading', { name: 'Step 2 of 5' })).toBeVisible();
  await expect(notes.getByText('The leader crashes at 3 s.', { exact: false })).toBeVisible();
  await notes.getByRole('button', { name: 'Step on' }).click();
  await expect(wall).toContainText('The leader crashes at 3 s.');
  await notes.getByRole('button', { name: 'Dark screen' }).click();
  await expect(page.getByRole('button', { name: 'Show the picture again' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: notes }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: 'Show the picture again' })).toHaveCount(0);
  await page.keyboard.press('q');
  await expect(page.getByRole('dialog', { name: 'QR code of the link' })).toBeVisible();
  await page.keyboard.press('q');
  await page.keyboard.press('Escape');
  await expect(wall).toHaveCount(0);
});

test('no word on the wall is smaller than 20 px', async ({ page }) => {
  await page.goto('./#/raft/old-leader-comes-back');
  await known(page);
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByRole('main', { name: 'Presentation' })).toBeVisible();
  for (const view of ['Stage', 'Timeline', 'Inspector']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await page.waitForTimeout(300);
    const small = await page.evaluate(() => {
      const found: string[] = [];
      const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { parentElement, textContent } = texts.currentNode;
        if (parentElement === null || textContent?.trim() === '' || !parentElement.checkVisibility()) continue;
        const { width } = parentElement.getBoundingClientRect();
        const size = Number.parseFloat(getComputedStyle(parentElement).fontSize) * parentElement.currentCSSZoom;
        // Words for screen readers alone take no room.
        if (width > 2 && size < 19.9) found.push(`${textContent?.slice(0, 30)}: ${size.toFixed(1)} px`);
      }
      return found;
    });
    expect(small, view).toEqual([]);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('on the enlarged timeline a hand still hits what it points at', async ({ page }) => {
  await page.goto('./#/raft/old-leader-comes-back');
  await known(page);
  await page.keyboard.press('Control+Shift+P');
  await expect(page.getByRole('main', { name: 'Presentation' })).toBeVisible();
  await page.keyboard.press('2');
  const clip = page.locator('[data-fault="0"]');
  await expect(clip).toBeVisible();
  const before = await clip.boundingBox();
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  const flag = await playhead.boundingBox();
  if (before === null || flag === null) throw new Error('nothing to drag');
  const start = await time(page);
  await page.mouse.move(flag.x + flag.width / 2, flag.y + flag.height / 2);
  await page.mouse.down();
  await page.mouse.move(before.x + 1, flag.y + flag.height / 2, { steps: 4 });
  await page.mouse.up();
  // The clip begins at 3 s: a playhead dragged to its edge stands there.
  expect(start).toBeCloseTo(2.9, 2);
  expect(await time(page)).toBeGreaterThan(2.97);
  expect(await time(page)).toBeLessThan(3.03);
});
