import AxeBuilder from '@axe-core/playwright';
import { protocols } from '../../src/protocols/catalog.ts';
import { panels } from '../../src/protocols/panels.ts';
import { CLUSTER, expect, known, linkOf, test } from './lab.ts';

const FAULTS = ['@1s..2.2s partition S1,S2/S3,S4,S5', '@2.4s..2.8s pause S3', '@1.6s skew S2 by=180ms'];
const RUN = linkOf([...CLUSTER, ...FAULTS], 1800);

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme axe finds nothing`, () => {
    test.use({ colorScheme: theme });

    for (const tab of ['State', 'Logs', 'Claims', 'Events', 'Scenario']) {
      test(`on the workbench with ${tab}`, async ({ page }) => {
        await page.goto(RUN);
        await known(page);
        await page.getByRole('tab', { name: tab }).click();
        await expectClean(page);
      });
    }

    test('on a statechart and a pop-over', async ({ page }) => {
      await page.goto(RUN);
      await known(page);
      await page.getByRole('radio', { name: 'Statechart' }).click();
      await expectClean(page);
      await page.getByRole('radio', { name: 'Ring' }).click();
      await page.locator('[data-key="S1"]').focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectClean(page);
    });

    for (const [name, open] of [
      ['share', 'Share'],
      ['keys', 'All keys'],
      ['palette', 'Search scenarios and actions'],
    ] as const) {
      test(`in the dialog ${name}`, async ({ page }) => {
        await page.goto(RUN);
        await known(page);
        await page.getByRole('button', { name: open }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectClean(page);
      });
    }

    for (const [width, height] of [
      [390, 844],
      [720, 450],
      [1024, 768],
    ] as const) {
      test(`in the menu of the system model, ${width} px wide`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.goto(RUN);
        await expect(page.getByTestId('time')).toHaveText('1.800 s');
        const opener = page.getByRole('button', { name: /^System model/ });
        await opener.click();
        await expect(page.getByRole('menu', { name: 'System model' })).toBeVisible();
        await expectClean(page);
        await opener.click();
        await expect(page.getByRole('menu')).toBeHidden();
      });
    }

    test('in the import of a log and on its page', async ({ page }) => {
      await page.goto('./#/gallery');
      await page.getByRole('button', { name: 'Import a log' }).click();
      const dialog = page.getByRole('dialog', { name: 'Import a log' });
      await dialog.getByRole('textbox', { name: /Paste it/ }).fill('a\nA {"A":2}');
      await dialog.getByRole('button', { name: 'Open the log' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await expectClean(page);
      await dialog.getByRole('button', { name: 'Fill in an example' }).click();
      await dialog.getByRole('button', { name: 'Open the log' }).click();
      await page.getByRole('option', { name: /answers the shop/ }).click();
      await expect(page.getByRole('heading', { name: 'answers the shop' })).toBeVisible();
      await expectClean(page);
    });

    for (const { id, gallery } of protocols) {
      test(`on the first run of ${id} with each of its panels`, async ({ page }) => {
        test.setTimeout(120_000);
        await page.goto(`./#/${id}/${gallery[0]?.path}`);
        await known(page);
        const own = (panels[id] ?? []).map(({ title }) => title);
        for (const title of ['State', ...own]) {
          await page.getByRole('tab', { name: title, exact: true }).click();
          await expect(page.getByRole('tabpanel').last()).not.toBeEmpty();
          await expect(page.getByText('Loading…')).toBeHidden();
          await test.step(title, async () => await expectClean(page));
        }
      });
    }

    test('in the gallery and on a broken link', async ({ page }) => {
      await page.goto('./#/gallery');
      await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
      await expectClean(page);
      await page.goto('./#v1/raft;@1s_explode_S1');
      await expect(page.getByTestId('problems')).toBeVisible();
      await expectClean(page);
    });
  });
}

async function expectClean(page: ConstructorParameters<typeof AxeBuilder>[0]['page']): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

test('in a row of which one is chosen arrows go round, Home and End to the ends, and Tab goes on', async ({ page }) => {
  await page.goto(RUN);
  await known(page);
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const panel = page.getByRole('tabpanel');
  await tab('State').click();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Logs')).toBeFocused();
  await expect(panel).toHaveAccessibleName('Logs');
  await page.keyboard.press('End');
  await expect(tab('Scenario')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tab('State')).toBeFocused();
  await expect(tab('State')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await expect(panel).toHaveAccessibleName('State');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(panel).toBeFocused();

  await page.getByRole('radio', { name: 'Ring' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Statechart' })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'Statechart' })).toBeChecked();
  await page.getByRole('radio', { name: 'S1' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('radio', { name: 'C1' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'S1' })).toBeFocused();
});

test('what Tab brings the focus to is what the keys act on', async ({ page }) => {
  await page.goto(linkOf([...CLUSTER], 1800));
  await known(page);
  // A dialog that gives the focus back has chosen nothing.
  const process = page.locator('[data-key="S1"]');
  await process.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(process).toBeFocused();
  await expect(process).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(process).toBeFocused();
  await expect(process).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('x');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
});
