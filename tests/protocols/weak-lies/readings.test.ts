/** The table of rounds: each false answer stands there with the test that caught it. */
import { expect, it } from 'vitest';
import { weakGallery } from '../../../src/protocols/weak-lies/gallery.ts';
import { roundsOf } from '../../../src/protocols/weak-lies/readings.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function fatesOf(path: string, server: string): ReadonlySet<string> {
  return new Set(later(path).map(({ readings }) => readings.get(server)?.fate ?? 'none'));
}

/** Rounds that begin after the fault has begun and are settled. */
function later(path: string) {
  const { scenario, protocol } = scenarioOf(weakGallery.find((run) => run.path === path)?.text ?? '');
  const { trace } = runToEnd(scenario, protocol);
  return roundsOf(trace, trace.length).filter(({ at, accepted }) => at > 400_000 && accepted !== undefined);
}

it.each([
  ['flipped-bit', 'S2', 'checksum'],
  ['nonsense', 'S2', 'range'],
  ['outvoted', 'S4', 'outvoted'],
])('%s: %s is left out, by %s', (path, server, fate) => {
  expect(fatesOf(path, server)).toEqual(new Set([fate]));
  expect(fatesOf(path, 'S3')).toEqual(new Set(['agreed']));
  for (const { accepted } of later(path)) expect(Math.abs(accepted?.error ?? Infinity)).toBeLessThan(20_000);
});

it('trusting the first accepts what is three seconds wrong, and looks at no other', () => {
  expect(fatesOf('trust-the-first-server', 'S2')).toEqual(new Set(['agreed']));
  expect(fatesOf('trust-the-first-server', 'S3')).toEqual(new Set(['unused']));
  for (const { accepted } of later('trust-the-first-server')) expect(accepted?.error).toBeGreaterThan(2_900_000);
});
