/** Local timers of a process: set, turned into true time through its clock, and taken soonest first. */
import type { Stimulus } from './actor.ts';
import { monotonicReading, trueTimeOf } from './clock.ts';
import type { LocalTimer, ProcessRecord, Room } from './room.ts';
import type { Micros } from './scenario.ts';
import type { EventId } from './trace-event.ts';

/** Sets a timer of `delay` local µs; one with the same id is replaced. `refreshNext` is the caller's. */
export function setTimer(
  room: Room,
  record: ProcessRecord,
  stimulus: Stimulus,
  id: string,
  delay: Micros,
  cause: EventId,
): void {
  const deadline = monotonicReading(record.clock, room.now) + delay;
  const timer: LocalTimer = {
    id,
    name: timerName(stimulus.type),
    stimulus,
    deadline,
    setAt: room.now,
    dueAt: trueTimeOf(record.clock, deadline),
    sequence: room.sequence++,
    cause,
  };
  record.timers = [...record.timers.filter((other) => other.id !== id), timer];
}

/** After the clock's rate has changed: the same deadlines at other true times. */
export function retimeTimers(record: ProcessRecord): void {
  record.timers = record.timers.map((timer) => ({ ...timer, dueAt: trueTimeOf(record.clock, timer.deadline) }));
  refreshNext(record);
}

/** Brings `next` up to date after `timers` or the status has changed. */
export function refreshNext(record: ProcessRecord): void {
  let next: LocalTimer | undefined;
  if (record.status === 'up') {
    for (const timer of record.timers) {
      if (
        next === undefined ||
        timer.dueAt < next.dueAt ||
        (timer.dueAt === next.dueAt && timer.sequence < next.sequence)
      )
        next = timer;
    }
  }
  record.next = next;
}

const names = new Map<string, string>();

/** `electionTimeout` from XState's `xstate.after.electionTimeout.raft.follower`. */
function timerName(eventType: string): string {
  let name = names.get(eventType);
  if (name === undefined) {
    name = eventType.replace(/^xstate\.after\./, '').replace(/\..*$/, '');
    names.set(eventType, name);
  }
  return name;
}
