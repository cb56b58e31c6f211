/** What a measured duration must never be, and what a jump of the clock makes of one. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { MeasureContext } from './state.ts';

/** The last jump of each process's clock, to point at. */
type Jumps = Readonly<Record<string, EventId>>;

export const neverNegative: Monitor<Jumps> = {
  id: 'never-negative',
  claim: 'No duration that a process measures is negative.',
  type: 'safety',
  source: 'Kleppmann, chapter 8, Monotonic versus time-of-day clocks',
  on: ['clock', 'measured'],
  start: {},
  observe(jumps, _world, event) {
    const { process } = event;
    if (process === undefined) return [jumps, undefined];
    if (event.kind === 'clock') return [{ ...jumps, [process]: event.id }, undefined];
    if (event.kind !== 'step' || Number(event.detail.duration) >= 0) return [jumps, undefined];
    const jump = jumps[process];
    const message = `${process} measures that a job took ${inMs(event.detail.duration)}.`;
    return [jumps, { holds: false, events: [...(jump === undefined ? [] : [jump]), event.id], message }];
  },
};

/** The clock that nobody sets says that the job was in time, the time of day that it was not: whoever uses that gives up. */
export const falseTimeout: Situation<null> = {
  id: 'false-timeout',
  title: 'By the time of day a job took too long that did not',
  on: ['measured'],
  start: null,
  observe(_, world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [null, undefined];
    const { limit } = world.snapshotOf(event.process).context as MeasureContext;
    const { wall, monotonic } = event.detail;
    return [null, Number(wall) > limit && Number(monotonic) <= limit ? [event.id] : undefined];
  },
};

export const backwards: Situation<null> = {
  id: 'backwards',
  title: 'By the time of day a job ended before it began',
  on: ['measured'],
  start: null,
  observe: (_, _world, event) => [
    null,
    event.kind === 'step' && Number(event.detail.wall) < 0 ? [event.id] : undefined,
  ],
};

function inMs(micros: unknown): string {
  return `${(Number(micros) / 1000).toFixed(3)} ms`;
}
