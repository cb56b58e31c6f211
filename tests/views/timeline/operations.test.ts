import { describe, expect, it } from 'vitest';
import { callsOf, intervalsIn, operationText } from '../../../src/views/timeline/operations.ts';
import { HandTrace } from '../../support/hand-trace.ts';

describe('operations of clients', () => {
  const run = new HandTrace(['S1'], ['C1']);
  run.operation(10, 30, 'C1', { op: 'write', key: 'x', value: '3' }, 'ok');
  run.operation(20, 40, 'C1', { op: 'read', key: 'x' }, '5');
  run.operation(50, undefined, 'C1', { op: 'write', key: 'x', value: '9' });
  run.operation(80, 90, 'C1', { op: 'read', key: 'y' });
  const trace = run.done();
  const calls = callsOf(trace)[1];
  it('lie beside each other where they overlap', () => {
    expect(calls?.intervals.map((interval) => interval.row)).toEqual([0, 1, 0, 0]);
  });
  it('are found by the window, those that began before it included', () => {
    const found = intervalsIn(calls as NonNullable<typeof calls>, 35_000, 60_000, 100);
    expect(found.map((interval) => interval.index)).toEqual([1, 2]);
  });
  it('say what was asked and what came of it', () => {
    expect(trace.operations.map(operationText)).toEqual(['x←3 ok', 'read x = 5', 'x←9 …no reply', 'read y = ∅']);
  });
});
