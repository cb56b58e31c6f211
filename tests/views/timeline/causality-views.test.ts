import { describe, expect, it } from 'vitest';
import { causalPath } from '../../../src/sim/causal-path.ts';
import { lightCone } from '../../../src/sim/causality.ts';
import { coneShape } from '../../../src/views/timeline/cone.ts';
import { hitAt } from '../../../src/views/timeline/hit.ts';
import { layoutRows } from '../../../src/views/timeline/rows.ts';
import { timeScale, xOf } from '../../../src/views/timeline/scale.ts';
import { HandTrace } from '../../support/hand-trace.ts';

/** S1 tells S2, S2 tells S3; S4 is on its own. */
function relay() {
  const run = new HandTrace(['S1', 'S2', 'S3', 'S4']);
  const start = run.step(1, 'S1', 'begin');
  const first = run.send(2, 'S1', 'S2', 'Tell');
  const told = run.receive(10, first);
  const second = run.send(11, 'S2', 'S3', 'Tell');
  const last = run.receive(20, second);
  const alone = run.step(12, 'S4', 'idle');
  const trace = run.done();
  const id = (draft: number) => run.ids[draft] as number; // every draft is an event after `done`
  return {
    trace,
    start: id(start),
    first: id(first),
    told: id(told),
    second: id(second),
    last: id(last),
    alone: id(alone),
  };
}

describe('the path between two events', () => {
  it('is the messages that carried the news', () => {
    const { trace, start, first, told, second, last } = relay();
    expect(causalPath(trace, start, last)).toEqual([
      { send: first, receive: told },
      { send: second, receive: last },
    ]);
  });
  it('is empty on one process, and there is none between concurrent events or back in time', () => {
    const { trace, start, first, last, alone } = relay();
    expect(causalPath(trace, start, first)).toEqual([]);
    expect(causalPath(trace, start, alone)).toBeUndefined();
    expect(causalPath(trace, last, start)).toBeUndefined();
  });
});

describe('the light cone as shapes', () => {
  it('has the arrows that lead to the event in its past and those that it leads to in its future', () => {
    const { trace, told } = relay();
    const rows = layoutRows(4, 4, 300);
    const scale = timeScale({ from: 0, to: 30_000 }, 600);
    const shape = coneShape(trace, lightCone(trace, told), rows, scale, 30_000);
    expect(shape.past.lines.length / 4).toBe(1);
    expect(shape.future.lines.length / 4).toBe(1);
    expect([shape.past.dots.length / 2, shape.future.dots.length / 2]).toEqual([2, 2]);
  });
});

describe('what lies under the pointer', () => {
  const { trace, told, first, alone } = relay();
  const rows = layoutRows(4, 4, 300);
  const scale = timeScale({ from: 0, to: 30_000 }, 600);
  const field = { trace, rows, scale, reached: 30_000 };
  const y = (lane: number) => rows.rows[lane]?.y ?? 0;
  it('is the nearest event of the lane', () => {
    expect(hitAt(field, xOf(scale, 10_100), y(1))).toEqual({ kind: 'event', event: told });
    expect(hitAt(field, xOf(scale, 12_000), y(3) + 3)).toEqual({ kind: 'event', event: alone });
  });
  it('is a message where its arrow passes between lanes', () => {
    const middle = (y(0) + y(1)) / 2;
    expect(hitAt(field, xOf(scale, 6_000), middle)).toEqual({ kind: 'flight', send: first, end: told });
  });
  it('is nothing in the open', () => {
    expect(hitAt(field, xOf(scale, 28_000), y(0))).toBeUndefined();
  });
});
