/** What of reliable links is on the stage: the protocol's messages alone, or all that is on the wire. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Acknowledgement, Flight, World } from '../../sim/world.ts';
import { FADE, type Loss } from './losses.ts';

/** One message on the stage, and how many more stand at the same place behind it. */
export interface Shown {
  readonly flight: Flight;
  readonly behind: number;
}

/** Segments folded away: each message once, from its send to the moment its process gets it. */
export function foldedFlights({ flights, standing }: World): readonly Shown[] {
  const best = new Map<string, Flight>();
  for (const flight of flights) {
    if (flight.superfluous === true) continue;
    const known = best.get(flight.message);
    if (known === undefined || (known.doom !== undefined && flight.doom === undefined))
      best.set(flight.message, flight);
  }
  return [...[...best.values()].map((flight) => ({ flight, behind: 0 })), ...queues(standing)];
}

/** Of those that stand at one place the first. */
function queues(standing: readonly Flight[]): readonly Shown[] {
  const heads = new Map<string, Shown>();
  for (const flight of standing) {
    const place = `${flight.from} ${flight.to} ${flight.stands}`;
    const known = heads.get(place);
    heads.set(place, known === undefined ? { flight, behind: 0 } : { ...known, behind: known.behind + 1 });
  }
  return [...heads.values()];
}

export interface AcknowledgementView {
  readonly key: string;
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly share: number;
  readonly name: string;
}

export function acknowledgementView(acknowledgement: Acknowledgement, at: TrueTime): AcknowledgementView {
  const { kind, from, to, ack, segment, copy, sentAt, arrivesAt } = acknowledgement;
  const length = arrivesAt - sentAt;
  return {
    key: `${segment}#${copy}`,
    from,
    to,
    share: length <= 0 ? 1 : Math.max(0, Math.min(1, (at - sentAt) / length)),
    name: kind === 'ack' ? `${from} has everything up to ${ack}` : `${from} has started anew`,
  };
}

/** Of recent losses those that matter where segments are folded away: what its process already has was no loss. */
export function foldedLosses(losses: readonly Loss[], trace: Trace): readonly Loss[] {
  return trace.streams ? losses.filter(({ event }) => !wasReceived(trace, event)) : losses;
}

/** Events looked at before a loss, from the newest. */
const MOST = 2_000;

function wasReceived(trace: Trace, lost: number): boolean {
  const send = trace.cause(lost);
  for (let id = lost - 1; id > Math.max(send, lost - MOST); id -= 1)
    if (trace.kind(id) === 'receive' && trace.cause(id) === send) return true;
  return false;
}

/** Acknowledgements that went astray a moment ago. */
export function recentlyAstray(trace: Trace, events: number, at: TrueTime): readonly Loss[] {
  if (!trace.streams) return [];
  const losses: Loss[] = [];
  for (let id = trace.countAt(at - FADE); id < Math.min(events, trace.length); id += 1) {
    if (trace.kind(id) !== 'astray') continue;
    losses.push({
      key: `astray ${id}`,
      event: id,
      from: trace.lanes[trace.from(id)] as ProcessId, // a link's ends are lanes
      to: trace.lanes[trace.to(id)] as ProcessId,
      share: trace.word(id) === 'crashed' ? 1 : 0.5,
      strength: 1 - (at - trace.at(id)) / FADE,
    });
  }
  return losses;
}
