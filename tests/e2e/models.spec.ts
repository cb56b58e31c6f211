/** The system model: chosen in a menu that says what it changes, refused where a fault contradicts it, and GST by hand. */
import { CLUSTER, expect, hash, open, test } from './lab.ts';

test('GST is a marker that can be dragged, and the run re-computes', async ({ page }) => {
  await open(page, [...CLUSTER, 'model gst=2.2s'], 2000);
  const marker = page.getByRole('slider', { name: 'Global stabilization time' });
  await expect(marker).toBeVisible();
  await expect(marker).toHaveAttribute('aria-valuenow', '2200');
  const before = await hash(page);
  const box = await marker.boundingBox();
  if (box === null) throw new Error('no marker');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 120, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(Number(await marker.getAttribute('aria-valuenow'))).toBeLessThan(2150);
  expect(await hash(page)).not.toBe(before);
  await marker.focus();
  const at = Number(await marker.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  expect(Number(await marker.getAttribute('aria-valuenow'))).toBeGreaterThan(at);
});

test('a model that excludes a fault of the run is refused with a reason, and nothing changes', async ({ page }) => {
  await open(page, [...CLUSTER, '@1s..2s cut S1-S2'], 1500);
  await page.getByRole('tab', { name: 'Scenario' }).click();
  const text = page.getByRole('textbox', { name: 'Scenario as text' });
  await text.fill(`${await text.inputValue()}\nmodel timing=synchronous`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('synchronous');
  await expect(page.getByRole('alert')).toContainText('cut');
});
