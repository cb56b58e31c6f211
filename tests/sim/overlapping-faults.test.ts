import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';
import { printEvents } from '../support/print-run.ts';

/** What happens to S1 and its faults, one line an event. */
function fates(...faults: string[]): string[] {
  const { scenario, protocol } = scenarioOf(['skeleton duration=1s', ...faults].join('\n'));
  return printEvents(runToEnd(scenario, protocol)).filter((line) => / {2}S1 {2}(?!timer|role)| {2}· {2}/.test(line));
}

const ofProcess = (lines: string[]) => lines.filter((line) => line.includes('S1  '));

describe('overlapping pauses', () => {
  it('end when the last one ends', () => {
    expect(ofProcess(fates('@100ms..300ms pause S1', '@200ms..400ms pause S1'))).toEqual([
      '0.100000  S1  pause',
      '0.400000  S1  resume',
    ]);
  });

  it('that touch make one after the other', () => {
    expect(ofProcess(fates('@100ms..200ms pause S1', '@200ms..300ms pause S1'))).toEqual([
      '0.100000  S1  pause',
      '0.200000  S1  resume',
      '0.200000  S1  pause',
      '0.300000  S1  resume',
    ]);
  });

  it('end with a crash, and their own end then does nothing', () => {
    expect(ofProcess(fates('@100ms..900ms pause S1', '@200ms..300ms crash S1'))).toEqual([
      '0.100000  S1  pause',
      '0.200000  S1  crash',
      '0.300000  S1  restart',
    ]);
  });

  it('of a process that is down are moot, beginning and end', () => {
    expect(fates('@100ms crash S1', '@200ms..300ms pause S1')).toEqual([
      '0.100000  ·  fault begin: crash S1',
      '0.100000  S1  crash',
      '0.200000  ·  moot begin: pause S1',
      '0.300000  ·  moot end: pause S1',
    ]);
  });
});

describe('overlapping crashes', () => {
  it('keep the process down until the last one ends', () => {
    expect(ofProcess(fates('@100ms..300ms crash S1', '@200ms..400ms crash S1'))).toEqual([
      '0.100000  S1  crash',
      '0.400000  S1  restart',
    ]);
  });

  it('keep it down for good where one is for good', () => {
    expect(ofProcess(fates('@100ms..300ms crash S1', '@200ms crash S1'))).toEqual(['0.100000  S1  crash']);
  });

  it('are all over with a restart, and the end of an old one does not lift a new one', () => {
    expect(ofProcess(fates('@100ms..500ms crash S1', '@200ms restart S1', '@300ms crash S1'))).toEqual([
      '0.100000  S1  crash',
      '0.200000  S1  restart',
      '0.300000  S1  crash',
    ]);
  });

  it('stay for good under crash-stop', () => {
    expect(ofProcess(fates('model process=crash-stop', '@100ms..300ms crash S1'))).toEqual(['0.100000  S1  crash']);
  });
});

describe('overlapping drifts', () => {
  it('leave the one that began last in force, and go back to the other when it ends', () => {
    const lines = fates('@100ms..800ms drift S1 ppm=1000', '@200ms..400ms drift S1 ppm=3000');
    expect(ofProcess(lines).map((line) => line.replace(/offset=\S+ /, ''))).toEqual([
      '0.100000  S1  clock drift=1000 drift',
      '0.200000  S1  clock drift=3000 drift',
      '0.400000  S1  clock drift=1000 drift',
      '0.800000  S1  clock drift=0 drift',
    ]);
  });

  it('do not end one that is for good', () => {
    const lines = fates('@100ms..400ms drift S1 ppm=1000', '@200ms drift S1 ppm=3000');
    expect(ofProcess(lines).map((line) => line.replace(/offset=\S+ /, ''))).toEqual([
      '0.100000  S1  clock drift=1000 drift',
      '0.200000  S1  clock drift=3000 drift',
    ]);
  });
});

describe('overlapping cuts', () => {
  it('heal when the last one heals', () => {
    const { scenario, protocol } = scenarioOf(
      'skeleton duration=1s\nset interval=50ms\n@100ms..300ms cut S1->S2\n@200ms..400ms isolate S1',
    );
    const cut = printEvents(runToEnd(scenario, protocol)).filter((line) => line.includes('S1 × S2  Ping'));
    expect(cut.length).toBeGreaterThan(3);
    expect(cut.every((line) => line >= '0.100000' && line < '0.410000')).toBe(true);
  });
});

describe('faults on messages that are never sent', () => {
  it('are moot at the end, in the order of the scenario', () => {
    const moot = fates('@1ms drop S1-S2.900', '@1ms delay S2-S1.900 by=1ms', '@1ms duplicate S1-S2.900');
    expect(moot).toEqual([
      '1.000000  ·  moot begin: drop S1-S2.900',
      '1.000000  ·  moot begin: delay S2-S1.900 +1 ms',
      '1.000000  ·  moot begin: duplicate S1-S2.900',
    ]);
  });
});
