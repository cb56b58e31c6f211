import { describe, expect, it } from 'vitest';
import { checkSessions, type Guarantee } from '../../src/check/sessions.ts';
import type { Operation } from '../../src/sim/trace-event.ts';

/** Each step `C1 w 1` or `C2 r 1`, one after another; `r -`: nothing was written. */
function history(...steps: readonly string[]): readonly Operation[] {
  return steps.map((step, index): Operation => {
    const [client = '', kind, value = ''] = step.split(' ');
    const span = { client, key: 'x', invoke: index * 10, return: index * 10 + 5, status: 'ok' } as const;
    if (kind === 'r') return { ...span, op: 'read', result: value === '-' ? null : value };
    return { ...span, op: kind === 'a' ? 'append' : 'write', value, result: null };
  });
}

const broken = (...steps: readonly string[]): readonly (readonly [Guarantee, readonly number[]])[] =>
  checkSessions(history(...steps))
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ guarantee, conflict }) => [guarantee, conflict]);

describe('session guarantees', () => {
  it('hold where every client only goes forward', () => {
    expect(broken('C1 w 1', 'C1 r 1', 'C2 r -', 'C2 r 1', 'C2 w 2', 'C1 r 2')).toEqual([]);
  });

  it('read your writes: what I wrote is not gone', () => {
    expect(broken('C1 w 1', 'C1 r -')).toEqual([['read your writes', [0, 1]]]);
    expect(broken('C1 w 1', 'C1 w 2', 'C1 r 1')).toEqual([['read your writes', [1, 2]]]);
    expect(broken('C1 w 1', 'C2 w 2', 'C1 r 2')).toEqual([]);
  });

  it('monotonic reads: what I have seen is not gone', () => {
    expect(broken('C1 w 1', 'C2 r 1', 'C2 r -')).toEqual([['monotonic reads', [1, 2]]]);
  });

  it('monotonic writes: others see my writes in my order', () => {
    expect(broken('C1 w 1', 'C1 w 2', 'C2 r 2', 'C2 r 1')).toEqual([['monotonic writes', [2, 3]]]);
  });

  it('writes follow reads: an answer is seen after what it answers', () => {
    expect(broken('C1 w 1', 'C2 r 1', 'C2 w 2', 'C3 r 2', 'C3 r 1')).toEqual([['writes follow reads', [3, 4]]]);
  });

  it('say nothing about versions that nobody can tell apart', () => {
    expect(checkSessions(history('C1 w 1', 'C2 w 1', 'C1 r -')).map(({ verdict }) => verdict)).toEqual(
      Array(4).fill('undecided'),
    );
    expect(checkSessions(history('C1 a 1', 'C1 r -'))[0]?.verdict).toBe('undecided');
  });

  it('do not order concurrent writes of different clients', () => {
    expect(broken('C1 w 1', 'C2 w 2', 'C3 r 2', 'C3 r 1')).toEqual([]);
  });
});
