/** Messages that were lost a moment ago, with the place where each died. */
import type { Network, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface Loss {
  readonly key: string;
  readonly event: EventId;
  readonly from: ProcessId;
  readonly to: ProcessId;
  /** Of its way that it had gone. */
  readonly share: number;
  /** 1 just now, 0 when `FADE` has gone by. */
  readonly strength: number;
}

/** How long a loss is seen, µs of true time. */
export const FADE = 200_000;
/** More would be a thicket; the newest count. */
const MOST = 60;

/** `events`: how many of the trace have happened at `at`. */
export function recentLosses(trace: Trace, events: number, at: TrueTime, network: Network): readonly Loss[] {
  const first = trace.countAt(at - FADE);
  const lost = trace.landmarks(first, Math.min(events, trace.length)).filter((id) => trace.kind(id) === 'lost');
  return lost.slice(-MOST).map((id) => ({
    key: `${trace.address(id)}#${trace.copy(id)}`,
    event: id,
    from: trace.lanes[trace.from(id)] as ProcessId,
    to: trace.lanes[trace.to(id)] as ProcessId,
    share: shareGone(trace, id, network),
    strength: 1 - (at - trace.at(id)) / FADE,
  }));
}

/** What is doomed dies half-way; a cut takes what is in flight where it is; a receiver that is down, on arrival. */
function shareGone(trace: Trace, id: EventId, network: Network): number {
  const reason = trace.word(id);
  if (reason === 'crashed' || reason === 'refused') return 1;
  const byFault = id > 0 && trace.at(id - 1) === trace.at(id) && ['fault', 'lost'].includes(trace.kind(id - 1));
  if (reason !== 'cut' || !byFault) return 0.5;
  const send = trace.cause(id);
  const usual = (network.delay[0] + network.delay[1]) / 2;
  // The delay it would have had is not in the trace: the network's own serves.
  return send < 0 || usual === 0 ? 0.5 : Math.max(0.08, Math.min(0.92, (trace.at(id) - trace.at(send)) / usual));
}
