import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hardHistory } from '../support/hard-history.ts';
import { CLUSTER, expect, known, linkOf, test } from './lab.ts';

const JEPSEN = [
  '{:process 0, :type :invoke, :f :write, :value 1}',
  '{:process 0, :type :ok, :f :write, :value 1}',
  '{:process 1, :type :invoke, :f :read, :value nil}',
  '{:process 1, :type :ok, :f :read, :value 1}',
];

test('a pasted history is checked, drawn, and explained where nothing explains it', async ({ page }) => {
  await page.goto('./#/history');
  await page.getByLabel('History as text').fill(JEPSEN.join('\n'));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByTestId('history-verdict')).toHaveText('Linearizable: 2 operations on one key in one order.');
  const stale = [...JEPSEN, ...JEPSEN.slice(2).map((line) => line.replace(':value 1', ':value nil'))];
  await page.getByLabel('History as text').fill(stale.join('\n'));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByTestId('history-verdict')).toHaveText(
    'Not linearizable: C1 reads the register as never written though C1 had read the register=1 before: no order of the operations on the register explains both.',
  );
  await expect(page.locator('[data-operation][data-conflict="true"]')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: '✗ sequentially consistent' })).toBeVisible();
  await page.getByText('All operations as a table').click();
  await expect(page.getByRole('cell', { name: 'cannot be ordered' })).toHaveCount(2);
});

test('a file is read, and one that is no history is refused with the place', async ({ page }) => {
  await page.goto('./#/history');
  const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await page.getByLabel('Open a file…').setInputFiles(file('jepsen.edn', JEPSEN.join('\n')));
  await expect(page.getByRole('heading', { name: 'jepsen.edn' })).toBeVisible();
  await expect(page.getByTestId('history-verdict')).toContainText('Linearizable');
  await page.getByLabel('Open a file…').setInputFiles(file('broken.json', '[{"client": "C1", "op": "jump"}]'));
  await expect(page.getByRole('alert')).toHaveText('broken.json: [0].op: "jump" is none of read, write, cas, append');
});

test('a long search can be stopped', async ({ page }) => {
  await page.goto('./#/history');
  await page.getByLabel('History as text').fill(JSON.stringify(hardHistory()));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText(/sequentially consistent: [\d,]+ steps/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('radio', { name: '… sequentially consistent' }).click();
  await expect(page.getByTestId('history-verdict')).toHaveText('Stopped before this was decided.');
});

test('the palette leads there, and a run shows its own history', async ({ page }) => {
  await page.goto(linkOf(CLUSTER, 2000));
  await known(page);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText(/^Linearizable: \d+ operations/)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search scenarios, actions…').fill('check a history');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check a history' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the workbench' }).click();
  await known(page);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme axe finds nothing`, () => {
    test.use({ colorScheme: theme });

    test('on a history', async ({ page }) => {
      await page.goto('./#/history');
      await expect(page.getByRole('heading', { name: 'Check a history' })).toBeVisible();
      await expectClean(page);
      for (const example of ['A read goes back', 'An answer was lost']) {
        await page.getByRole('button', { name: example }).click();
        await expect(page.getByTestId('history-verdict')).toContainText(/inearizable/);
        await page.getByText('All operations as a table').click();
        await expectClean(page);
      }
      await page.goto(linkOf(CLUSTER, 2000));
      await known(page);
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(page.getByText(/^Linearizable: \d+ operations/)).toBeVisible();
      await expectClean(page);
    });
  });
}

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}
