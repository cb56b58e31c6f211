/** The lab in a hand: a phone's width, fingers, no mouse. */
import AxeBuilder from '@axe-core/playwright';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { CLUSTER, expect, linkOf, onStage, test } from './lab.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const RUN = [...CLUSTER, '@1.9s..2.1s pause S5'];

interface Point {
  readonly x: number;
  readonly y: number;
}

async function start(page: Page, pane?: 'Timeline' | 'Inspector'): Promise<CDPSession> {
  await page.goto(linkOf(RUN, 2000));
  await expect(page.getByTestId('time')).toHaveText('2.000 s');
  if (pane !== undefined) await page.getByRole('radio', { name: pane }).tap();
  return page.context().newCDPSession(page);
}

async function touch(hand: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: Point[]) {
  await hand.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
}

async function middleOf(thing: Locator): Promise<Point> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('nothing to put a finger on');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger that rests on a place until the panel is there, and only then leaves. */
async function rest(hand: CDPSession, at: Point, panel: Locator): Promise<void> {
  await touch(hand, 'touchStart', at);
  await expect(panel).toBeVisible();
  await touch(hand, 'touchEnd');
  await expect(panel).toBeVisible();
  await expectInside(panel);
}

async function expectInside(thing: Locator): Promise<void> {
  const box = await thing.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
}

test('a tap selects a process and shows what can be done to it', async ({ page }) => {
  await start(page);
  await onStage(page, 'S2').tap();
  const panel = page.getByRole('dialog', { name: 'Controls of S2' });
  await expect(panel).toBeVisible();
  await expectInside(panel);
  await panel.getByRole('button', { name: 'Crash' }).tap();
  await page.getByRole('radio', { name: 'Timeline' }).tap();
  await expect(page.locator('[data-fault="1"]')).toBeVisible();
});

test('a long press on a process or a link opens its panel while the finger rests', async ({ page }) => {
  const hand = await start(page);
  await rest(hand, await middleOf(onStage(page, 'S3')), page.getByRole('dialog', { name: 'Controls of S3' }));
  await page.keyboard.press('Escape');
  const [a, b] = [await middleOf(onStage(page, 'S1')), await middleOf(onStage(page, 'S2'))];
  const between = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  await rest(hand, between, page.getByRole('dialog', { name: 'Controls of the link S1–S2' }));
});

test('a long press on the timeline opens a process, a fault, a message or an event', async ({ page }) => {
  const hand = await start(page, 'Timeline');
  const timeline = page.getByLabel('Timeline', { exact: true });
  const name = timeline.getByRole('button', { name: /^S2/ });
  await expect(name.getByText('S2')).toHaveText('S2');
  await rest(hand, await middleOf(name), page.getByRole('dialog', { name: 'Controls of S2' }));
  await page.keyboard.press('Escape');
  const clip = await page.locator('[data-fault="0"]').boundingBox();
  if (clip === null) throw new Error('the clip has no place');
  await rest(hand, { x: clip.x + 20, y: clip.y + clip.height / 2 }, page.getByRole('dialog', { name: /fault/ }));
  await page.keyboard.press('Escape');
  const plot = await page.getByRole('application').boundingBox();
  if (plot === null) throw new Error('the lanes have no place');
  const any = page.getByRole('dialog', { name: /message|event/ });
  await rest(hand, { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2 }, any);
});

test('two fingers zoom the timeline, one drags a clip along', async ({ page }) => {
  const hand = await start(page, 'Timeline');
  const plot = page.getByRole('application');
  const clip = page.locator('[data-fault="0"]');
  const before = await clip.boundingBox();
  const { x, y } = await middleOf(plot);
  await touch(hand, 'touchStart', { x: x - 30, y }, { x: x + 30, y });
  for (let step = 1; step <= 8; step += 1)
    await touch(hand, 'touchMove', { x: x - 30 - step * 6, y }, { x: x + 30 + step * 6, y });
  await touch(hand, 'touchEnd');
  await expect.poll(async () => (await clip.boundingBox())?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 1.3);

  await page.goto(linkOf(RUN, 2000));
  await page.reload();
  await page.getByRole('radio', { name: 'Timeline' }).tap();
  const label = await clip.getAttribute('aria-label');
  const from = await clip.boundingBox();
  if (from === null) throw new Error('the clip has no place');
  const grip = { x: from.x + 40, y: from.y + from.height / 2 };
  await touch(hand, 'touchStart', grip);
  for (let step = 1; step <= 6; step += 1) await touch(hand, 'touchMove', { ...grip, x: grip.x - step * 10 });
  await touch(hand, 'touchEnd');
  await expect(clip).not.toHaveAttribute('aria-label', label ?? '');
  expect((await clip.boundingBox())?.x).toBeLessThan(from.x - 30);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

const PLACES: readonly (readonly [name: string, address: string, then: (page: Page) => Promise<void>])[] = [
  ['the stage', linkOf(RUN, 2000), async () => {}],
  ['the timeline', linkOf(RUN, 2000), (page) => page.getByRole('radio', { name: 'Timeline' }).tap()],
  ['the inspector', linkOf(RUN, 2000), (page) => page.getByRole('radio', { name: 'Inspector' }).tap()],
  ['the gallery', './#/gallery', async () => {}],
  ['a lesson', './#/lesson/raft/electing-a-leader', async () => {}],
  ['what is found by itself', linkOf(RUN, 2000), explore],
  ['what can be taken away', linkOf(RUN, 2000), (page) => choose(page, 'Take it away')],
  ['the import of a log', linkOf(RUN, 2000), (page) => choose(page, 'Import a log')],
  ['the presentation', linkOf(RUN, 2000), present],
];

/** An action, by its name in the palette. */
async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Search scenarios and actions' }).tap();
  await page.getByRole('dialog').getByRole('combobox').fill(action);
  await page.getByRole('option', { name: action }).first().tap();
  await expect(page.getByRole('dialog', { name: action })).toBeVisible();
}

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
  test(`${name} fits a phone, and a finger hits what it means`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('button').first()).toBeVisible();
    await then(page);
    await page.waitForTimeout(400); // lazy parts arrive
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const dialog = page.getByRole('dialog');
    if ((await dialog.count()) > 0) await expectInside(dialog);
    const { violations } = await new AxeBuilder({ page }).withRules(['target-size']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 160)))).toEqual([]);
    expect(await smallButtons(page)).toEqual([]);
  });
}

/** Buttons in sight that are narrower or lower than 24 px; what lies on the axis of time has its own neighbourhood. */
function smallButtons(page: Page): Promise<string[]> {
  return page.locator('button:visible').evaluateAll((buttons) =>
    buttons
      .filter((button) => button.closest('[aria-label="Timeline"]') === null)
      .map((button) => ({ button, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(
        ({ button, box }) => `${button.getAttribute('aria-label') ?? button.textContent} ${box.width}×${box.height}`,
      ),
  );
}

test('playing announces nothing again and again', async ({ page }) => {
  await start(page);
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    for (const live of document.querySelectorAll('[aria-live], [role="status"], [role="alert"]'))
      new MutationObserver(() => told.push(live.textContent ?? '')).observe(live, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  await page.getByRole('button', { name: 'Play', exact: true }).tap();
  await page.waitForTimeout(2500);
  await page.getByRole('button', { name: 'Pause', exact: true }).tap();
  expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([]);
});
