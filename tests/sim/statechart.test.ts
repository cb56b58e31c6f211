import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import { raftClient } from '../../src/protocols/raft/client.ts';
import { raftProcess } from '../../src/protocols/raft/machine.ts';
import { activeStates, statechartOf } from '../../src/sim/statechart.ts';

describe('the statechart of a machine', () => {
  it('lists its states, the first one marked', () => {
    const { states } = statechartOf(raftProcess);
    expect(states.map(({ name, initial }) => [name, initial])).toEqual([
      ['follower', true],
      ['candidate', false],
      ['leader', false],
    ]);
  });

  it('names timers, guards and targets as the machine does', () => {
    const { transitions } = statechartOf(raftProcess);
    const from = (state: string) => transitions.filter((transition) => transition.from === `raft.${state}`);
    expect(from('follower')).toContainEqual({
      from: 'raft.follower',
      to: 'raft.candidate',
      trigger: { kind: 'after', name: 'electionTimeout' },
      guard: undefined,
      actions: ['standForElection'],
    });
    expect(from('candidate')).toContainEqual(
      expect.objectContaining({ to: 'raft.leader', trigger: { kind: 'event', name: 'Vote' }, guard: 'makesMajority' }),
    );
    expect(from('leader')).toContainEqual(
      expect.objectContaining({ to: undefined, trigger: { kind: 'event', name: 'Request' } }),
    );
  });

  it('knows transitions that need no event', () => {
    expect(statechartOf(raftClient).transitions).toContainEqual(
      expect.objectContaining({
        from: 'client.waiting',
        to: 'client.idle',
        trigger: { kind: 'always' },
        guard: 'isIdle',
      }),
    );
  });

  it('goes down to the innermost states, which inherit what surrounds them', () => {
    const nested = createMachine({
      id: 'n',
      initial: 'a',
      states: {
        a: { initial: 'x', on: { STOP: 'b' }, states: { x: { on: { GO: 'y' } }, y: {} } },
        b: { type: 'final' },
      },
    });
    const { states, transitions } = statechartOf(nested);
    expect(states.map(({ name, initial, final }) => [name, initial, final])).toEqual([
      ['a.x', true, false],
      ['a.y', false, false],
      ['b', false, true],
    ]);
    expect(transitions.map(({ from, to }) => [from, to])).toEqual([
      ['n.a.x', 'n.a.y'],
      ['n.a.x', 'n.b'],
      ['n.a.y', 'n.b'],
    ]);
    expect(activeStates(nested, nested.resolveState({ value: { a: 'y' } }))).toEqual(['n.a.y']);
  });
});
