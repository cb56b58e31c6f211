/** What an acknowledgement tells the sender: what has arrived, what there is room for, and what seems to be lost. */
import type { ClockReading } from '../../sim/protocol.ts';
import { deflate, endRecovery, grow, inflate, startRecovery, THREE } from './congestion.ts';
import { lengthOf, type Segment } from './messages.ts';
import { sendAgain } from './sending.ts';
import { toOffset } from './sequence.ts';
import { inTurn, type Outcome, type TcpContext } from './state.ts';
import { measure } from './timing.ts';

/** The acknowledgement is not beyond what was sent: its caller has looked, and will send what may go now. */
export function acknowledgeData(context: TcpContext, segment: Segment, { monotonic }: ClockReading): Outcome {
  const { send, space } = context;
  const ack = toOffset(segment.ack, send.iss, send.una, space);
  if (ack < send.una) return [context, []];
  const { window: room } = segment;
  const edge = Math.max(send.edge, ack + room);
  const opened = edge > send.edge;
  const told: TcpContext = {
    ...context,
    send: { ...send, edge },
    timing: opened ? { ...context.timing, probes: 0 } : context.timing,
  };
  if (ack > send.una)
    return inTurn(
      moved(told, ack),
      (now) => measure(now, monotonic),
      (now) => progress(now, ack - send.una, send.una),
    );
  // The same again: more has arrived, but not what comes next (RFC 5681 §2).
  const repeated = send.next > send.una && lengthOf(segment) === 0 && !opened && send.una > 0;
  return repeated ? duplicate(told) : [told, []];
}

function moved(context: TcpContext, ack: number): TcpContext {
  const { send } = context;
  return { ...context, send: { ...send, una: ack, next: Math.max(send.next, ack) } };
}

function progress(context: TcpContext, acknowledged: number, before: number): Outcome {
  const { congestion, send } = context;
  // SYN and FIN are no data.
  if (before === 0 || before > context.total) return [context, []];
  if (!congestion.recovering) return grow(context, Math.min(acknowledged, context.total + 1 - before));
  if (send.una >= congestion.recover) return endRecovery(context);
  return inTurn(unmeasured(context), (now) => deflate(now, acknowledged), sendAgain);
}

function duplicate(context: TcpContext): Outcome {
  const { congestion, send } = context;
  if (congestion.recovering) return inflate(context);
  const duplicates = congestion.duplicates + 1;
  const counted = { ...context, congestion: { ...congestion, duplicates } };
  // After a timeout, duplicates answer what was sent twice: they tell of no new loss (RFC 6582 §3.2).
  const isNew = send.una > congestion.recover || congestion.recover === 0;
  return duplicates === THREE && isNew ? inTurn(unmeasured(counted), startRecovery, sendAgain) : [counted, []];
}

/** What is sent again is not measured. */
function unmeasured(context: TcpContext): TcpContext {
  return { ...context, timing: { ...context.timing, sample: undefined } };
}
