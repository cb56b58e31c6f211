/** Every run of the gallery, opened in the page: the same run as in Node, nothing in the console, pictures that can be read. */
import { protocols } from '../../src/protocols/catalog.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { GalleryRun, ProtocolDefinition } from '../../src/sim/protocol.ts';
import { runToEnd, type Simulation } from '../../src/sim/simulation.ts';
import { eventCount, expect, known, test } from './lab.ts';
import { flawsOfPictures } from './pictures.ts';

function runOf(protocol: ProtocolDefinition, run: GalleryRun): Simulation {
  const scenario = parseText(run.text, (id) => (id === protocol.id ? protocol : undefined));
  if (!scenario.ok) throw new Error(`${protocol.id}/${run.path}: ${scenario.error[0]?.message}`);
  return runToEnd(scenario.value, protocol);
}

for (const protocol of protocols) {
  test.describe(`the gallery of ${protocol.id}`, () => {
    test('opens every run as Node computes it', async ({ page }) => {
      test.setTimeout(20_000 + protocol.gallery.length * 6_000);
      for (const run of protocol.gallery) {
        await test.step(run.path, async () => {
          const { trace, scenario, verdicts } = runOf(protocol, run);
          await page.goto(`./#/${protocol.id}/${run.path}`);
          await expect(page.getByText(scenario.title).first()).toBeVisible();
          await known(page);
          expect(await eventCount(page)).toBe(trace.length);
          const broken = verdicts.some(({ holds }) => holds === false);
          await expect(page.getByTestId('claims-summary')).toContainText(broken ? '✗' : /[✓…]/);
          const { looked, flaws } = await flawsOfPictures(page);
          expect.soft(looked).toBeGreaterThanOrEqual(trace.lanes.length);
          expect.soft(flaws).toEqual([]);
        });
      }
    });

    for (const [width, height, colorScheme] of [
      [1440, 900, 'light'],
      [1024, 768, 'dark'],
      [390, 844, 'light'],
    ] as const) {
      test(`shows every tab of its first run at ${width} × ${height}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        const [run] = protocol.gallery;
        await page.goto(`./#/${protocol.id}/${run?.path}`);
        await expect(page.getByTestId('time')).toBeVisible();
        if (width < 700) await page.getByRole('radio', { name: 'Inspector' }).click();
        const tabs = page.getByRole('tablist', { name: 'Inspector' }).getByRole('tab');
        for (const tab of await tabs.all()) {
          await tab.click();
          await expect(page.getByRole('tabpanel').last()).not.toBeEmpty();
          expect.soft((await flawsOfPictures(page)).flaws, await tab.innerText()).toEqual([]);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(sideways).toBeLessThanOrEqual(0);
        }
      });
    }
  });
}
