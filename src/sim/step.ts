/** The only place where anything happens: the next thing that is due is taken and carried out. */
import { present } from '../base/assert.ts';
import type { Errand } from './agenda.ts';
import { beginFault, endFault } from './fault.ts';
import { arrive, lose } from './network.ts';
import { ask, boot, ring, stimulate } from './process.ts';
import type { ProcessRecord, Room } from './room.ts';
import type { ProcessId } from './scenario.ts';
import { receiveSegment } from './transport/receiving.ts';

/** When the next thing is due; Infinity: nothing ever is. */
export function nextAt(room: Room): number {
  if (room.given.length > 0) return room.now;
  const phase = room.script.phases[room.phases]?.at ?? Number.POSITIVE_INFINITY;
  const ask = room.script.asks[room.asks]?.at ?? Number.POSITIVE_INFINITY;
  const errand = room.agenda.first?.at ?? Number.POSITIVE_INFINITY;
  let due = errand;
  for (const record of room.records) {
    if (record.next !== undefined && record.next.dueAt < due) due = record.next.dueAt;
  }
  return Math.min(phase, ask, Math.max(due, room.now));
}

/** Starts every process, at time 0: after the faults of that moment, for faults come first. */
export function startAll(room: Room): void {
  for (let phase = room.script.phases[0]; phase?.at === 0; phase = room.script.phases[room.phases])
    carryOutPhase(room, phase);
  for (const record of room.records) {
    if (record.status === 'up' && !record.born) boot(room, record, -1);
  }
}

/** Carries out what is due next: faults first, then clients' requests, then messages and timers in the order they were set off. */
export function step(room: Room): void {
  if (room.given.length > 0) return give(room);
  const errand = room.agenda.first;
  let at = errand?.at ?? Number.POSITIVE_INFINITY;
  let sequence = errand?.sequence ?? 0;
  let ringing: ProcessRecord | undefined;
  for (const record of room.records) {
    const timer = record.next;
    if (timer === undefined || timer.dueAt > at || (timer.dueAt === at && timer.sequence > sequence)) continue;
    ringing = record;
    at = timer.dueAt;
    sequence = timer.sequence;
  }
  // What waited for a paused process is overdue and happens now.
  at = Math.max(at, room.now);
  const phase = room.script.phases[room.phases];
  const ask = room.script.asks[room.asks];
  if (phase !== undefined && phase.at <= at && phase.at <= (ask?.at ?? at)) return carryOutPhase(room, phase);
  if (ask !== undefined && ask.at <= at) return carryOutAsk(room, ask.at);
  room.now = at;
  if (ringing !== undefined) return ring(room, ringing, present(ringing.next, 'timer that is due'));
  deliver(room, present(room.agenda.pop(), 'message that is due'));
}

function carryOutPhase(room: Room, { at, fault, phase }: Room['script']['phases'][number]): void {
  room.now = at;
  room.phases += 1;
  if (phase === 'begin') beginFault(room, fault);
  else endFault(room, fault);
}

function carryOutAsk(room: Room, at: number): void {
  room.now = at;
  const index = room.asks++;
  const { client } = present(room.script.asks[index], 'request');
  const record = present(room.records[present(room.laneOf.get(client), 'lane of a client')], 'client');
  if (record.status === 'paused') record.asks = [...record.asks, index];
  else if (record.status === 'up') ask(room, record, index);
}

function deliver(room: Room, errand: Errand): void {
  if (errand.doom !== undefined) return lose(room, errand, errand.doom);
  const record = present(room.records[errand.to], 'receiver');
  if (record.status === 'crashed') return lose(room, errand, 'crashed');
  if (record.status === 'paused') {
    record.inbox = [...record.inbox, errand];
    return;
  }
  if (errand.segment === undefined) return hand(room, record, errand);
  const messages = receiveSegment(room, record, errand, errand.segment);
  room.given = messages.map((message) => ({ what: 'message', to: record.lane, errand: message }));
  if (messages.length > 0) give(room);
}

/** The first of what was put ready: the step that put it there left its process up. */
function give(room: Room): void {
  const [first, ...others] = room.given;
  room.given = others;
  const given = present(first, 'what is given');
  const record = present(room.records[given.to], 'process that is given it');
  if (given.what === 'ask') ask(room, record, given.index);
  else hand(room, record, given.errand);
}

/** The process has the message, from whoever it says it comes from. */
function hand(room: Room, record: ProcessRecord, errand: Errand): void {
  const id = arrive(room, errand);
  stimulate(
    room,
    record,
    { type: errand.type, from: room.lanes[errand.claims] as ProcessId, payload: errand.payload },
    id,
  );
}
