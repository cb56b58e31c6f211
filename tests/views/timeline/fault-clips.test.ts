import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.ts';
import { clipsOf, moveFault, rowCount, SNAP, stretchFault } from '../../../src/views/timeline/fault-clips.ts';
import { announceFault, describeFault } from '../../../src/views/timeline/fault-label.ts';

const RUN = 10_000_000;
const pause: Fault = { kind: 'pause', process: 'S1', at: 1_000_000, until: 2_000_000 };
const skew: Fault = { kind: 'skew', process: 'S2', at: 1_500_000, by: -180_000 };
const crash: Fault = { kind: 'crash', process: 'S3', at: 2_000_000 };

describe('clips of the fault track', () => {
  it('share a row exactly when no moment is shared', () => {
    expect(clipsOf([pause, skew, crash], RUN).map((clip) => clip.row)).toEqual([0, 1, 0]);
    expect(rowCount(clipsOf([pause, pause, pause], RUN))).toBe(3);
    expect(rowCount(clipsOf([skew, skew], RUN))).toBe(2);
  });
  it('keep their rows while one is dragged over another', () => {
    const moved = { ...crash, at: 1_200_000 };
    expect(clipsOf([pause, skew, moved], RUN, [0, 1, 0]).map((clip) => clip.row)).toEqual([0, 1, 0]);
  });
  it('run to the end of the run where the fault is for good', () => {
    expect(clipsOf([crash], RUN)[0]).toMatchObject({ from: 2_000_000, to: RUN, open: true, instant: false });
  });
});

describe('a fault under the hand', () => {
  it('moves with both ends, on whole milliseconds unless asked otherwise', () => {
    expect(moveFault(pause, 250_400, RUN, SNAP)).toMatchObject({ at: 1_250_000, until: 2_250_000 });
    expect(moveFault(pause, 250_400, RUN, 1)).toMatchObject({ at: 1_250_400, until: 2_250_400 });
  });
  it('stays inside the run, its length kept', () => {
    expect(moveFault(pause, -5_000_000, RUN, SNAP)).toMatchObject({ at: 0, until: 1_000_000 });
    expect(moveFault(pause, 50_000_000, RUN, SNAP)).toMatchObject({ at: 9_000_000, until: RUN });
  });
  it('is never shorter than a millisecond', () => {
    expect(stretchFault(pause, 'to', 0, RUN, SNAP)).toMatchObject({ at: 1_000_000, until: 1_001_000 });
    expect(stretchFault(pause, 'from', RUN, RUN, SNAP)).toMatchObject({ at: 1_999_000, until: 2_000_000 });
  });
  it('is for good when its end is pulled past the end of the run, and ends again when pulled back', () => {
    const forGood = stretchFault(pause, 'to', RUN + 5, RUN, SNAP);
    expect(forGood).toEqual({ kind: 'pause', process: 'S1', at: 1_000_000 });
    expect(stretchFault(forGood, 'to', 3_000_000, RUN, SNAP)).toEqual({ ...pause, until: 3_000_000 });
  });
});

describe('faults in words', () => {
  it('names what is done to whom', () => {
    const faults: readonly Fault[] = [
      {
        kind: 'partition',
        groups: [
          ['S1', 'S2'],
          ['S3', 'S4', 'S5'],
        ],
        at: 3_000_000,
        until: 5_500_000,
      },
      skew,
      { kind: 'cut', from: 'S1', to: 'S2', bothWays: false, at: 0 },
      { kind: 'degrade', from: '*', to: '*', bothWays: true, loss: 0.3, delay: [50_000, 80_000], at: 0 },
      { kind: 'trigger', process: 'S1', timer: 'heartbeat', at: 0 },
    ];
    expect(faults.map((fault) => describeFault(fault))).toEqual([
      'partition S1 S2 / S3 S4 S5',
      'skew S2 −180 ms',
      'cut S1→S2',
      'all links loss 30 %, delay 50 ms to 80 ms',
      'heartbeat of S1 runs out',
    ]);
  });
  it('is announced with its time', () => {
    expect(announceFault(pause)).toBe('pause S1, from 1.000 s to 2.000 s');
    expect(announceFault(skew)).toBe('skew S2 −180 ms, at 1.500 s');
    expect(announceFault(crash)).toBe('crash S3, from 2.000 s on');
  });
});
