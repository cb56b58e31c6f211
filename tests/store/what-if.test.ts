/** A what-if keeps the old run beside the new one, and leads to either. */
import { describe, expect, it } from 'vitest';
import { createSession } from '../../src/store/session.ts';
import { eventsOf, scenarioOf, whole } from '../laws/run.ts';

const { scenario, protocol } = scenarioOf('raft seed=42 duration=3s');
const crash = (now: typeof scenario) => ({
  ...now,
  faults: [...now.faults, { kind: 'crash', process: 'S1', at: 1_000_000 }] as const,
});

function computed() {
  const session = createSession(scenario, protocol);
  session.fork();
  session.edit(crash, 'crash S1');
  while (session.getState().simulation.status === 'running') session.compute(scenario.duration, 300);
  while (session.getState().reference?.simulation.status === 'running') session.computeReference(300);
  return session;
}

describe('a what-if', () => {
  it('computes both runs to their ends, each as if it were alone', () => {
    const { reference, simulation } = computed().getState();
    expect(reference && eventsOf(reference.simulation)).toEqual(eventsOf(whole(scenario, protocol)));
    expect(eventsOf(simulation)).toEqual(eventsOf(whole(crash(scenario), protocol)));
  });

  it('goes back to the old run with its future, and undo brings the new one', () => {
    const session = computed();
    const { reference, simulation } = session.getState();
    session.backToOld();
    expect(session.getState()).toMatchObject({ simulation: reference?.simulation, reference: undefined });
    session.undo();
    expect(session.getState().simulation).toBe(simulation);
  });

  it('keeps the new run, and undo leads through its edits', () => {
    const session = computed();
    const { simulation } = session.getState();
    session.keepNew();
    expect(session.getState()).toMatchObject({ simulation, reference: undefined });
    session.undo();
    expect(session.getState().simulation.scenario).toBe(scenario);
  });

  it('that changed nothing ends without a trace', () => {
    const session = createSession(scenario, protocol);
    session.fork();
    session.backToOld();
    expect(session.getState()).toMatchObject({ past: [], reference: undefined });
  });

  it('ends where another run is opened', () => {
    const session = computed();
    session.open(scenario, protocol);
    expect(session.getState().reference).toBeUndefined();
  });

  it('keeps the first old run while it is open', () => {
    const session = computed();
    const { reference } = session.getState();
    session.fork();
    expect(session.getState().reference).toBe(reference);
  });
});
