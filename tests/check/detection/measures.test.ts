import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/check/detection/measures.ts';
import { runText } from '../../protocols/ping-heartbeat/detector-run.ts';

describe('the measures of a detector', () => {
  it('count a suspicion as wrong by whether its subject is down, and time a crash from its moment', () => {
    const { trace } = runText('ping-heartbeat processes=2 seed=1 duration=3s\n@1s..1.5s pause S2\n@2s crash S2');
    const { suspicions, detections, accuracy } = measure(trace);
    expect(suspicions.map(({ observer, subject, wrong }) => [observer, subject, wrong])).toEqual([
      ['S1', 'S2', true],
      ['S1', 'S2', false],
    ]);
    expect(detections).toHaveLength(1);
    expect(detections[0]?.after).toBe((suspicions[1]?.from ?? 0) - 2_000_000);
    const wronged = (suspicions[0]?.until ?? 0) - (suspicions[0]?.from ?? 0);
    // Two ordered pairs, both alive for 2 s.
    expect(accuracy).toBeCloseTo(1 - wronged / 4_000_000, 6);
  });

  it('know a crash that nobody could notice', () => {
    const { detections } = measure(runText('ping-heartbeat processes=2 seed=1 duration=2s\n@1s..1.1s crash S2').trace);
    expect(detections).toEqual([{ observer: 'S1', subject: 'S2', crashedAt: 1_000_000, after: null }]);
  });

  it('end at the moment asked for', () => {
    const { trace } = runText('ping-heartbeat processes=2 seed=1 duration=3s\n@1s crash S2');
    expect(measure(trace, 900_000).detections).toEqual([]);
    expect(measure(trace, 1_050_000).detections.map(({ after }) => after)).toEqual([null]);
    expect(measure(trace).detections.every(({ after }) => after !== null)).toBe(true);
  });
});
