import { describe, expect, it } from 'vitest';
import type { ProtocolDefinition } from '../../../src/sim/protocol.ts';
import type { Trace } from '../../../src/sim/trace.ts';
import { eachFlight, isDense } from '../../../src/views/timeline/flights.ts';
import { pictureOf } from '../../../src/views/timeline/picture.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { tonesOf } from '../../../src/views/timeline/tones.ts';
import { HandTrace } from '../../support/hand-trace.ts';

const protocol = {
  roles: [
    { id: 'leader', title: 'leader', tone: 'leading' },
    { id: 'follower', title: 'follower', tone: 'following' },
  ],
  messages: [{ type: 'Append', title: 'Append', form: 'request', tone: 'leading' }],
} satisfies Pick<ProtocolDefinition, 'roles' | 'messages'>;

function draw(trace: Trace, from: number, to: number, dense: boolean, reached = 10_000_000) {
  const rows = layoutRows(trace.lanes.length, trace.serverCount, 300);
  const rate = 1000 / ((to - from) * 1000);
  const window = { from: from * 1000, to: to * 1000 };
  return {
    rows,
    picture: pictureOf({
      trace,
      stories: storiesOf(trace),
      rows,
      tones: tonesOf(protocol),
      window,
      rate,
      reached,
      dense,
    }),
  };
}

function heartbeats(count: number): HandTrace {
  const run = new HandTrace(['S1', 'S2', 'S3', 'S4', 'S5']);
  run.step(0, 'S1', 'role', { role: 'leader', term: 1 });
  for (let beat = 0; beat < count; beat += 1) run.receive(beat + 0.5, run.send(beat, 'S1', 'S5', 'Append'));
  return run;
}

describe('the picture of a run', () => {
  it('holds an arrow that starts before the window and ends after it', () => {
    const run = new HandTrace(['S1', 'S2']);
    run.receive(900, run.send(100, 'S1', 'S2', 'Append'));
    const { picture } = draw(run.done(), 400, 500, false);
    expect(picture.arrows).toBe(1);
    expect(picture.sheaves[0]?.lines[0]).toBeLessThan(0);
    expect(picture.sheaves[0]?.lines[2]).toBeGreaterThan(picture.width);
  });
  it('ends a lost message between two lanes, never on one', () => {
    const run = new HandTrace(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
    const all = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'];
    for (const from of all)
      for (const to of all) if (from !== to) run.lost(20, run.send(10, from, to, 'Append'), 'loss');
    const { picture, rows } = draw(run.done(), 0, 100, false);
    expect(picture.losses.length).toBe(60);
    for (let at = 1; at < picture.losses.length; at += 2) {
      const nearest = Math.min(...rows.rows.map((row) => Math.abs(row.y - (picture.losses[at] ?? 0))));
      expect(nearest).toBeGreaterThan(rows.thickness.leading / 2 + 4);
    }
  });
  it('draws what is in flight when the known run ends', () => {
    const run = new HandTrace(['S1', 'S2']);
    run.receive(20, run.send(10, 'S1', 'S2', 'Append'));
    run.send(95, 'S1', 'S2', 'Append');
    const { picture } = draw(run.done(), 0, 200, false, 100_000);
    expect(picture.sheaves.map((sheaf) => sheaf.look).sort()).toEqual(['flying', 'plain']);
  });
  it('sums up messages by columns where they are many, and leaves out no loss, crash or change of role', () => {
    const run = heartbeats(5_000);
    run.lost(2_500.2, run.send(2_500, 'S1', 'S5', 'Append'), 'loss');
    run.mark(3_000, 'S2', 'crash');
    run.mark(3_000.4, 'S2', 'restart');
    run.step(4_000, 'S3', 'role', { role: 'leader', term: 2 });
    run.step(4_000.1, 'S3', 'role', { role: 'follower', term: 2 });
    const trace = run.done();
    expect(isDense(trace, { from: 0, to: 5_000_000 })).toBe(true);
    const { picture } = draw(trace, 0, 5_000, true);
    expect(picture.sheaves).toEqual([]);
    expect(picture.columns.length).toBeLessThan(4 * 501);
    expect(picture.losses.length).toBe(2);
    expect(picture.outages).toHaveLength(1);
    expect(picture.bands.filter((band) => band.tone === 'leading')).toHaveLength(2);
    expect(
      Math.min(...picture.bands.filter((band) => band.tone === 'leading').map((band) => band.width)),
    ).toBeGreaterThanOrEqual(2);
  });
  it('visits only the flights of the window', () => {
    const trace = heartbeats(5_000).done();
    let visited = 0;
    eachFlight(trace, { from: 100_000, to: 110_000 }, 5_000_000, () => {
      visited += 1;
    });
    expect(visited).toBe(11);
  });
});
