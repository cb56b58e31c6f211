/** State machine replication in words. */
import type { Fact, MessageKind, Portrait, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type Command, commandText, type Entries, type Fetch, type Reply } from './messages.ts';
import { isSequencer, type ReplicaContext } from './replica.ts';
import { digestOf, type Item } from './state-machine.ts';

/** Digits of a digest that are shown: enough to see that two differ. */
const SHOWN = 6;
/** On the stage there is room for fewer. */
const IN_A_BADGE = 4;

export const smrMessages: readonly MessageKind[] = [
  { type: 'Request', title: 'Request', form: 'request', tone: 'neutral' },
  { type: 'Reply', title: 'Reply', form: 'reply', tone: 'neutral' },
  { type: 'Order', title: 'Order', form: 'request', tone: 'seeking' },
  { type: 'Entries', title: 'Entries', form: 'reply', tone: 'leading' },
  { type: 'Fetch', title: 'Fetch', form: 'request', tone: 'following' },
];

export function shortDigest(digest: string): string {
  return digest.slice(0, SHOWN);
}

/** Payloads here are those that this protocol's machines sent. */
export function captionMessage(type: string, payload: Json): string {
  switch (type) {
    case 'Request':
    case 'Order':
      return commandText(payload as Command);
    case 'Entries': {
      const { after, entries } = payload as Entries;
      const [first] = entries;
      return entries.length === 1 && first !== undefined
        ? `${after + 1}: ${commandText(first)}`
        : `${after + 1}–${after + entries.length}`;
    }
    case 'Fetch':
      return `after ${(payload as Fetch).after}?`;
    default: {
      const { result } = payload as Reply;
      return result === null ? 'done' : `is ${result}`;
    }
  }
}

export function smrSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'role':
      return `${process} is ${detail.role === 'ordering' ? 'the sequencer' : 'a replica'}`;
    case 'append':
      return `${process} puts ${detail.command} in order, at index ${detail.index}`;
    case 'apply':
      if (detail.effective !== true) return `${process} finds ${detail.command} at index ${detail.index} done already`;
      return `${process} ${detail.replayed === true ? 'replays' : 'applies'} index ${detail.index}: ${detail.what}; state ${shortDigest(String(detail.state))}`;
    case 'give-up':
      return `${process} gives up; whether its command takes effect stays unknown`;
    default:
      return undefined;
  }
}

export function isReplica({ context }: Snapshot): boolean {
  return context !== undefined && 'logDigest' in context;
}

export function timeText(changed: number): string {
  return `${(changed / 1000).toFixed(1)} ms`;
}

export function portraySmr(snapshot: Snapshot): Portrait {
  if (!isReplica(snapshot)) {
    const { current } = snapshot.context as { readonly current: Command | null };
    const command = current === null ? 'none' : commandText(current);
    return { role: String(snapshot.value), facts: [{ name: 'command', value: command, stable: false }] };
  }
  const context = snapshot.context as ReplicaContext;
  const { log, applied, state } = context;
  const items = [...state.items.entries()].map(([key, { text, changed }]: readonly [string, Item]): Fact => {
    return { name: key, value: `${text}, changed at ${timeText(changed)}`, stable: false };
  });
  return {
    role: isSequencer(context) ? 'ordering' : 'applying',
    badge: `${applied}·${digestOf(state).slice(0, IN_A_BADGE)}`,
    facts: [
      { name: 'log', value: `${log.length} entries`, stable: true },
      { name: 'applied', value: String(applied), stable: false },
      { name: 'state', value: shortDigest(digestOf(state)), stable: false },
      ...items,
    ],
  };
}
