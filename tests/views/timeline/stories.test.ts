import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../../src/views/timeline/stories.ts';
import { HandTrace } from '../../support/hand-trace.ts';

describe('the story of a lane', () => {
  it('ends a role with a crash and begins anew after it', () => {
    const run = new HandTrace(['S1']);
    run.step(0, 'S1', 'role', { role: 'leader', term: 1 });
    run.mark(5, 'S1', 'crash');
    run.mark(9, 'S1', 'restart');
    run.step(9, 'S1', 'role', { role: 'follower', term: 1 });
    const story = storiesOf(run.done()).lanes[0];
    expect(story?.roles.map((span) => [span.from, span.to, span.role])).toEqual([
      [0, 5_000, 'leader'],
      [9_000, Infinity, 'follower'],
    ]);
    expect(story?.outages).toEqual([{ kind: 'down', from: 5_000, to: 9_000, ended: true }]);
  });
  it('knows which faults found nothing to act on', () => {
    const run = new HandTrace(['S1']);
    run.moot(3, 2);
    expect([...storiesOf(run.done()).moot]).toEqual([2]);
  });
  it('of a process that never says what it is keeps the role it had first, also after a restart', () => {
    const run = new HandTrace(['S1', 'S2'], ['C1']);
    run.step(2, 'S2', 'role', { role: 'leader', term: 1 });
    run.mark(5, 'S1', 'crash');
    run.mark(9, 'S1', 'restart');
    const { lanes } = storiesOf(run.done(), ['sending', 'follower', undefined]);
    expect(lanes.map(({ roles }) => roles.map((span) => [span.from, span.to, span.role]))).toEqual([
      [
        [0, 5_000, 'sending'],
        [9_000, Infinity, 'sending'],
      ],
      [
        [0, 2_000, undefined],
        [2_000, Infinity, 'leader'],
      ],
      [[0, Infinity, undefined]],
    ]);
  });
});
