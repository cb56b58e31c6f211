import { CLUSTER, eventCount, expect, hash, known, leader, leaders, linkOf, onStage, open, test, time } from './lab.ts';

test('a first visit shows a run that plays, and one thing to try', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByText('Try:')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const before = await time(page);
  await expect.poll(() => time(page)).toBeGreaterThan(before);
});

test('a link opens its run at its moment', async ({ page }) => {
  await open(page, CLUSTER, 3000);
  await expect(page.getByLabel('Title of the scenario')).toHaveValue('A cluster at work');
  await expect(leaders(page)).toHaveCount(1);
});

test('plays, pauses and steps', async ({ page }) => {
  await open(page, CLUSTER);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => time(page)).toBeGreaterThan(2.05);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const stopped = await time(page);
  await page.getByRole('button', { name: 'Next event' }).click();
  expect(await time(page)).toBeGreaterThanOrEqual(stopped);
  await page.getByRole('button', { name: 'Previous event' }).click();
  await page.getByRole('button', { name: 'Previous event' }).click();
  expect(await time(page)).toBeLessThanOrEqual(stopped);
});

test('a message in flight can be pressed while it moves, and dropped', async ({ page }) => {
  await open(page, CLUSTER);
  // Slow enough that some message is on its way in most frames.
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('-');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const panel = page.getByRole('dialog', { name: /Controls of message/ });
  // A real press where a message is drawn now; it has moved on by the time the press arrives.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Escape');
        const place = await page.evaluate(() => {
          const box = document.querySelector('[data-key*="#1"]')?.getBoundingClientRect();
          return box === undefined ? undefined : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        });
        if (place === undefined) return false;
        await page.mouse.click(place.x, place.y);
        return panel.waitFor({ timeout: 1500 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await panel.getByRole('button', { name: 'Drop' }).click();
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
});

test('a cut link ends arrows in crosses', async ({ page }) => {
  await open(page, CLUSTER);
  const first = await leader(page);
  const other = first === 'S1' ? 'S2' : 'S1';
  const [a, b] = [first, other].sort();
  await onStage(page, `${a}-${b}`).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Cut', exact: true }).click();
  await known(page);
  await expect(onStage(page, `${a}-${b}`)).toHaveAttribute('aria-label', /cut/);
  await expect(page.locator('[data-losses]')).not.toHaveAttribute('data-losses', '0');
});

test('a paused leader is replaced in a later term', async ({ page }) => {
  await open(page, CLUSTER);
  const first = await leader(page);
  await onStage(page, first).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await known(page);
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(page.getByRole('button', { name: /^S\d, leader, term [2-9]/ }).first()).toBeVisible();
});

test('a clock is skewed with the slider, and one undo takes it back', async ({ page }) => {
  await open(page, CLUSTER);
  await onStage(page, 'S3').focus();
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'Clock skew of S3' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.locator('[data-fault="0"]')).toHaveCount(0);
});

test('a dial of the protocol turns an option under the hand, and one undo takes it back', async ({ page }) => {
  await page.goto('./#/ping-heartbeat/short-timeout');
  await known(page);
  await page.getByRole('tab', { name: 'Detection', exact: true }).click();
  const before = await hash(page);
  const dial = page.getByRole('slider', { name: 'Timeout' });
  await expect(dial).toHaveAttribute('aria-valuetext', '130 ms');
  await dial.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await expect(dial).toHaveAttribute('aria-valuetext', '180 ms');
  expect(await hash(page)).not.toBe(before);
  for (let press = 0; press < 5; press += 1) await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(dial).toHaveAttribute('aria-valuetext', '130 ms');
  expect(await hash(page)).toBe(before);
});

test('dragging a clip changes the run, and undo brings the old one back', async ({ page }) => {
  await open(page, [...CLUSTER, '@1.5s..2.5s partition S1,S2/S3,S4,S5']);
  const before = await hash(page);
  const clip = page.locator('[data-fault="0"]');
  const box = await clip.boundingBox();
  if (box === null) throw new Error('the clip has no place');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await known(page);
  expect(await hash(page)).not.toBe(before);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  expect(await hash(page)).toBe(before);
});

test('breaking a rule turns a claim red and points to the event', async ({ page }) => {
  await page.goto('./#/raft/forget-vote');
  await known(page);
  await expect(page.getByTestId('claims-summary')).toContainText('broken');
  await page.getByTestId('claims-summary').click();
  await page
    .getByRole('button', { name: /^Show / })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Scenario' }).click();
  await page.getByRole('switch', { name: 'forget-vote' }).click();
  await known(page);
  await expect(page.getByTestId('claims-summary')).toContainText('hold');
});

test('a shared link opens the same run in a fresh browser', async ({ page, browser }) => {
  await open(page, [...CLUSTER, '@2s..3s isolate S2']);
  const own = await hash(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByTestId('link').inputValue();
  const elsewhere = await browser.newContext();
  const friend = await elsewhere.newPage();
  await friend.goto(link);
  await known(friend);
  expect(await hash(friend)).toBe(own);
  await elsewhere.close();
});

test('a reload keeps the work', async ({ page }) => {
  await open(page, CLUSTER);
  await onStage(page, 'S2').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Crash' }).click();
  await known(page);
  const events = await eventCount(page);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('crash');
  await page.reload();
  await known(page);
  expect(await eventCount(page)).toBe(events);
  await page.goto('./');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
});

test('the keyboard alone opens, plays, steps, cuts and pauses', async ({ page }) => {
  await open(page, CLUSTER);
  await page.keyboard.press('k');
  await expect.poll(() => time(page)).toBeGreaterThan(2.02);
  await page.keyboard.press('k');
  const stopped = await time(page);
  await page.keyboard.press('.');
  expect(await time(page)).toBeGreaterThanOrEqual(stopped);
  await onStage(page, 'S1').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Controls of S1' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.locator('[data-fault="1"]')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-fault="1"]')).toHaveCount(0);
});

const MALFORMED: readonly (readonly [name: string, hash: string])[] = [
  ['no protocol', '#v1/'],
  ['an unknown protocol', '#v1/paxos'],
  ['a newer version', '#v2/raft'],
  ['a damaged escape', '#v1/raft%E0%A4%A'],
  ['an unknown fault', '#v1/raft;@1s_explode_S1'],
  ['an unknown process', '#v1/raft;@1s_crash_S9'],
  ['an unknown client', '#v1/raft;@1s_C7_write_x'],
  ['an unknown option', '#v1/raft;set_patience=3'],
  ['an unknown flaw', '#v1/raft;break_everything'],
  ['too many processes', '#v1/raft_processes=17'],
  ['too few processes', '#v1/raft_processes=0'],
  ['a seed that is no number', '#v1/raft_seed=abc'],
  ['a duration without unit', '#v1/raft_duration=10'],
  ['a duration too long', '#v1/raft_duration=11min'],
  ['a loss above one', '#v1/raft;network_loss=200%25'],
  ['an end before the begin', '#v1/raft;@3s..1s_pause_S1'],
  ['a process in two groups', '#v1/raft;@1s_partition_S1,S2/S2,S3'],
  ['a message on no link', '#v1/raft;@1s_drop_S1-S9.1'],
  ['a line that is no line', '#v1/raft;hello_world'],
  ['no run of that name', '#/raft/no-such-run'],
  ['nothing we know', '#what-is-this'],
];

for (const [name, fragment] of MALFORMED) {
  test(`a link with ${name} keeps the page alive and says what is wrong`, async ({ page }) => {
    await open(page, CLUSTER);
    await page.goto(`./${fragment}`);
    await expect(page.getByRole('heading', { name: 'This link cannot be opened' })).toBeVisible();
    await expect(page.getByTestId('problems')).toContainText(/\w+ \w+/);
    await page.getByRole('button', { name: 'Back to what I had' }).click();
    await expect(page.getByLabel('Title of the scenario')).toHaveValue('A cluster at work');
  });
}

test('a text that does not parse changes nothing and says where', async ({ page }) => {
  await open(page, CLUSTER);
  const before = await eventCount(page);
  await page.getByRole('tab', { name: 'Scenario' }).click();
  await page.getByLabel('Scenario as text').fill('raft\n@1s explode S1');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('#scenario-problems')).toContainText('line 2');
  expect(await eventCount(page)).toBe(before);
});

test('Back leaves a run that was opened from the gallery', async ({ page }) => {
  await page.goto('./#/gallery');
  await page
    .getByRole('link', { name: /leader/i })
    .first()
    .click();
  await known(page);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
});

test('a link without a moment opens at the start', async ({ page }) => {
  await page.goto(linkOf(CLUSTER));
  await expect(page.getByTestId('time')).toHaveText('0.000 s');
});

test('an address that changes while the page is made is the one that opens', async ({ page }) => {
  const late = linkOf([...CLUSTER], 1500);
  await page.addInitScript((hash) => addEventListener('DOMContentLoaded', () => location.assign(hash)), late.slice(2));
  await page.goto('./#/gallery');
  await expect(page.getByTestId('time')).toHaveText('1.500 s');
});

test('a page that may keep nothing and copy nothing works all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await open(page, CLUSTER);
  await page.getByRole('button', { name: /^Theme/ }).click();
  await onStage(page, 'S3').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(page.locator('[data-fault="0"]')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Not allowed: select and copy' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto('./#/lesson/raft/electing-a-leader');
  await expect(page.getByRole('complementary', { name: 'Lesson: Electing a leader' })).toBeVisible();
});
