/**
 * a → b exactly when V(a) < V(b), in its two directions, held against the kernel's vector clocks.
 * Each new event is held against two events of each process: along a process stamps only grow, so that the events
 * below a stamp are the first ones, those above it the last ones, and borders tell of all the others.
 */
import type { Finding, LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import { knownOf, noStamps, type Stamped, type Stamps, stampedIn, stampsOf, withStamp } from '../stamped-history.ts';
import { isLess, type Vector } from './clock.ts';

type History = Stamps<Vector>;

const show = ({ process, value }: Stamped<Vector>) => `${process}’s [${value.join(' ')}]`;

export const beforeIsLess = held(
  'before-is-less',
  'If a happened before b, then V(a) < V(b).',
  (stamps, world, now) => {
    for (const process of world.processes) {
      const list = stampsOf(stamps, process);
      const last = list.get(knownOf(list, process, now) - 1);
      if (last !== undefined && !isLess(last.value, now.value))
        return found(last, now, `${show(last)} happened before ${show(now)}, and is not less.`);
    }
    return undefined;
  },
);

export const lessIsBefore = held(
  'less-is-before',
  'If V(a) < V(b), then a happened before b.',
  (stamps, world, now) => {
    for (const process of world.processes) {
      const list = stampsOf(stamps, process);
      const unknown = list.get(knownOf(list, process, now));
      if (unknown !== undefined && isLess(unknown.value, now.value))
        return found(unknown, now, `${show(unknown)} is less than ${show(now)}, and nothing of it has got there.`);
      const latest = list.get(list.length - 1);
      if (latest !== undefined && isLess(now.value, latest.value))
        return found(latest, now, `${show(now)} is less than ${show(latest)}, which was there before it.`);
    }
    return undefined;
  },
);

function held(
  id: string,
  claim: string,
  judge: (stamps: History, world: LiveWorld, now: Stamped<Vector>) => Finding | undefined,
): Monitor<History> {
  return {
    id,
    claim,
    type: 'safety',
    source: 'Mattern 1989, vector time; Fidge 1988',
    on: ['stamp'],
    start: noStamps(),
    observe(stamps, world, event) {
      const now = stampedIn<Vector>(event);
      return now === undefined ? [stamps, undefined] : [withStamp(stamps, now), judge(stamps, world, now)];
    },
  };
}

function found(earlier: Stamped<Vector>, later: Stamped<Vector>, message: string): Finding {
  return { holds: false, events: [earlier.event, later.event], message };
}

interface Front {
  readonly stamps: History;
  /** Whether the last events were concurrent at the last event already. */
  readonly apart: boolean;
}

/** Nobody's last event is known to anybody else. */
export const allConcurrent: Situation<Front> = {
  id: 'all-concurrent',
  title: 'The last events of all processes are concurrent',
  on: ['stamp'],
  start: { stamps: noStamps(), apart: false },
  observe({ stamps, apart }, world, event) {
    const now = stampedIn<Vector>(event);
    if (now === undefined) return [{ stamps, apart }, undefined];
    const next = withStamp(stamps, now);
    const front = world.processes.map((process) => stampsOf(next, process).get(stampsOf(next, process).length - 1));
    const present = front.filter((one) => one !== undefined);
    const concurrent =
      present.length === front.length &&
      present.every((one) => present.every((other) => one === other || (other.knows[one.process] ?? 0) < one.counter));
    const events = concurrent && !apart ? present.map((one) => one.event).sort((a, b) => a - b) : undefined;
    return [{ stamps: next, apart: concurrent }, events];
  },
};
