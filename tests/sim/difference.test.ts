import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../src/sim/difference.ts';
import { advance, amend, begin, runToEnd } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';

const HEAD = 'raft processes=3 seed=2 duration=2s';

function difference(before: string, after: string, known = 2_000_000): number {
  const { scenario, protocol } = scenarioOf(`${HEAD}\n${before}`);
  return firstDifference(advance(begin(scenario, protocol), known), scenarioOf(`${HEAD}\n${after}`).scenario);
}

const NEVER = Number.POSITIVE_INFINITY;

describe('the first moment at which an edited run can differ', () => {
  it('never comes where only words change', () => {
    expect(difference('title "a"', 'title "b"\nnotes "c"')).toBe(NEVER);
    expect(difference('@1s crash S1', '@1s crash S1')).toBe(NEVER);
  });

  it('is that of the fault that is added, taken away or changed', () => {
    expect(difference('', '@1s crash S1')).toBe(1_000_000);
    expect(difference('@1s crash S1', '')).toBe(1_000_000);
    expect(difference('@1s..1.5s crash S1', '@1s..1.8s crash S1')).toBe(1_000_000);
    expect(difference('@1s crash S1', '@1.2s crash S1')).toBe(1_000_000);
  });

  it('looks at the places of faults, for events name them by place', () => {
    expect(difference('@500ms crash S1', '@1s skew S2 by=1ms\n@500ms crash S1')).toBe(500_000);
    expect(difference('@500ms crash S1', '@500ms crash S1\n@1s skew S2 by=1ms')).toBe(1_000_000);
  });

  it('of a fault on a message is when that message is sent, wherever it is drawn', () => {
    const { scenario, protocol } = scenarioOf(HEAD);
    const { trace } = runToEnd(scenario, protocol);
    const sent = Array.from({ length: trace.length }, (_, id) => id).find(
      (id) => trace.kind(id) === 'send' && trace.address(id) === 'S1-S2.3',
    );
    expect(sent).toBeDefined();
    expect(difference('', '@1.9s drop S1-S2.3')).toBe(trace.at(sent ?? 0));
    expect(difference('@1.9s drop S1-S2.3', '@0s drop S1-S2.3')).toBe(trace.at(sent ?? 0));
  });

  it('of a fault on a message that was never sent is what is not known yet, or the end', () => {
    expect(difference('', '@0s drop S1-S2.99999', 700_000)).toBe(700_001);
    expect(difference('', '@0s drop S1-S2.99999')).toBe(2_000_000);
  });

  it('is that of the request', () => {
    expect(difference('', '@1.1s C1 write x=1')).toBe(1_100_000);
    expect(difference('@1s..2s every=100ms C1 write x', '@1s..2s every=200ms C1 write x')).toBe(1_000_000);
  });

  it('is the shorter of two durations', () => {
    const { scenario, protocol } = scenarioOf(HEAD);
    const simulation = runToEnd(scenario, protocol);
    expect(firstDifference(simulation, { ...scenario, duration: 1_500_000 })).toBe(1_500_000);
    expect(firstDifference(simulation, { ...scenario, duration: 5_000_000 })).toBe(2_000_000);
  });

  it('is the start where the foundations change', () => {
    for (const line of [
      'network loss=1%',
      'set heartbeat=40ms',
      'set S1 heartbeat=40ms',
      'initial S1 term=3',
      'break forget-vote',
    ])
      expect(difference('', line)).toBe(0);
    expect(scenarioOf('raft seed=3').scenario.seed).toBe(3);
  });
});

describe('an amended run', () => {
  it('keeps what it knew up to the difference, and no more', () => {
    const { scenario, protocol } = scenarioOf(HEAD);
    const edited = scenarioOf(`${HEAD}\n@1s crash S1`).scenario;
    expect(amend(runToEnd(scenario, protocol), edited).reached).toBe(999_999);
    expect(amend(advance(begin(scenario, protocol), 300_000), edited).reached).toBe(300_000);
  });

  it('shares the chunks of the common past', () => {
    const { scenario, protocol } = scenarioOf(HEAD);
    const simulation = runToEnd(scenario, protocol);
    const amended = amend(simulation, { ...scenario, title: 'other words' });
    expect(amended.trace).toBe(simulation.trace);
    expect(amended.status).toBe('finished');
  });
});
