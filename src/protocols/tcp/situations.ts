/** Moments worth a name. */
import type { Situation } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { isOwn } from './reading.ts';

function whenStep(
  id: string,
  title: string,
  name: string,
  holds: (detail: Readonly<Record<string, Json>>) => boolean,
): Situation<null> {
  return {
    id,
    title,
    on: [name],
    start: null,
    observe: (memory, _world, event: TraceEvent) => [
      memory,
      event.kind === 'step' && isOwn(event) && holds(event.detail) ? [event.id] : undefined,
    ],
  };
}

export const refusedByChecksum = whenStep(
  'checksum-refused',
  'A changed segment is thrown away',
  'discard',
  ({ reason }) => reason === 'checksum',
);

export const outOfOrder = whenStep(
  'out-of-order',
  'Bytes come before those they follow',
  'accept',
  ({ held }) => held === true,
);

export const fastRetransmit = whenStep(
  'fast-retransmit',
  'Three duplicates tell of a loss',
  'window',
  ({ reason }) => reason === 'fast-retransmit',
);

export const timedOut = whenStep('timed-out', 'A timeout', 'window', ({ reason }) => reason === 'timeout');

export const probed = whenStep('probed', 'A closed window is probed', 'segment', ({ probe }) => probe === true);

export const waiting = whenStep(
  'time-wait',
  'An end waits in TIME-WAIT',
  'state',
  ({ state }) => state === 'TIME-WAIT',
);

export const cutShort = whenStep('cut-short', 'A connection is cut short', 'abort', () => true);
