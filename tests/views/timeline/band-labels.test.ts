import { describe, expect, it } from 'vitest';
import { bandLabels, widthOf } from '../../../src/views/timeline/band-labels.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { timeScale } from '../../../src/views/timeline/scale.ts';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { tonesOf } from '../../../src/views/timeline/tones.ts';
import { HandTrace } from '../../support/hand-trace.ts';

describe('labels above the bands', () => {
  it('never touch each other, however often the role changes', () => {
    const run = new HandTrace(['S1']);
    for (let term = 1; term < 38; term += 1) run.step(term * term, 'S1', 'role', { role: 'leader', term });
    const trace = run.done();
    const rows = layoutRows(1, 1, 60);
    const tones = tonesOf({ roles: [{ id: 'leader', title: 'leader', tone: 'leading' }], messages: [] });
    const labels = bandLabels(storiesOf(trace), rows, timeScale({ from: 0, to: 1_400_000 }, 900), tones, 1_400_000);
    const sorted = [...labels].sort((a, b) => a.x - b.x);
    expect(sorted.length).toBeGreaterThan(3);
    sorted.slice(1).forEach((label, before) => {
      const last = sorted[before];
      if (last !== undefined) expect(label.x).toBeGreaterThanOrEqual(last.x + widthOf(last));
    });
  });
  it('stay in view as long as their span does', () => {
    const run = new HandTrace(['S1']);
    run.step(0, 'S1', 'role', { role: 'leader', term: 2 });
    const trace = run.done();
    const tones = tonesOf({ roles: [{ id: 'leader', title: 'leader', tone: 'leading' }], messages: [] });
    const [label] = bandLabels(
      storiesOf(trace),
      layoutRows(1, 1, 60),
      timeScale({ from: 500_000, to: 900_000 }, 600),
      tones,
      1_000_000,
    );
    expect(label).toMatchObject({ text: 'leader · t2', x: 4 });
  });
});
