/** What an interval around a reading promises, and what timers do on a clock that runs wrong. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { DriftContext } from './state.ts';

/**
 * By process: how often the rate of its clock changed; null once it has broken its promise, for then nothing is claimed
 * about it any more. A clock counts whole µs, and each change of its rate can cut off one.
 */
type Changes = Readonly<Record<ProcessId, number | null>>;

export const withinBand: Monitor<Changes> = {
  id: 'within-band',
  claim:
    'True time lies between the earliest and the latest time that a process gives, as long as its clock has drifted by no more than the bound and nobody has moved it.',
  type: 'safety',
  source: 'Kleppmann, chapter 8, Clock readings have a confidence interval',
  on: ['clock', 'read'],
  start: {},
  observe(changes, world, event) {
    const { process } = event;
    const before = process === undefined ? null : (changes[process] ?? (process in changes ? null : 0));
    if (process === undefined || before === null) return [changes, undefined];
    if (event.kind === 'clock') {
      const promised = event.reason !== 'skew' && Math.abs(event.drift) <= Number(world.option('bound'));
      return [{ ...changes, [process]: promised ? before + 1 : null }, undefined];
    }
    if (event.kind !== 'step' || !misses(event, before)) return [changes, undefined];
    const message = `${process} says that it is between ${micros(event.detail.earliest)} and ${micros(event.detail.latest)}; true time is ${micros(event.at)}.`;
    return [changes, { holds: false, events: [event.id], message }];
  },
};

function misses({ at, detail }: Extract<TraceEvent, { kind: 'step' }>, slack = 0): boolean {
  return at < Number(detail.earliest) - slack || at > Number(detail.latest) + slack;
}

function micros(value: unknown): string {
  return `${(Number(value) / 1000).toFixed(3)} ms`;
}

/** By process: whether its last interval missed true time. */
type Missing = Readonly<Record<ProcessId, boolean>>;

/** Told once when it begins: the process itself has no way to notice. */
export const surelyWrong: Situation<Missing> = {
  id: 'surely-wrong',
  title: 'A clock is wrong by more than its process believes possible',
  on: ['read'],
  start: {},
  observe(missing, _world, event) {
    const { process } = event;
    if (event.kind !== 'step' || process === undefined) return [missing, undefined];
    const now = misses(event);
    const before = missing[process] ?? false;
    if (now === before) return [missing, undefined];
    return [{ ...missing, [process]: now }, now ? [event.id] : undefined];
  },
};

/** By process: the reading before. */
type Before = Readonly<Record<ProcessId, { readonly at: number; readonly event: EventId }>>;

function timerSituation(
  id: string,
  title: string,
  isOff: (gained: number, slack: number) => boolean,
): Situation<Before> {
  return {
    id,
    title,
    on: ['read', 'crash'],
    start: {},
    observe(before, world, event) {
      const { process } = event;
      if (process === undefined) return [before, undefined];
      const { [process]: last, ...others } = before;
      if (event.kind === 'crash') return [others, undefined];
      const { interval } = world.snapshotOf(process).context as DriftContext;
      const slack = 1 + Math.ceil((interval * Number(world.option('bound'))) / 1_000_000);
      const off = last !== undefined && isOff(event.at - last.at - interval, slack);
      const next = { ...others, [process]: { at: event.at, event: event.id } };
      return [next, off && last !== undefined ? [last.event, event.id] : undefined];
    },
  };
}

export const earlyTimer = timerSituation(
  'early-timer',
  'A timer runs out earlier than the bound allows',
  (gained, slack) => gained < -slack,
);
export const lateTimer = timerSituation(
  'late-timer',
  'A timer runs out later than the bound allows',
  (gained, slack) => gained > slack,
);

/** By the two clocks the message arrived before it was sent. */
export const fromTheFuture: Situation<null> = {
  id: 'from-the-future',
  title: 'A message from the future',
  on: ['heard'],
  start: null,
  observe(_, _world, event) {
    const early = event.kind === 'step' && Number(event.detail.took) < 0;
    return [null, early ? [...(event.cause === undefined ? [] : [event.cause]), event.id] : undefined];
  },
};
