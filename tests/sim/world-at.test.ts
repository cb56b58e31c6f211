import { describe, expect, it } from 'vitest';
import { advance, amend, begin, runToEnd, worldAt } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';

describe('the world at a moment', () => {
  it('does not call links degraded because an edit brought an equal network of its own', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=3s\n@2s crash S1');
    const edited = scenarioOf('skeleton duration=3s\n@2.5s crash S1').scenario;
    const simulation = amend(runToEnd(scenario, protocol), edited);
    expect(worldAt(simulation, 1_500_000).links.filter(({ degraded }) => degraded)).toEqual([]);
  });

  it('shows a degraded link as long as the fault lasts', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=3s\n@1s..2s degrade S1->S2 delay=2..11ms');
    const simulation = runToEnd(scenario, protocol);
    const degraded = (at: number) =>
      worldAt(simulation, at)
        .links.filter((link) => link.degraded)
        .map(({ from, to }) => `${from}-${to}`);
    expect([999_999, 1_000_000, 1_999_999, 2_000_000].map(degraded)).toEqual([[], ['S1-S2'], ['S1-S2'], []]);
  });

  it('before anything is known is the start: faults of that moment, then the processes', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s\n@0s crash S1');
    const started = begin(scenario, protocol);
    expect(worldAt(started, 0)).toMatchObject({ at: 0, events: started.trace.length });
    expect(worldAt(started, 0).processes.map(({ status }) => status)).toEqual(['crashed', 'up']);
    // Whoever looks at a later handle does not change what the earlier one shows.
    expect(worldAt(advance(started, 900_000), 900_000).flights.length).toBeGreaterThanOrEqual(0);
    expect(worldAt(started, 0)).toMatchObject({ at: 0, events: started.trace.length });
  });

  it('at the end counts what was found out only there', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s\n@500ms drop S1-S2.900');
    const simulation = runToEnd(scenario, protocol);
    expect(simulation.trace.kind(simulation.trace.length - 1)).toBe('moot');
    expect(worldAt(simulation, scenario.duration).events).toBe(simulation.trace.length);
    expect(worldAt(simulation, scenario.duration - 1).events).toBeLessThan(simulation.trace.length);
  });
});
