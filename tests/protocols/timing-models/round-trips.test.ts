/** What the panel tells of requests agrees with what each model of time promises. */
import { expect, it } from 'vitest';
import { timingGallery } from '../../../src/protocols/timing-models/gallery.ts';
import { type RoundTrip, roundTripsOf } from '../../../src/protocols/timing-models/round-trips.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function tripsOf(path: string): readonly RoundTrip[] {
  const { scenario, protocol } = scenarioOf(timingGallery.find((run) => run.path === path)?.text ?? '');
  const { trace } = runToEnd(scenario, protocol);
  return roundTripsOf(trace, trace.length);
}

it('synchronous: who is suspected is down, and never answers', () => {
  const suspected = tripsOf('synchronous').filter(({ suspicion }) => suspicion !== undefined);
  expect(suspected.length).toBeGreaterThan(0);
  for (const { took, suspicion } of suspected) expect([took, suspicion?.isFalse]).toEqual([undefined, false]);
});

it('partially synchronous: false suspicions before the bounds hold, of replies that took longer than the timeout', () => {
  const wrong = tripsOf('partially-synchronous').filter(({ suspicion }) => suspicion?.isFalse);
  expect(wrong.length).toBeGreaterThan(0);
  for (const { at } of wrong) expect(at).toBeLessThan(2_000_000);
  const late = wrong.filter(({ took }) => took !== undefined);
  expect(late.length).toBeGreaterThan(0);
  for (const { took = 0, suspicion } of late) expect(took).toBeGreaterThan((suspicion?.timeout ?? 0) * 0.99);
});
