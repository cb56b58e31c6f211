/** Chain replication in words: labels of messages, sentences for events, a process's state as facts. */
import type { Fact, MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { raft } from '../raft/index.ts';
import { type Configuration, chainOf } from './configuration.ts';
import type { ControlContext } from './control-context.ts';
import { portrayControl } from './control-plane.ts';
import {
  type Ack,
  type Attach,
  type Attached,
  type Command,
  describeCommand,
  type Reply,
  type UpdateDown,
  type Version,
} from './messages.ts';
import { cleanOf } from './objects.ts';
import { inProcess, isSynced, lastSeq, type ServerContext } from './state.ts';

export const chainRoles: readonly Role[] = [
  { id: 'head', title: 'head', tone: 'leading' },
  { id: 'middle', title: 'middle', tone: 'following' },
  { id: 'tail', title: 'tail', tone: 'seeking' },
  { id: 'alone', title: 'head and tail', tone: 'leading', unlisted: true },
  { id: 'outside', title: 'outside', tone: 'neutral', unlisted: true },
  { id: 'control', title: 'control plane', tone: 'neutral', unlisted: true },
  ...raft.roles.map((role) => ({ ...role, unlisted: true as const })),
];

export const chainMessages: readonly MessageKind[] = [
  { type: 'Update', title: 'Update', form: 'request', tone: 'leading' },
  { type: 'Ack', title: 'Acknowledgement', form: 'reply', tone: 'leading' },
  { type: 'Attach', title: 'Attach', form: 'request', tone: 'seeking' },
  { type: 'Attached', title: 'What was missing', form: 'reply', tone: 'seeking' },
  { type: 'Fetch', title: 'Fetch', form: 'request', tone: 'seeking' },
  { type: 'State', title: 'State', form: 'reply', tone: 'seeking' },
  { type: 'Heartbeat', title: 'Heartbeat', form: 'request', tone: 'neutral' },
  { type: 'Alive', title: 'Lease', form: 'reply', tone: 'neutral' },
  { type: 'Configure', title: 'Configuration', form: 'request', tone: 'seeking' },
  { type: 'Refused', title: 'Refusal', form: 'reply', tone: 'neutral' },
  { type: 'Query', title: 'Version query', form: 'request', tone: 'following' },
  { type: 'Version', title: 'Version', form: 'reply', tone: 'following' },
  ...raft.messages.filter(({ type }) => type !== 'Request' && type !== 'Reply'),
  { type: 'Locate', title: 'Locate', form: 'request', tone: 'neutral' },
  { type: 'Request', title: 'Request', form: 'request', tone: 'neutral' },
  { type: 'Reply', title: 'Reply', form: 'reply', tone: 'neutral' },
];

/** Payloads here are those that this protocol's machines sent. */
export function captionChain(type: string, payload: Json): string {
  switch (type) {
    case 'Update': {
      const { key, version } = (payload as UpdateDown).update;
      return `${key} v${version}`;
    }
    case 'Ack':
      return `ack ${(payload as Ack).seq}`;
    case 'Attach':
      return `have ${(payload as Attach).last}`;
    case 'Attached':
      return `+${(payload as Attached).updates.length}`;
    case 'State':
      return `all ${(payload as Attached).updates.length}`;
    case 'Configure':
    case 'Refused':
      return `${type === 'Refused' ? 'no, ' : ''}e${(payload as Configuration).epoch} ${chainOf(payload as Configuration).join('→')}`;
    case 'Query':
      return `${(payload as Version).key}?`;
    case 'Version':
      return `${(payload as Version).key} v${(payload as Version).version}`;
    case 'Alive':
      return 'lease';
    case 'Request':
      return describeCommand(payload as Command);
    case 'Reply':
      return (payload as Reply).done ? 'done' : 'not here';
    case 'RequestVote':
    case 'Vote':
    case 'Append':
    case 'Appended':
      return raft.caption(type, payload);
    default:
      return type.toLowerCase();
  }
}

export function chainSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'role':
      return detail.epoch === undefined
        ? undefined
        : `${process} is ${titleOf(String(detail.role))} in epoch ${detail.epoch}`;
    case 'configure':
      return `${process} takes on epoch ${detail.epoch}: ${(detail.chain as readonly string[]).join(' → ')}`;
    case 'sync':
      return `${process} has all that its predecessor had, up to update ${detail.last}, in epoch ${detail.epoch}`;
    case 'copy':
      return `${process} has copied the tail, up to update ${detail.last}`;
    case 'update':
      return `${process} takes version ${detail.version} of ${detail.key}: ${detail.value ?? 'nothing'} (${detail.state})`;
    case 'clean':
      return `${process} knows that version ${detail.version} of ${detail.key} has reached the tail`;
    case 'query':
      return `${process} asks the tail which version of ${detail.key} is committed`;
    case 'read':
      return detail.served === 'local'
        ? `${process} answers a read of ${detail.key} by itself: version ${detail.version}`
        : `${process} answers a read of ${detail.key} with what the tail has: version ${detail.version}`;
    case 'give-up':
      return `${process} gives up on its operation; its outcome stays unknown`;
    default:
      return raft.sentence(event);
  }
}

function titleOf(role: string): string {
  return chainRoles.find(({ id }) => id === role)?.title ?? role;
}

export function portrayChain(snapshot: Snapshot): Portrait {
  if ('history' in snapshot.context) return portrayServer(snapshot.context as ServerContext, String(snapshot.value));
  if ('reports' in snapshot.context) return portrayControl(snapshot.context as ControlContext, String(snapshot.value));
  return portrayClient(snapshot);
}

function portrayServer(context: ServerContext, role: string): Portrait {
  const { configuration, acked, objects } = context;
  const fact = (name: string, value: string, stable: boolean): Fact => ({ name, value, stable });
  return {
    role,
    epoch: configuration.epoch,
    badge: `epoch ${configuration.epoch}`,
    facts: [
      fact('chain', chainOf(configuration).join(' → ') || 'not known', true),
      fact('updates', String(lastSeq(context)), true),
      fact('at the tail', String(acked), true),
      fact(
        'in process',
        inProcess(context)
          .map(({ key, version }) => `${key} v${version}`)
          .join(' ') || 'none',
        true,
      ),
      fact('up to date', role !== 'outside' && isSynced(context) ? 'yes' : 'not yet', true),
      fact(
        'objects',
        objects.versions
          .entries()
          .map(([key]) => `${key}=${cleanOf(objects, key, acked)?.value ?? 'none'}`)
          .join(' ') || 'none',
        true,
      ),
      fact('lease until', `${Math.round(context.leaseUntil / 1000)} ms`, false),
    ],
  };
}

function portrayClient(snapshot: Snapshot): Portrait {
  const { current, queue, configuration, tries } = snapshot.context as {
    current: Command | null;
    queue: readonly unknown[];
    configuration: Configuration;
    tries: number;
  };
  return {
    role: String(snapshot.value),
    facts: [
      { name: 'operation', value: current === null ? 'none' : describeCommand(current), stable: false },
      { name: 'chain', value: chainOf(configuration).join(' → ') || 'not known', stable: false },
      { name: 'tries', value: current === null ? '0' : String(tries), stable: false },
      { name: 'waiting', value: String(queue.length), stable: false },
    ],
  };
}
