/** What the model of time does to delays: bounded, bounded from some time on, never bounded. */
import { describe, expect, it } from 'vitest';
import { drawHeavy } from '../../src/sim/chance.ts';
import { runToEnd } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';

/** Of each message that arrived: when it was sent and when it came, ms. */
function flights(model: string): { readonly sent: number; readonly came: number }[] {
  const { scenario, protocol } = scenarioOf(`skeleton seed=7 duration=60s\nmodel ${model}`);
  const { trace } = runToEnd(scenario, protocol);
  return Array.from({ length: trace.length }, (_, id) => id)
    .filter((id) => trace.kind(id) === 'receive')
    .map((id) => ({ sent: trace.at(trace.cause(id)) / 1000, came: trace.at(id) / 1000 }));
}

const longest = (all: ReturnType<typeof flights>) => Math.max(...all.map(({ sent, came }) => came - sent));

describe('delays', () => {
  it('of a synchronous system keep to the bound of the network', () => {
    expect(longest(flights('timing=synchronous'))).toBeLessThanOrEqual(10);
  });

  it('of an asynchronous system exceed any bound, and yet most messages arrive', () => {
    const all = flights('timing=asynchronous');
    expect(longest(all)).toBeGreaterThan(1000);
    expect(all.filter(({ sent, came }) => came - sent < 20).length).toBeGreaterThan(all.length / 2);
  });

  it('of a partially synchronous system have no bound before gst; from then on all that is under way is bounded', () => {
    const all = flights('timing=partially-synchronous gst=20s');
    expect(longest(all.filter(({ sent }) => sent < 20_000))).toBeGreaterThan(100);
    for (const { sent, came } of all) expect(came - Math.max(sent, 20_000)).toBeLessThanOrEqual(10);
    expect(all.length).toBeGreaterThan(100);
  });

  it('without gst are those of a synchronous system', () => {
    expect(flights('timing=partially-synchronous')).toEqual(flights('timing=synchronous'));
  });
});

it('the heavy tail is what its formula says: half below the scale, one in a hundred above 99 times', () => {
  const draws = Array.from({ length: 20_000 }, (_, number) => drawHeavy(1, `S1-S2.${number}/tail`, 1000));
  const above = (limit: number) => draws.filter((value) => value > limit).length / draws.length;
  expect(above(1000)).toBeCloseTo(0.5, 1);
  expect(Math.abs(above(99_000) - 0.01)).toBeLessThan(0.003);
  expect(draws.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
  // Known for good: a change of the formula would change every asynchronous run.
  expect(draws.slice(0, 3)).toMatchInlineSnapshot(`
    [
      4610,
      13027,
      1539,
    ]
  `);
});
