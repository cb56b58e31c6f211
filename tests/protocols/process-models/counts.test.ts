/** The counts that the panel draws: memory is lost in a crash, the disk is not. */
import { expect, it } from 'vitest';
import { countsOf } from '../../../src/protocols/process-models/counts.ts';
import { processGallery } from '../../../src/protocols/process-models/gallery.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function storyOf(path: string) {
  const { scenario, protocol } = scenarioOf(processGallery.find((run) => run.path === path)?.text ?? '');
  const { trace } = runToEnd(scenario, protocol);
  return countsOf(trace, trace.length);
}

it('what was acknowledged is found again where it was written first', () => {
  const { moments, starts } = storyOf('crash-recovery');
  expect(moments.some(({ memory }) => memory === undefined)).toBe(true);
  for (const { memory, disk, told } of moments) expect([memory ?? disk, told <= disk]).toEqual([disk, true]);
  expect(starts.map(({ done, acknowledged }) => acknowledged <= done)).toEqual([true, true]);
});

it('memory runs ahead of the disk where the answer leaves first, and a restart finds less', () => {
  const { moments, starts } = storyOf('reply-before-writing');
  expect(moments.some(({ memory, disk }) => memory !== undefined && memory > disk)).toBe(true);
  const [, again] = starts;
  expect(again?.done).toBeLessThan(again?.acknowledged ?? 0);
});

it('a lie is told and never counted', () => {
  const { moments } = storyOf('arbitrary');
  expect(moments.some(({ told, disk }) => told > disk)).toBe(true);
});
