/** What the transport does, as a sentence (docs/adr/0010). */
import type { TraceEvent } from '../../sim/trace-event.ts';

export function transportSentence({ process, name, detail }: Extract<TraceEvent, { kind: 'step' }>): string {
  const { to, peer, seq, ack, message } = detail;
  switch (name) {
    case 'segment':
      if (detail.flags === 'ack') return `${process} acknowledges everything up to ${ack} to ${to}`;
      if (detail.flags === 'reset') return `${process} tells ${to} that it has started anew`;
      return `${process} puts ${message} on the wire to ${to}${detail.flags === 'data again' ? ' again' : ''}, number ${seq} of the stream`;
    case 'hold':
      return `${process} holds number ${seq} from ${peer}: ${detail.expected} is missing`;
    case 'discard':
      return seq === 0
        ? `${process} discards what ${peer} says of another incarnation`
        : `${process} discards number ${seq} from ${peer}: it has it`;
    case 'deliver':
      return `${process} has ${detail.from === detail.to ? `number ${detail.from}` : `numbers ${detail.from} to ${detail.to}`} from ${peer} in order`;
    case 'ack':
      return `${process} hears that ${peer} has everything up to ${ack}`;
    default:
      return `${process} begins a new stream to ${peer}, which has started anew; ${detail.lost} given up`;
  }
}
