import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { raftClient } from '../../../src/protocols/raft/client.ts';
import { raftProcess } from '../../../src/protocols/raft/machine.ts';
import { statechartOf } from '../../../src/sim/statechart.ts';
import { type Box, overlaps } from '../../../src/views/stage/geometry.ts';
import { CHARACTER, type ChartLayout, LINE, layersOf } from '../../../src/views/statechart/chart-layout.ts';
import { arrowsOf, handledBy, waysOf, wrap } from '../../../src/views/statechart/edges.ts';
import { layoutChart } from '../../../src/views/statechart/layout-chart.ts';

const branching = createMachine({
  id: 'b',
  initial: 'idle',
  states: {
    idle: { on: { PREPARE: 'preparing', ABORT: 'aborted' } },
    preparing: { on: { YES: 'prepared', NO: 'aborted', TIMEOUT: 'idle' } },
    prepared: { on: { COMMIT: 'committed', ABORT: 'aborted', PREPARE: 'prepared' } },
    committed: { on: { RESET: 'idle' } },
    aborted: { on: { RESET: 'idle' } },
  },
});

const SIZES = [
  { width: 820, height: 300 },
  { width: 560, height: 215 },
  { width: 390, height: 240 },
];

function labelsOf({ arrows }: ChartLayout): readonly Box[] {
  return arrows.map(({ lines, label }) => {
    const width = Math.max(...lines.map((line) => line.length)) * CHARACTER;
    return { x: label.x - width / 2, y: label.y - LINE / 2 + 1, width, height: lines.length * LINE - 2 };
  });
}

describe('a statechart laid out', () => {
  for (const machine of [raftProcess, raftClient, branching]) {
    it(`keeps the words of ${machine.id} off each other and off the states, inside the drawing`, () => {
      for (const size of SIZES) {
        const layout = layoutChart(statechartOf(machine), size);
        const labels = labelsOf(layout);
        const boxes = layout.boxes.map(({ x, y, width, height }) => ({
          x: x - width / 2,
          y: y - height / 2,
          width,
          height,
        }));
        labels.forEach((label, index) => {
          expect(label.x >= 0 && label.x + label.width <= layout.width, layout.arrows[index]?.lines.join()).toBe(true);
          expect(label.y >= 0 && label.y + label.height <= layout.height, layout.arrows[index]?.lines.join()).toBe(
            true,
          );
          for (const other of [...labels.slice(index + 1), ...boxes])
            expect(overlaps(label, other), layout.arrows[index]?.lines.join()).toBe(false);
        });
      }
    });
  }

  it('orders states by how many transitions lead to them', () => {
    expect(layersOf(statechartOf(raftProcess))).toEqual([['raft.follower'], ['raft.candidate'], ['raft.leader']]);
  });
});

describe('the words on an arrow', () => {
  it('join events under one guard', () => {
    const arrows = arrowsOf(statechartOf(raftProcess));
    const home = arrows.find(({ from, to }) => from === 'raft.leader' && to === 'raft.follower');
    expect(home?.words).toEqual(['Appended, Append, RequestVote, Vote [laterTerm]']);
    expect(arrows.find(({ to }) => to === 'raft.leader')?.words).toEqual(['Vote [makesMajority]']);
  });

  it('leave what changes no state to the state itself', () => {
    expect(handledBy(statechartOf(raftProcess), 'raft.leader')).toContain('Request');
  });

  it('can be told apart after they were broken', () => {
    const words = ['Vote, Appended [laterTerm]', 'Append [currentOrLaterTerm]'];
    expect(waysOf(words, wrap(words, 16))).toEqual([0, 0, 1, 1]);
  });

  it('are broken at spaces only', () => {
    expect(wrap(['after electionTimeout', 'a'], 12)).toEqual(['after', 'electionTimeout', 'a']);
  });
});
