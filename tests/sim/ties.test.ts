/** What happens when things happen at one instant: faults first, in the order of the scenario; then requests; then the rest as it was set off. */
import { describe, expect, it } from 'vitest';
import { advance, amend, runToEnd, worldAt } from '../../src/sim/simulation.ts';
import { printed, scenarioOf } from '../laws/run.ts';
import { printEvents } from '../support/print-run.ts';

/** Pings at 100 ms, 200 ms, … that arrive 10 ms later. */
const HEAD = ['skeleton duration=400ms', 'network delay=10ms'];

function linesAt(at: string, ...faults: string[]): string[] {
  const { scenario, protocol } = scenarioOf([...HEAD, ...faults].join('\n'));
  return printEvents(runToEnd(scenario, protocol))
    .filter((line) => line.startsWith(`${at} `))
    .map((line) => line.slice(at.length + 2));
}

describe('a fault and an event at one instant', () => {
  it('a crash comes before the timer that is due', () => {
    expect(linesAt('0.100000', '@100ms crash S1')).toEqual([
      '·  fault begin: crash S1',
      'S1  crash',
      'S2  timer interval',
      'S2  role role=waiting round=1',
      'S2 → S1  Ping 1  ping 1',
    ]);
  });

  it('a pause comes before the message that arrives, which then waits', () => {
    const paused = ['@110ms..150ms pause S1'];
    expect(linesAt('0.110000', ...paused).filter((line) => line.includes('S1'))).toEqual([
      '·  fault begin: pause S1',
      'S1  pause',
      'S2 ← S1  Ping 1',
      'S2 → S1  Pong 2  pong 1',
    ]);
    expect(linesAt('0.150000', ...paused)).toEqual([
      '·  fault end: pause S1',
      'S1  resume',
      'S1 ← S2  Ping 1',
      'S1 → S2  Pong 2  pong 1',
      'S1 ← S2  Pong 2',
      'S1  role role=resting round=1',
    ]);
  });

  it('a cut takes what would have arrived at that very moment', () => {
    expect(linesAt('0.110000', '@110ms cut S1->S2').filter((line) => line.includes('S1 × S2'))).toEqual([
      'S1 × S2  Ping 1  cut',
    ]);
  });

  it('what heals at the moment of a send lets it through', () => {
    expect(linesAt('0.110000', '@50ms..100ms cut S1->S2').filter((line) => line.includes('S2 ← S1'))).toHaveLength(1);
  });

  it('a changed network holds for what is sent at that moment', () => {
    expect(linesAt('0.103000', '@100ms degrade S1->S2 delay=3ms')).toContain('S2 ← S1  Ping 1');
  });

  it('a skew shows in the clock of what happens at that moment', () => {
    const { scenario, protocol } = scenarioOf([...HEAD, '@100ms skew S1 by=5ms'].join('\n'));
    const { trace } = runToEnd(scenario, protocol);
    const timer = Array.from({ length: trace.length }, (_, id) => trace.event(id)).find(({ kind }) => kind === 'timer');
    expect(timer).toMatchObject({ at: 100_000, process: 'S1', clock: 105_000 });
  });
});

describe('two faults at one instant', () => {
  it('happen in the order of the scenario', () => {
    expect(linesAt('0.050000', '@50ms crash S1', '@50ms restart S1').slice(0, 4)).toEqual([
      '·  fault begin: crash S1',
      'S1  crash',
      '·  fault begin: restart S1',
      'S1  restart',
    ]);
    expect(linesAt('0.050000', '@50ms restart S1', '@50ms crash S1')).toEqual([
      '·  moot begin: restart S1',
      '·  fault begin: crash S1',
      'S1  crash',
    ]);
  });

  it('the end of one stands at the place of its fault', () => {
    expect(linesAt('0.050000', '@50ms isolate S1', '@10ms..50ms pause S1')).toEqual([
      '·  fault begin: isolate S1',
      '·  fault end: pause S1',
      'S1  resume',
    ]);
    expect(linesAt('0.050000', '@10ms..50ms pause S1', '@50ms isolate S1')).toEqual([
      '·  fault end: pause S1',
      'S1  resume',
      '·  fault begin: isolate S1',
    ]);
  });

  it('a crash while paused loses the inbox, and a restart at once begins with an empty one', () => {
    expect(linesAt('0.150000', '@105ms pause S1', '@150ms crash S1', '@150ms restart S1')).toEqual([
      '·  fault begin: crash S1',
      'S1  crash',
      'S2 × S1  Ping 1  crashed',
      'S2 × S1  Pong 2  crashed',
      '·  fault begin: restart S1',
      'S1  restart',
      'S1  role role=resting round=1',
    ]);
  });

  it('a timer let run out twice runs out twice where the first sets it again', () => {
    const lines = linesAt('0.050000', '@50ms trigger S1 timer=interval', '@50ms trigger S1 timer=interval');
    expect(lines.filter((line) => line === 'S1  timer interval')).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('S1  role'))).toEqual([
      'S1  role role=waiting round=1',
      'S1  role role=waiting round=2',
    ]);
  });

  it('a process paused by two and resumed by one is still paused', () => {
    const { scenario, protocol } = scenarioOf([...HEAD, '@50ms..90ms pause S1', '@50ms..80ms pause S1'].join('\n'));
    const statusAt = (at: number) => worldAt(runToEnd(scenario, protocol), at).processes[0]?.status;
    expect([49_999, 50_000, 80_000, 89_999, 90_000].map(statusAt)).toEqual(['up', 'paused', 'paused', 'paused', 'up']);
  });
});

describe('a timer let run out', () => {
  it('at the moment it is due runs out once, by the fault', () => {
    const { scenario, protocol } = scenarioOf([...HEAD, '@100ms trigger S1 timer=interval'].join('\n'));
    const { trace } = runToEnd(scenario, protocol);
    const timers = Array.from({ length: trace.length }, (_, id) => trace.event(id)).filter(
      ({ kind, at, process }) => kind === 'timer' && at === 100_000 && process === 'S1',
    );
    expect(timers).toHaveLength(1);
    expect(trace.kind(timers[0]?.cause ?? 0)).toBe('fault');
  });

  it('is moot while the process is paused or down', () => {
    const begun = (fault: string) => linesAt('0.060000', fault, '@60ms trigger S1 timer=interval');
    expect(begun('@50ms pause S1')).toEqual(['·  moot begin: trigger S1 interval']);
    expect(begun('@50ms crash S1')).toEqual(['·  moot begin: trigger S1 interval']);
  });
});

describe('the ends of a run', () => {
  it('a fault at 0 comes before any process has started', () => {
    expect(linesAt('0.000000', '@0s crash S1')).toEqual([
      '·  fault begin: crash S1',
      'S1  crash',
      'S2  role role=resting round=0',
    ]);
  });

  it('a process that a fault keeps from starting starts when the fault ends, from what it had stored', () => {
    expect(linesAt('0.100000', 'initial S1 round=7', '@0s..100ms crash S1')).toContain('S1  role role=resting round=7');
    expect(linesAt('0.100000', 'initial S1 round=7', '@0s..100ms pause S1')).toContain('S1  role role=resting round=7');
  });

  it('a fault at the duration is still carried out, one after it is not', () => {
    expect(linesAt('0.400000', '@400ms crash S1')).toContain('S1  crash');
    const { scenario, protocol } = scenarioOf([...HEAD, '@399ms..400ms pause S1', '@401ms crash S1'].join('\n'));
    const lines = printEvents(runToEnd(scenario, protocol));
    expect(lines.some((line) => line.includes('0.400000  S1  resume'))).toBe(true);
    expect(lines.some((line) => line.includes('crash'))).toBe(false);
  });
});

describe('a request and a fault at one instant', () => {
  const run = (...lines: string[]) => {
    const { scenario, protocol } = scenarioOf(['raft duration=500ms seed=1', 'network delay=5ms', ...lines].join('\n'));
    return printEvents(runToEnd(scenario, protocol)).filter((line) => /C1 {2}(?!timer)| {2}· {2}|C1 →/.test(line));
  };

  it('the fault comes first: a crashed client asks nothing', () => {
    expect(run('@100ms C1 write x', '@100ms crash C1')).toEqual([
      '0.100000  ·  fault begin: crash C1',
      '0.100000  C1  crash',
    ]);
  });

  it('a paused client asks when it resumes', () => {
    expect(run('@100ms C1 write x=7', '@100ms..130ms pause C1').slice(0, 6)).toEqual([
      '0.100000  ·  fault begin: pause C1',
      '0.100000  C1  pause',
      '0.130000  ·  fault end: pause C1',
      '0.130000  C1  resume',
      '0.130000  C1  invoke operation 0',
      '0.130000  C1 → S1  Request 1  x=7',
    ]);
  });

  it('a cut holds for what is asked at that moment', () => {
    expect(run('@100ms C1 write x=7', '@100ms isolate C1').slice(0, 3)).toEqual([
      '0.100000  ·  fault begin: isolate C1',
      '0.100000  C1  invoke operation 0',
      '0.100000  C1 → S1  Request 1  x=7',
    ]);
  });

  it('requests of one moment are made in the order of the scenario', () => {
    const { scenario, protocol } = scenarioOf(
      'raft duration=200ms clients=2\n@100ms C2 write x=1\n@100ms C1 write x=2\n@100ms C2 write x=3',
    );
    const { operations } = runToEnd(scenario, protocol).trace;
    expect(operations.map(({ client, value }) => `${client}=${value}`)).toEqual(['C2=1', 'C1=2']);
  });
});

describe('an edit at an instant at which much happens', () => {
  it.each(['100ms', '110ms', '200ms', '0s', '400ms'])('keeps to the run of the edited scenario: %s', (at) => {
    const before = scenarioOf([...HEAD, '@110ms..200ms pause S1', '@200ms crash S2'].join('\n'));
    const text = [...HEAD, '@110ms..200ms pause S1', '@200ms crash S2', `@${at} isolate S1`].join('\n');
    const { scenario, protocol } = scenarioOf(text);
    const amended = amend(runToEnd(before.scenario, protocol), scenario);
    expect(printed(advance(amended, scenario.duration))).toBe(printed(runToEnd(scenario, protocol)));
  });
});
