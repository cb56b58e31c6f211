/** Two runs side by side: from the gallery, by address, by hand. */
import AxeBuilder from '@axe-core/playwright';
import { expect, known, linkOf, test, time } from './lab.ts';

const PAIR = './#/compare/chain%2Fchain-vs-raft/raft%2Fslow-follower';

test('a run of the gallery opens beside its counterpart, and both play under one playhead', async ({ page }) => {
  await page.goto('./#/chain/chain-vs-raft');
  await page.getByRole('link', { name: 'Side by side with its counterpart' }).click();
  await expect(page.getByRole('combobox', { name: 'Left run' })).toHaveValue('chain/chain-vs-raft');
  await expect(page.getByRole('combobox', { name: 'Right run' })).toHaveValue('raft/slow-follower');
  const figures = page.getByRole('region', { name: 'Figures' });
  // What the two are there to show: a chain waits for its slowest link, a majority does not.
  const medians = figures.getByRole('row', { name: /median of a write/ }).getByRole('cell');
  await expect(medians).toHaveCount(2);
  await expect(async () => {
    const [chain, raft] = (await medians.allInnerTexts()).map(Number.parseFloat);
    expect(chain).toBeGreaterThan(3 * (raft ?? Number.NaN));
  }).toPass();
  await expect(page.getByTestId('parting')).toHaveText('They differ from the start.');

  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => time(page)).toBeGreaterThan(0.6);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const heads = page.getByRole('slider', { name: 'Playhead' });
  await expect(heads).toHaveCount(2);
  expect(await heads.first().getAttribute('aria-valuenow')).toBe(await heads.last().getAttribute('aria-valuenow'));
});

test('a text that is changed parts the runs where it says, and the address keeps it', async ({ page }) => {
  const link = linkOf(['raft seed=42 duration=4s', '@1s..3.5s every=100ms C1 write x'], 1500).slice(3);
  await page.goto(`./#/compare/${encodeURIComponent(link)}/${encodeURIComponent(link)}`);
  await expect(page.getByTestId('parting')).toHaveText('No event differs.');
  await page.getByRole('button', { name: 'Edit the right text' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the right run' });
  await text.fill(`${await text.inputValue()}\n@2s explode S1`);
  await page.getByRole('button', { name: 'Run this text' }).click();
  await expect(page.getByRole('alert')).toContainText('explode');
  await text.fill((await text.inputValue()).replace('explode', 'pause'));
  await page.getByRole('button', { name: 'Run this text' }).click();
  await expect(page.getByTestId('parting')).toHaveText('They are the same until 2.000 s.');
  await expect(page.locator('tr[data-differs="true"]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Go there' }).click();
  expect(await time(page)).toBe(2);
  await page.reload();
  await expect(page.getByTestId('parting')).toHaveText('They are the same until 2.000 s.');
});

test('from the desk by the palette, and back to it with nothing lost', async ({ page }) => {
  await page.goto(linkOf(['raft seed=42 duration=4s', '@1s..3.5s every=100ms C1 write x'], 1500));
  await known(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('side by side');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Side by side' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Right run' }).selectOption('raft/leader-crashes');
  await expect(page.getByRole('region', { name: /^Right run: / })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the workbench' }).click();
  await known(page);
  expect(await time(page)).toBe(1.5);
});

for (const [name, address] of [
  ['one side only', './#/compare/raft%2Fstart-up'],
  ['a run that there is not', './#/compare/raft%2Fstart-up/raft%2Fnone'],
  ['a text that does not parse', './#/compare/raft%2Fstart-up/v1%2Fraft%3B%401s_explode_S1'],
  ['a damaged address', './#/compare/raft%2Fstart-up/%E0%A4%A'],
] as const)
  test(`an address with ${name} says what is wrong`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByTestId('problems')).toBeVisible();
    await page.getByRole('button', { name: 'Back to what I had' }).click();
    await known(page);
  });

for (const [width, height, colorScheme] of [
  [1440, 900, 'light'],
  [1024, 768, 'dark'],
  [390, 844, 'light'],
] as const)
  test(`axe finds nothing beside each other at ${width} px, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto(PAIR);
    await expect(page.getByTestId('parting')).toHaveText('They differ from the start.');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
