/** Processes: their start, their timers, and what their charts' effects do to the world. */
import { present, unreachable } from '../base/assert.ts';
import { type Effect, react, type Stimulus, start } from './actor.ts';
import { drifting, skewed } from './clock.ts';
import { send } from './network.ts';
import type { HonestMessage } from './protocol.ts';
import { recordOn, tickOn } from './record.ts';
import { inputOf, type LocalTimer, type ProcessRecord, type Room, readClock } from './room.ts';
import type { Json, Micros, ProcessId } from './scenario.ts';
import { refreshNext, retimeTimers, setTimer } from './timers.ts';
import type { EventId, Operation } from './trace-event.ts';
import { SENDS_AGAIN, sendAgain, sendReliably } from './transport/sending.ts';
import { NEW_TRANSPORT } from './transport/state.ts';

/** A process begins its life, or begins it again from stable storage. */
export function boot(room: Room, record: ProcessRecord, cause: EventId): void {
  const input = inputOf(room, record.id, record.stable, record.incarnation, readClock(room, record));
  const [snapshot, effects] = start(record.machine, input);
  record.snapshot = snapshot;
  record.born = true;
  record.transport = NEW_TRANSPORT;
  record.incarnation += 1;
  carryOut(room, record, effects, cause);
}

/** After a pause: what waited is due at once, in its old order, requests first. */
export function resume(room: Room, record: ProcessRecord): void {
  if (!record.born) boot(room, record, -1);
  const { inbox, asks } = record;
  record.inbox = [];
  record.asks = [];
  for (const errand of inbox) room.agenda.push(errand);
  refreshNext(record);
  room.given = [...room.given, ...asks.map((index) => ({ what: 'ask', to: record.lane, index }) as const)];
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
  if (timer.stimulus.type === SENDS_AGAIN) return sendAgain(room, record, Number(timer.stimulus.to), cause);
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
        const claims = record.corrupting.length === 0 ? record.lane : claimOf(room, record, lane, type, payload);
        const over = room.scenario.network.transport === 'datagram' ? send : sendReliably;
        if (said !== undefined) over(room, record, lane, type, said, claims, cause);
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
  const behaviour = behaviourOf(room, record);
  const { lie } = room.protocol;
  if (behaviour === undefined || lie === undefined) return payload;
  return lie(behaviour, honest(room, record, to, type, payload));
}

/** In whose name a process under an arbitrary fault speaks. */
function claimOf(room: Room, record: ProcessRecord, to: number, type: string, payload: Json): number {
  const behaviour = behaviourOf(room, record);
  const { impersonate } = room.protocol;
  if (behaviour === undefined || impersonate === undefined) return record.lane;
  const name = impersonate(behaviour, honest(room, record, to, type, payload));
  return name === undefined ? record.lane : (room.laneOf.get(name) ?? record.lane);
}

function behaviourOf(room: Room, record: ProcessRecord): string | undefined {
  const fault = room.scenario.faults[record.corrupting.at(-1) ?? -1];
  return fault?.kind === 'corrupt' ? fault.behaviour : undefined;
}

function honest(room: Room, record: ProcessRecord, to: number, type: string, payload: Json): HonestMessage {
  return {
    seed: room.scenario.seed,
    from: record.id,
    to: room.lanes[to] as ProcessId,
    number: (room.sent[record.lane * room.lanes.length + to] as number) + 1,
    type,
    payload,
    processes: room.scenario.processes,
  };
}
