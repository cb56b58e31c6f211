/** Payers, servers and brokers in words. */
import type { Portrait, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { BrokerContext } from './broker.ts';
import type { ClientContext } from './client.ts';
import type { ServerContext } from './server.ts';

export function captionRpc(type: string, payload: Json): string {
  const { request, key, account, amount, receipt, number, payment } = payload as Readonly<Record<string, Json>>;
  switch (type) {
    case 'Request':
    case 'Publish':
      return `${account} ${amount}${key === null ? '' : `, key ${key}`}`;
    case 'Reply':
      return receipt === null ? `${request}: taken` : `${request}: entry ${receipt}`;
    case 'Confirm':
      return `${request}: kept`;
    case 'Deliver': {
      const inside = payment as Readonly<Record<string, Json>>; // a delivery holds a payment
      return `${number}: ${inside.account} ${inside.amount}`;
    }
    default:
      return `took ${number}`;
  }
}

export function rpcSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, name, detail } = event;
  const { client, request, receipt, account, amount, number } = detail;
  switch (name) {
    case 'retry':
      return `${process} has heard nothing and asks for payment ${request} again`;
    case 'answered':
      return `${process} has the answer to payment ${request}`;
    case 'book':
      return `${process} books payment ${request} of ${client} as entry ${receipt}: ${account} ${amount}`;
    case 'repeat':
      return `${process} knows the key of payment ${request} of ${client}: it repeats receipt ${receipt}`;
    case 'keep':
      return `${process} writes payment ${request} of ${client} down as message ${number}`;
    case 'taken':
      return `${process} crosses message ${number} out`;
    default:
      return undefined;
  }
}

export function isServer({ context }: Snapshot): boolean {
  return context !== undefined && 'ledger' in context;
}
export function isBrokers({ context }: Snapshot): boolean {
  return context !== undefined && 'messages' in context;
}

export function portrayRpc(snapshot: Snapshot): Portrait {
  const role = String(snapshot.value);
  if (isServer(snapshot)) {
    const { ledger, keys, jobs } = snapshot.context as ServerContext;
    const entries = ledger.slice(Math.max(0, ledger.length - 5));
    return {
      role,
      badge: `${ledger.length} booked`,
      facts: [
        { name: 'under way', value: String(Object.keys(jobs).length), stable: false },
        { name: 'keys known', value: String(keys.size), stable: true },
        ...entries.map(({ client, request, account, amount }, index) => ({
          name: `entry ${ledger.length - entries.length + index + 1}`,
          value: `${account} ${amount}, ${client}/${request}`,
          stable: true,
        })),
      ],
    };
  }
  if (isBrokers(snapshot)) {
    const { messages, taken } = snapshot.context as BrokerContext;
    return {
      role,
      badge: `holds ${messages.length - taken}`,
      facts: [
        { name: 'messages', value: String(messages.length), stable: true },
        { name: 'acknowledged', value: String(taken), stable: true },
      ],
    };
  }
  const { open, queue, answered } = snapshot.context as ClientContext;
  const waiting = Object.keys(open);
  return {
    role,
    facts: [
      { name: 'waits for', value: waiting.length === 0 ? '–' : waiting.join(' '), stable: false },
      { name: 'not yet begun', value: String(queue.length), stable: false },
      { name: 'answered', value: String(answered), stable: false },
    ],
  };
}
