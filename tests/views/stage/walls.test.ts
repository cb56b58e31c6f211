import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.ts';
import { layoutRing } from '../../../src/views/stage/layout.ts';
import { partedBy } from '../../../src/views/stage/parted.ts';
import { wallPath, wallsAt } from '../../../src/views/stage/walls.ts';

const processes = ['S1', 'S2', 'S3', 'S4', 'S5'];
const layout = layoutRing(processes, ['C1'], { width: 820, height: 390 });
const partition: Fault = {
  kind: 'partition',
  at: 1000,
  until: 2000,
  groups: [
    ['S1', 'S2'],
    ['S3', 'S4', 'S5'],
  ],
};

describe('a wall', () => {
  it('stands from the moment of the partition up to its end', () => {
    const names = [999, 1000, 1999, 2000].map((at) =>
      wallsAt({ faults: [partition] }, at, layout).map(({ name }) => name),
    );
    expect(names).toEqual([[], ['partition S1 S2 / S3 S4 S5'], ['partition S1 S2 / S3 S4 S5'], []]);
  });

  it('is one curve where the groups are two arcs, and spokes where they alternate', () => {
    const strokes = (groups: string[][]) => wallPath(groups, layout).split('M').length - 1;
    expect(
      strokes([
        ['S1', 'S2'],
        ['S3', 'S4', 'S5'],
      ]),
    ).toBe(1);
    expect(
      strokes([
        ['S1', 'S3'],
        ['S2', 'S4', 'S5'],
      ]),
    ).toBe(4);
    expect(strokes([['S1'], ['S2', 'S3'], ['S4', 'S5']])).toBe(3);
  });

  it('is not drawn around a single group', () => {
    expect(wallPath([['S1', 'S2']], layout)).toBe('');
  });

  it('stands across the links between groups, and all those of an isolated process', () => {
    const scenario = { faults: [partition], processes, clients: ['C1'] };
    expect(partedBy(scenario, 1500).size).toBe(6);
    const isolated = partedBy({ ...scenario, faults: [{ kind: 'isolate', at: 0, process: 'S4' }] }, 10);
    expect([...isolated].sort()).toEqual(['S1-S4', 'S2-S4', 'S3-S4', 'S4-C1', 'S4-S5']);
  });
});
