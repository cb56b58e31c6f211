import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearizabilityMonitor } from '../../src/check/monitor.ts';
import type { Operation } from '../../src/sim/trace-event.ts';
import { realTime, someOrderExplains } from '../support/brute-force.ts';
import { historyArbitrary } from '../support/history-arbitrary.ts';
import { watch } from '../support/live-history.ts';

const monitor = linearizabilityMonitor('Herlihy and Wing 1990');

/** Moves every event to an instant of its own, so that the order of events is the order of time. */
function apart(operations: readonly Operation[]): readonly Operation[] {
  const latest = new Map<string, number>();
  const move = (time: number, client: string, own: number) => {
    const moved = Math.max(time, (latest.get(client) ?? -1) + 1);
    latest.set(client, moved);
    return moved * 100 + own;
  };
  return operations.map((operation, index) => {
    const invoke = move(operation.invoke, operation.client, 2 * index);
    const end = operation.return === null ? null : move(operation.return, operation.client, 2 * index + 1);
    return { ...operation, invoke, return: end };
  });
}

describe('the live claim', () => {
  it('finds what the definition finds, on small histories', () => {
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(historyArbitrary({ keys: ['x'], clients: 4, most: 8 }).map(apart), (operations) => {
        const { holds } = watch(monitor, operations);
        expect(holds).toBe(someOrderExplains(operations, realTime));
        seen[`${holds}` as 'true'] += 1;
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(50);
  });

  it('fires at the first answer that no order explains, and not before', () => {
    fc.assert(
      fc.property(historyArbitrary({ clients: 3, most: 8 }).map(apart), (operations) => {
        const ended = operations.flatMap((operation) => operation.return ?? []);
        const until = (time: number) =>
          operations.flatMap((operation): Operation[] => {
            if (operation.invoke > time) return [];
            const open = operation.return === null || operation.return > time;
            return [open ? { ...operation, return: null, result: null, status: 'unknown' } : operation];
          });
        const first = ended.sort((a, b) => a - b).find((time) => !someOrderExplains(until(time), realTime));
        const { holds, finding, responded } = watch(monitor, operations);
        expect(holds).toBe(first === undefined);
        if (first === undefined) return;
        const inOrder = [...operations].sort((a, b) => a.invoke - b.invoke);
        const culprit = inOrder.findIndex((operation) => operation.return === first);
        expect(finding?.events).toContain(responded[culprit]);
      }),
      { numRuns: 1000 },
    );
  });

  it('names a stale read, what it contradicts, and their events', () => {
    const { finding, invoked, responded } = watch(monitor, [
      { client: 'C1', op: 'write', key: 'x', value: '1', invoke: 0, return: 10, result: null, status: 'ok' },
      { client: 'C1', op: 'write', key: 'x', value: '2', invoke: 20, return: 30, result: null, status: 'ok' },
      { client: 'C2', op: 'read', key: 'x', invoke: 40, return: 50, result: '1', status: 'ok' },
    ]);
    expect(finding?.message).toBe(
      'C2 reads x=1 though C1 had written x=2 before: no order of the operations on x explains both.',
    );
    expect(finding?.events).toEqual([responded[1], invoked[2], responded[2]]);
  });

  it('says so of a value that nobody wrote', () => {
    const { finding, invoked, responded } = watch(monitor, [
      { client: 'C1', op: 'write', key: 'x', value: '1', invoke: 0, return: 10, result: null, status: 'ok' },
      { client: 'C2', op: 'read', key: 'x', invoke: 40, return: 50, result: '7', status: 'ok' },
    ]);
    expect(finding?.message).toBe('C2 reads x=7, which nothing had written by then.');
    expect(finding?.events).toEqual([invoked[1], responded[1]]);
  });

  it('lets a write without an answer take effect late, once', () => {
    const lost: Operation = {
      client: 'C1',
      op: 'write',
      key: 'x',
      value: '9',
      invoke: 0,
      return: null,
      result: null,
      status: 'unknown',
    };
    const read = (at: number, result: string | null): Operation => ({
      client: 'C2',
      op: 'read',
      key: 'x',
      invoke: at,
      return: at + 5,
      result,
      status: 'ok',
    });
    const write: Operation = {
      client: 'C3',
      op: 'write',
      key: 'x',
      value: '1',
      invoke: 20,
      return: 25,
      result: null,
      status: 'ok',
    };
    expect(watch(monitor, [lost, read(10, null), write, read(30, '1'), read(40, '9')]).holds).toBe(true);
    expect(watch(monitor, [lost, read(10, '9'), write, read(30, '1'), read(40, '9')]).holds).toBe(false);
  });

  it('keeps a verdict on a long run with operations that were given up', () => {
    const operations = Array.from({ length: 400 }, (_, index): Operation[] => {
      const at = index * 100;
      const asked = { key: 'x', value: String(index) };
      const given = { return: null, result: null, status: 'unknown' } as const;
      return [
        index % 10 === 0
          ? { client: 'C1', op: 'write', ...asked, invoke: at, ...given }
          : { client: 'C1', op: 'write', ...asked, invoke: at, return: at + 60, result: null, status: 'ok' },
        {
          ...{ client: 'C2', op: 'read', key: 'x', invoke: at + 70, return: at + 90, status: 'ok' },
          result: index === 0 ? null : String(index % 10 === 0 ? index - 1 : index),
        },
      ];
    }).flat();
    expect(watch(monitor, operations)).toMatchObject({ holds: true, finding: undefined });
  });

  it('searches the whole history at the end where too much overlaps to be told apart live', () => {
    const lost = Array.from(
      { length: 12 },
      (_, index): Operation => ({
        ...{ client: `C${index + 2}`, op: 'append', key: 'x', value: String.fromCharCode(97 + index), invoke: index },
        ...{ return: null, result: null, status: 'unknown' },
      }),
    );
    const read = (client: string, result: string, invoke: number): Operation => ({
      ...{ client, op: 'read', key: 'x', invoke, return: invoke + 50, result, status: 'ok' },
    });
    const swap: Operation = {
      ...{
        client: 'C14',
        op: 'cas',
        key: 'x',
        value: 'z',
        expected: 'ca',
        invoke: 20,
        return: 90,
        result: true,
        status: 'ok',
      },
    };
    const again = lost.map((operation, index) => ({ ...read(operation.client, 'cab', 200), invoke: 200 + index }));
    const overflown = { holds: true, finding: { message: '' } };
    expect(watch(monitor, [...lost, ...again, swap, read('C1', 'zb', 30)])).toMatchObject({ holds: false });
    expect(watch(monitor, [...lost, swap, read('C1', 'ca', 30), read('C20', 'zb', 110)])).toMatchObject(overflown);
    expect(watch(monitor, [...lost.slice(0, 2), read('C1', 'bab', 100)])).toMatchObject({ holds: false });
  });
});
