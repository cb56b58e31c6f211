/** What timeouts promise: that crashes are noticed, that suspicions are withdrawn, and, where delays are bounded, no mistakes. */
import { completeness } from '../../check/detection/completeness.ts';
import { trustedAgain } from '../../check/detection/trusted-again.ts';
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { Micros, ProcessId } from '../../sim/scenario.ts';
import { keptBetween, noPremises, PREMISE_KINDS, type Premises, premisesAfter } from './premises.ts';
import type { DetectorContext } from './state.ts';

/**
 * A sign of life of a crashed process is at most one period old when it stops, and silence is noticed a timeout later;
 * twice that leaves room for clocks that run slowly.
 */
export const crashesNoticed = completeness((world, observer, down) => {
  const { period, timeout } = contextOf(world, observer);
  return 2 * (timeout + Math.max(period, contextOf(world, down).period));
});

export const withdrawn = trustedAgain(['Heartbeat', 'Pong']);

/** In a synchronous system a timeout is a proof; here the premise is looked for in the trace, event by event. */
export const noFalseSuspicion: Monitor<Premises> = {
  id: 'no-false-suspicion',
  claim:
    'While messages between two processes stay below the bound that the timeout allows for, neither suspects the other.',
  type: 'safety',
  source: 'Chandra & Toueg 1996, §2.2 (strong accuracy); Kleppmann 2017, ch. 8',
  on: [...PREMISE_KINDS, 'suspect'],
  start: noPremises,
  observe(premises, world, event) {
    if (event.kind !== 'step') return [premisesAfter(premises, event), undefined];
    const { process: observer, cause } = event;
    const subject = event.detail.process;
    if (observer === undefined || typeof subject !== 'string' || cause === premises.triggered)
      return [premises, undefined];
    if (world.statusOf(subject) !== 'up') return [premises, undefined];
    const bound = boundOf(world, observer, subject);
    const back = 2 * contextOf(world, observer).timeout;
    // A timeout shorter than the period allows for no delay at all.
    if (bound <= 0 || !keptBetween(premises, [observer, subject], world.now, bound, back)) return [premises, undefined];
    const message = `${observer} suspects ${subject}, which is up; every message between them took less than ${(bound / 1000).toFixed(0)} ms.`;
    return [premises, { holds: false, events: [event.id], message }];
  },
};

/** A message may take so long, µs: a heartbeat what is left of the timeout after a period, a ping half of a round trip. */
function boundOf(world: LiveWorld, observer: ProcessId, subject: ProcessId): Micros {
  const { style, timeout } = contextOf(world, observer);
  return style === 'ping' ? Math.floor(timeout / 2) : timeout - contextOf(world, subject).period;
}

/** Somebody is suspected who is up: at most a nuisance, and not to be avoided where delays have no bound. */
export const mistake: Situation<null> = {
  id: 'mistake',
  title: 'Somebody is suspected who has not crashed',
  on: ['suspect'],
  start: null,
  observe(memory, world, event) {
    if (event.kind !== 'step' || typeof event.detail.process !== 'string') return [memory, undefined];
    return [memory, world.statusOf(event.detail.process) === 'crashed' ? undefined : [event.id]];
  },
};

/** Snapshots of detectors have their context. */
function contextOf(world: LiveWorld, process: ProcessId): DetectorContext {
  return world.snapshotOf(process).context as DetectorContext;
}
