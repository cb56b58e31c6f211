/** Processes: their start, their timers, and what their charts' effects do to the world. */
import { present, unreachable } from '../base/assert.ts';
import { type Effect, react, type Stimulus, start } from './actor.ts';
import { drifting, monotonicReading, skewed, trueTimeOf } from './clock.ts';
import { send } from './network.ts';
import { recordOn, tickOn } from './record.ts';
import { inputOf, type LocalTimer, type ProcessRecord, type Room, readClock } from './room.ts';
import type { Json, Micros, ProcessId } from './scenario.ts';
import type { EventId, Operation } from './trace-event.ts';

/** A process begins its life, or begins it again from stable storage. */
export function boot(room: Room, record: ProcessRecord, cause: EventId): void {
  const input = inputOf(room, record.id, record.stable, record.incarnation, readClock(room, record));
  const [snapshot, effects] = start(record.machine, input);
  record.snapshot = snapshot;
  record.born = true;
  record.incarnation += 1;
  carryOut(room, record, effects, cause);
}

/** After a pause: what waited is due at once, in its old order. */
export function resume(room: Room, record: ProcessRecord): void {
  if (!record.born) boot(room, record, -1);
  const { inbox, asks } = record;
  record.inbox = [];
  record.asks = [];
  for (const errand of inbox) room.agenda.push(errand);
  refreshNext(record);
  for (const index of asks) ask(room, record, index);
}

/** A client is asked for the operation with this index in the script. */
export function ask(room: Room, record: ProcessRecord, index: number): void {
  const { at: _, client: __, ...operation } = present(room.script.asks[index], 'request');
  stimulate(room, record, { type: 'ask', operation }, -1);
}

/** A timer runs out; `cause` where a fault made it. */
export function ring(room: Room, record: ProcessRecord, timer: LocalTimer, cause: EventId = timer.cause): void {
  record.timers = record.timers.filter((other) => other !== timer);
  refreshNext(record);
  tickOn(room, record.lane);
  const id = recordOn(room, 'timer', record, cause, { word: timer.name });
  stimulate(room, record, timer.stimulus, id);
}

/** Hands one stimulus to a process that is up and carries out what it does. */
export function stimulate(room: Room, record: ProcessRecord, stimulus: Stimulus, cause: EventId): void {
  const told = room.protocol.readsClock === true ? { ...stimulus, reading: readClock(room, record) } : stimulus;
  const [snapshot, effects] = react(record.machine, record.snapshot, told);
  record.snapshot = snapshot;
  carryOut(room, record, effects, cause);
}

/** What a process does to the world, as named actions of its chart. */
export type ProcessEffect =
  | {
      readonly type: 'send';
      readonly params: { readonly to: ProcessId; readonly type: string; readonly payload: Json };
    }
  | {
      readonly type: 'step';
      readonly params: { readonly name: string; readonly detail: Readonly<Record<string, Json>> };
    }
  /** The process moves the time of day of its own clock by `by` µs at once. */
  | { readonly type: 'stepClock'; readonly params: { readonly by: Micros } }
  /** From now on its clock gains `ppm` on top of its drift; 0: no longer. */
  | { readonly type: 'slewClock'; readonly params: { readonly ppm: number } }
  /** A client begins an operation it was asked for: what follows is caused by it. */
  | { readonly type: 'invoke'; readonly params: Pick<Operation, 'op' | 'key' | 'value' | 'expected'> }
  /** A client has the answer to the operation it invoked last. */
  | { readonly type: 'respond'; readonly params: { readonly result: Json; readonly status: 'ok' | 'fail' } }
  | {
      readonly type: 'xstate.raise';
      readonly params: { readonly event: Stimulus; readonly id: string; readonly delay?: number };
    }
  | { readonly type: 'xstate.cancel'; readonly params: { readonly sendId: string } };

function carryOut(room: Room, record: ProcessRecord, effects: readonly Effect[], stimulusId: EventId): void {
  let cause = stimulusId;
  for (const effect of effects as readonly ProcessEffect[]) {
    switch (effect.type) {
      case 'send': {
        const { to, type, payload } = effect.params;
        const lane = present(room.laneOf.get(to), `process ${to}`);
        const said = record.corrupting.length === 0 ? payload : lieOf(room, record, lane, type, payload);
        if (said !== undefined) send(room, record, lane, type, said, cause);
        break;
      }
      case 'step':
        tickOn(room, record.lane);
        recordOn(room, 'step', record, cause, { word: effect.params.name, extra: effect.params.detail });
        break;
      case 'stepClock':
        record.clock = skewed(record.clock, effect.params.by);
        recordClock(room, record, cause);
        break;
      case 'slewClock':
        if (effect.params.ppm === record.slew) break;
        record.clock = drifting(record.clock, record.clock.drift - record.slew + effect.params.ppm, room.now);
        record.slew = effect.params.ppm;
        retimeTimers(record);
        recordClock(room, record, cause);
        break;
      case 'invoke':
        cause = recordOn(room, 'invoke', record, cause, { subject: room.operations, extra: effect.params });
        record.operation = room.operations;
        room.operations += 1;
        break;
      case 'respond':
        recordOn(room, 'respond', record, cause, { subject: record.operation, extra: effect.params });
        break;
      case 'xstate.raise':
        if (effect.params.delay !== undefined)
          setTimer(room, record, effect.params.event, effect.params.id, effect.params.delay, cause);
        break;
      case 'xstate.cancel':
        record.timers = record.timers.filter(({ id }) => id !== effect.params.sendId);
        break;
      default:
        unreachable(effect);
    }
  }
  refreshNext(record);
}

function recordClock(room: Room, record: ProcessRecord, cause: EventId): void {
  const { offset, drift } = record.clock;
  recordOn(room, 'clock', record, cause, { word: 'ntp', extra: { offset, drift } });
}

/** What a process under an arbitrary fault says instead; undefined: it keeps silent. */
function lieOf(room: Room, record: ProcessRecord, to: number, type: string, payload: Json): Json | undefined {
  const fault = room.scenario.faults[record.corrupting.at(-1) ?? -1];
  const { lie } = room.protocol;
  if (fault?.kind !== 'corrupt' || lie === undefined) return payload;
  return lie(fault.behaviour, {
    seed: room.scenario.seed,
    from: record.id,
    to: room.lanes[to] as ProcessId,
    number: (room.sent[record.lane * room.lanes.length + to] as number) + 1,
    type,
    payload,
    processes: room.scenario.processes,
  });
}

function setTimer(
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
