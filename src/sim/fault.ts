/** Faults: what each kind does when it begins and when it ends. */
import { present, unreachable } from '../base/assert.ts';
import { type Clock, drifting, skewed } from './clock.ts';
import { after } from './lifecycle.ts';
import { linksCutBy, withCuts, withDegrades } from './links.ts';
import { lose } from './network.ts';
import { boot, resume, ring } from './process.ts';
import { promptsOf } from './protocol.ts';
import { recordOn, recordWorld } from './record.ts';
import type { LocalTimer, ProcessRecord, Room } from './room.ts';
import type { Fault, ProcessId } from './scenario.ts';
import { refreshNext, retimeTimers } from './timers.ts';
import type { EventId } from './trace-event.ts';

export function beginFault(room: Room, index: number): void {
  const fault = present(room.scenario.faults[index], 'fault');
  if (!hasTarget(room, fault)) {
    recordWorld(room, 'moot', -1, { subject: index, word: 'begin' });
    return;
  }
  room.found = new Set([...room.found, index]);
  const cause = recordWorld(room, 'fault', -1, { subject: index, word: 'begin' });
  switch (fault.kind) {
    case 'cut':
    case 'partition':
    case 'isolate':
      return cutLinks(room, fault, index);
    case 'degrade':
      return degrade(room, [...room.links.degrading, index]);
    case 'pause':
      return pause(room, recordOf(room, fault.process), index, cause);
    case 'crash':
      return crash(room, recordOf(room, fault.process), index, cause);
    case 'restart':
      return start(room, recordOf(room, fault.process), 'restart', index, cause);
    case 'skew':
      return setClock(room, recordOf(room, fault.process), (clock) => skewed(clock, fault.by), 'skew', cause);
    case 'drift':
      return beginDrift(room, recordOf(room, fault.process), index, cause);
    case 'trigger':
      return trigger(room, recordOf(room, fault.process), fault.timer, cause);
    case 'drop':
    case 'duplicate':
    case 'delay':
      return; // carried out when the message is sent: `network.ts`
    case 'corrupt':
      return corrupt(recordOf(room, fault.process), (others) => [...others, index]);
    default:
      unreachable(fault);
  }
}

export function endFault(room: Room, index: number): void {
  const fault = present(room.scenario.faults[index], 'fault');
  if (!room.found.has(index)) {
    recordWorld(room, 'moot', -1, { subject: index, word: 'end' });
    return;
  }
  const cause = recordWorld(room, 'fault', -1, { subject: index, word: 'end' });
  switch (fault.kind) {
    case 'cut':
    case 'partition':
    case 'isolate':
      room.links = withCuts(room.links, linksCutBy(fault, room.lanes), 'heal', index);
      return;
    case 'degrade':
      return degrade(
        room,
        room.links.degrading.filter((other) => other !== index),
      );
    case 'pause':
      return endPause(room, recordOf(room, fault.process), index, cause);
    case 'crash':
      if (room.scenario.model.process !== 'crash-stop')
        start(room, recordOf(room, fault.process), 'recover', index, cause);
      return;
    case 'drift':
      return endDrift(room, recordOf(room, fault.process), index, cause);
    case 'corrupt':
      return corrupt(recordOf(room, fault.process), (others) => others.filter((other) => other !== index));
    default:
      return; // the other kinds do not last
  }
}

/** At the end of the run: message faults whose message never came to exist. */
export function concludeFaults(room: Room): void {
  const indices = [...room.script.onMessage.values()].flat().sort((a, b) => a - b);
  for (const index of indices) {
    if (!room.found.has(index)) recordWorld(room, 'moot', -1, { subject: index, word: 'begin' });
  }
}

/** Whether there is anything the fault can be done to now. */
function hasTarget(room: Room, fault: Fault): boolean {
  switch (fault.kind) {
    case 'pause':
      return recordOf(room, fault.process).status !== 'crashed';
    case 'restart':
      return recordOf(room, fault.process).status === 'crashed';
    case 'trigger': {
      const record = recordOf(room, fault.process);
      return record.status === 'up' && timerNamed(room, record, fault.timer) !== undefined;
    }
    default:
      return true;
  }
}

/** What is in flight on a link that is cut is lost with it. */
function cutLinks(room: Room, fault: Fault, index: number): void {
  const cut = linksCutBy(fault, room.lanes);
  room.links = withCuts(room.links, cut, 'cut', index);
  const affected = new Set(cut);
  const lost = room.agenda.remove(
    (errand) => errand.doom === undefined && affected.has(errand.from * room.lanes.length + errand.to),
  );
  for (const errand of lost) lose(room, errand, 'cut');
}

function degrade(room: Room, degrading: readonly number[]): void {
  room.links = withDegrades(room.links, degrading, room.scenario.faults, room.scenario.network, room.lanes);
}

function pause(room: Room, record: ProcessRecord, by: number, cause: EventId): void {
  const was = record.status;
  live(record, 'pause', by);
  if (was === 'up') recordOn(room, 'pause', record, cause, {});
}

function endPause(room: Room, record: ProcessRecord, by: number, cause: EventId): void {
  const was = record.status;
  live(record, 'resume', by);
  if (was !== 'paused' || record.status !== 'up') return;
  recordOn(room, 'resume', record, cause, {});
  resume(room, record);
}

/**
 * Memory is lost, with it timers and what waited in the inbox; stable storage is kept.
 * One that is down already stays down until the later end.
 */
function crash(room: Room, record: ProcessRecord, by: number, cause: EventId): void {
  if (record.status === 'crashed') return live(record, 'crash', by);
  if (record.born) record.stable = room.protocol.stable(record.snapshot);
  record.timers = [];
  if (record.slew !== 0) {
    const { slew } = record;
    record.slew = 0;
    setClock(room, record, (clock) => drifting(clock, clock.drift - slew, room.now), 'ntp', cause);
  }
  live(record, 'crash', by);
  recordOn(room, 'crash', record, cause, {});
  const { inbox } = record;
  record.inbox = [];
  record.asks = [];
  for (const errand of inbox) lose(room, errand, 'crashed');
}

function start(room: Room, record: ProcessRecord, how: 'recover' | 'restart', by: number, cause: EventId): void {
  const was = record.status;
  live(record, how, by);
  if (was !== 'crashed' || record.status !== 'up') return;
  const id = recordOn(room, 'restart', record, cause, {});
  boot(room, record, id);
}

/** Of overlapping lies the one that began last is told. */
function corrupt(record: ProcessRecord, change: (others: readonly number[]) => readonly number[]): void {
  record.corrupting = change(record.corrupting);
}

/** Of overlapping drifts the one that began last counts, as with degraded links. */
function beginDrift(room: Room, record: ProcessRecord, index: number, cause: EventId): void {
  record.drifting = [...record.drifting, index];
  const ppm = driftOf(room, record);
  setClock(room, record, (clock) => drifting(clock, ppm, room.now), 'drift', cause);
}

function endDrift(room: Room, record: ProcessRecord, index: number, cause: EventId): void {
  record.drifting = record.drifting.filter((other) => other !== index);
  const ppm = driftOf(room, record);
  if (ppm !== record.clock.drift) setClock(room, record, (clock) => drifting(clock, ppm, room.now), 'drift', cause);
}

function driftOf({ scenario }: Room, { drifting, slew }: ProcessRecord): number {
  const fault = scenario.faults[drifting.at(-1) ?? -1];
  return (fault?.kind === 'drift' ? fault.ppm : 0) + slew;
}

function setClock(
  room: Room,
  record: ProcessRecord,
  change: (clock: Clock) => Clock,
  reason: 'skew' | 'drift' | 'ntp',
  cause: EventId,
): void {
  record.clock = change(record.clock);
  retimeTimers(record);
  const { offset, drift } = record.clock;
  recordOn(room, 'clock', record, cause, { word: reason, extra: { offset, drift } });
}

function trigger(room: Room, record: ProcessRecord, name: string, cause: EventId): void {
  ring(room, record, present(timerNamed(room, record, name), 'timer'), cause);
}

/** The timer that is set, or else one made for the moment by the protocol's prompts. */
function timerNamed(room: Room, record: ProcessRecord, name: string): LocalTimer | undefined {
  const set = record.timers.find((timer) => timer.name === name);
  if (set !== undefined) return set;
  const prompt = promptsOf(room.protocol, record.id, room.scenario.processes).find((one) => one.name === name);
  if (prompt === undefined) return undefined;
  const { stimulus } = prompt;
  return { id: '', name, stimulus, deadline: 0, setAt: room.now, dueAt: room.now, sequence: 0, cause: -1 };
}

function live(record: ProcessRecord, type: 'pause' | 'resume' | 'crash' | 'recover' | 'restart', by: number): void {
  record.life = after(record.life, type, by);
  record.status = record.life.value as ProcessRecord['status']; // the chart's states are the statuses
  refreshNext(record);
}

function recordOf(room: Room, process: ProcessId): ProcessRecord {
  return present(room.records[present(room.laneOf.get(process), `lane of ${process}`)], process);
}
