/** Processes: their start, their timers, and what their charts' effects do to the world. */
import { present, unreachable } from '../base/assert.ts';
import { type Effect, react, type Stimulus, start } from './actor.ts';
import { monotonicReading, trueTimeOf } from './clock.ts';
import { send } from './network.ts';
import { recordOn, tickOn } from './record.ts';
import { inputOf, type LocalTimer, type ProcessRecord, type Room } from './room.ts';
import type { Json, Micros, ProcessId } from './scenario.ts';
import type { EventId, Operation } from './trace-event.ts';

/** A process begins its life, or begins it again from stable storage. */
export function boot(room: Room, record: ProcessRecord, cause: EventId): void {
  const [snapshot, effects] = start(record.machine, inputOf(room, record.id, record.stable, record.incarnation));
  record.snapshot = snapshot;
  record.incarnation += 1;
  carryOut(room, record, effects, cause);
}

/** After a pause: what waited is due at once, in its old order. */
export function resume(room: Room, record: ProcessRecord): void {
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
  const [snapshot, effects] = react(record.machine, record.snapshot, stimulus);
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
        send(room, record, present(room.laneOf.get(to), `process ${to}`), type, payload, cause);
        break;
      }
      case 'step':
        tickOn(room, record.lane);
        recordOn(room, 'step', record, cause, { word: effect.params.name, extra: effect.params.detail });
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
