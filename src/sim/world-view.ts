/** A room, replayed up to a moment, as the world that views draw. */
import type { Errand } from './agenda.ts';
import { reading } from './clock.ts';
import type { Figures } from './links.ts';
import type { ProcessRecord, Room } from './room.ts';
import type { TrueTime } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';
import { acknowledgementOf, carriesMessage, isSuperfluous, standingMessages } from './transport/portray.ts';
import type { Flight, LinkState, ProcessState, World } from './world.ts';

export function portrayWorld(room: Room, trace: Trace, at: TrueTime): World {
  const errands = room.agenda.copy().sort((a, b) => a.sequence - b.sequence);
  return {
    at,
    events: room.events,
    processes: room.records.map((record) => processState(room, record, trace, at)),
    links: linkStates(room),
    flights: errands.filter(carriesMessage).map((errand) => flightOf(room, errand)),
    standing: standingMessages(room),
    acknowledgements: errands.flatMap((errand) => acknowledgementOf(room, errand)),
  };
}

function processState(room: Room, record: ProcessRecord, trace: Trace, at: TrueTime): ProcessState {
  const { id, lane, status, snapshot, clock } = record;
  const last = lastTick(trace, lane, room.events);
  return {
    id,
    lane,
    client: lane >= room.scenario.processes.length,
    status,
    snapshot,
    stable: status === 'crashed' ? record.stable : room.protocol.stable(snapshot),
    clock: { offset: clock.offset, drift: clock.drift, reading: reading(clock, at) },
    timers: record.timers.map(({ name, setAt, dueAt }) => ({ name, setAt, dueAt })),
    lamport: last < 0 ? 0 : trace.lamport(last),
    vector: trace.lanes.map((_, other) => (last < 0 ? 0 : trace.vector(last, other))),
    inbox: record.inbox.filter(carriesMessage).map((errand) => flightOf(room, errand)),
  };
}

/** The last event below `end` that ticked the lane's clock; −1: none. */
function lastTick(trace: Trace, lane: number, end: EventId): EventId {
  let low = 0;
  let high = trace.tickCount(lane);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.tick(lane, middle + 1) < end) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : trace.tick(lane, low);
}

function linkStates(room: Room): LinkState[] {
  const { lanes, links, sent, scenario } = room;
  return lanes.flatMap((from, a) =>
    lanes.flatMap((to, b): LinkState[] => {
      if (a === b) return [];
      const link = a * lanes.length + b;
      const { lossPpm, duplicatePpm, delay } = links.figures[link] as Figures; // one for each pair
      const loss = lossPpm / 1_000_000;
      const duplicate = duplicatePpm / 1_000_000;
      const { network } = scenario;
      const sameDelay = delay[0] === network.delay[0] && delay[1] === network.delay[1];
      const degraded = loss !== network.loss || duplicate !== network.duplicate || !sameDelay;
      return [{ from, to, cut: !links.open[link], degraded, loss, duplicate, delay, sent: sent[link] as number }];
    }),
  );
}

function flightOf(room: Room, errand: Errand): Flight {
  const from = room.lanes[errand.from] as string;
  const to = room.lanes[errand.to] as string;
  const { number, copy, type, payload, send, sentAt, arrivesAt, doom } = errand;
  return {
    message: `${from}-${to}.${number}`,
    copy,
    from,
    to,
    type,
    payload,
    send,
    sentAt,
    arrivesAt,
    ...(doom === undefined ? {} : { doom: { reason: doom, endsAt: errand.at } }),
    ...(isSuperfluous(room, errand) ? { superfluous: true } : {}),
  };
}
