/** The congestion window: slow start, congestion avoidance, and what a loss does to it (RFC 5681, RFC 6582). */

import { inFlight } from './sending.ts';
import { type Congestion, type Outcome, step, type TcpContext } from './state.ts';

export type WindowReason = 'slow-start' | 'avoidance' | 'fast-retransmit' | 'recovery' | 'recovered' | 'timeout';

/** Duplicate acknowledgements that mean a loss and not just a segment that was overtaken. */
export const THREE = 3;

export function windowStep({ congestion }: TcpContext, reason: WindowReason): ReturnType<typeof step> {
  return step('window', { cwnd: congestion.cwnd, ssthresh: congestion.ssthresh, reason });
}

/** New data is acknowledged and no loss is being mended: a segment more a segment, or a segment more a round trip. */
export function grow(context: TcpContext, acknowledged: number): Outcome {
  const { congestion, settings, send } = context;
  const calm: Congestion = { ...congestion, duplicates: 0 };
  if (congestion.cwnd < congestion.ssthresh) {
    const cwnd = congestion.cwnd + Math.min(acknowledged, settings.mss);
    const next = { ...context, congestion: { ...calm, cwnd } };
    return [next, [windowStep(next, 'slow-start')]];
  }
  const credit = congestion.credit + acknowledged;
  if (credit < congestion.cwnd) return [{ ...context, congestion: { ...calm, credit } }, []];
  const cwnd = congestion.cwnd + settings.mss;
  const next = { ...context, send, congestion: { ...calm, credit: credit - congestion.cwnd, cwnd } };
  return [next, [windowStep(next, 'avoidance')]];
}

/** Half of what was under way when the loss was seen, and two segments at least. */
function halved(context: TcpContext): number {
  return Math.max(Math.floor(inFlight(context) / 2), 2 * context.settings.mss);
}

/** The third duplicate: what follows arrives, so only one segment is missing. */
export function startRecovery(context: TcpContext): Outcome {
  const ssthresh = halved(context);
  const congestion: Congestion = {
    ...context.congestion,
    ssthresh,
    cwnd: ssthresh + THREE * context.settings.mss,
    credit: 0,
    recovering: true,
    recover: context.send.max,
  };
  const next = { ...context, congestion };
  return [next, [windowStep(next, 'fast-retransmit')]];
}

/** Another duplicate while a loss is mended: one more segment has left the network. */
export function inflate(context: TcpContext): Outcome {
  const { congestion, settings } = context;
  const next = { ...context, congestion: { ...congestion, cwnd: congestion.cwnd + settings.mss } };
  return [next, [windowStep(next, 'recovery')]];
}

/** New data is acknowledged during recovery, but not all that was under way: there is another hole. */
export function deflate(context: TcpContext, acknowledged: number): Outcome {
  const { congestion, settings } = context;
  const cwnd = Math.max(settings.mss, congestion.cwnd - acknowledged) + settings.mss;
  const next = { ...context, congestion: { ...congestion, cwnd } };
  return [next, [windowStep(next, 'recovery')]];
}

export function endRecovery(context: TcpContext): Outcome {
  const { congestion } = context;
  const next = {
    ...context,
    congestion: { ...congestion, cwnd: congestion.ssthresh, recovering: false, duplicates: 0, credit: 0 },
  };
  return [next, [windowStep(next, 'recovered')]];
}

/** Nothing came back at all: begin again with one segment. A second timeout in a row halves nothing further. */
export function collapse(context: TcpContext): Outcome {
  const { congestion, settings, send, timing } = context;
  const ssthresh = timing.tries === 0 ? halved(context) : congestion.ssthresh;
  const next = {
    ...context,
    congestion: {
      cwnd: settings.mss,
      ssthresh,
      credit: 0,
      duplicates: 0,
      recovering: false,
      recover: send.max,
    },
  };
  return [next, [windowStep(next, 'timeout')]];
}
