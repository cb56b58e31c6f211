/** Leases in words: labels of messages, sentences for events, what a process knows. */
import type { Fact, MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { raft } from '../raft/index.ts';
import { type GroupContext, heldIn } from './group.ts';
import type { HolderContext } from './holder.ts';
import type { Acquire, Grant, Redirect, Value, Write, Written } from './messages.ts';
import type { ResourceContext } from './resource.ts';
import type { StoreContext } from './store.ts';

export const leaseRoles: readonly Role[] = [
  { id: 'waiting', title: 'waiting', tone: 'following' },
  { id: 'asking', title: 'asking', tone: 'seeking' },
  { id: 'holder', title: 'holder', tone: 'leading' },
  { id: 'free', title: 'free', tone: 'neutral' },
  { id: 'held', title: 'held', tone: 'leading' },
  { id: 'resource', title: 'resource', tone: 'neutral' },
  ...raft.roles.map((role) => ({ ...role, unlisted: true as const })),
];

export const leaseMessages: readonly MessageKind[] = [
  { type: 'Acquire', title: 'Acquire', form: 'request', tone: 'seeking' },
  { type: 'Grant', title: 'Grant', form: 'reply', tone: 'leading' },
  { type: 'Deny', title: 'Deny', form: 'reply', tone: 'following' },
  { type: 'Renew', title: 'Renew', form: 'request', tone: 'leading' },
  { type: 'Renewed', title: 'Renewed', form: 'reply', tone: 'leading' },
  { type: 'Release', title: 'Release', form: 'request', tone: 'following' },
  { type: 'Fetch', title: 'Read', form: 'request', tone: 'neutral' },
  { type: 'Value', title: 'Value', form: 'reply', tone: 'neutral' },
  { type: 'Write', title: 'Write', form: 'request', tone: 'neutral' },
  { type: 'Written', title: 'Written', form: 'reply', tone: 'neutral' },
  { type: 'Redirect', title: 'Redirect', form: 'reply', tone: 'neutral' },
  ...raft.messages.filter(({ type }) => type !== 'Request' && type !== 'Reply'),
];

/** Payloads here are those that this protocol's machines sent. */
export function captionLease(type: string, payload: Json): string {
  switch (type) {
    case 'Acquire':
      return `acquire ${(payload as Acquire).request}`;
    case 'Grant':
      return `token ${(payload as Grant).token}`;
    case 'Renew':
    case 'Renewed':
    case 'Release':
      return `${type.toLowerCase()} ${(payload as Grant).token}`;
    case 'Fetch':
      return `read · ${(payload as Write).token}`;
    case 'Value': {
      const { accepted, value, version } = payload as Value;
      return accepted ? `${value} v${version}` : 'too old';
    }
    case 'Write': {
      const { token, value } = payload as Write;
      return `write ${value} · ${token}`;
    }
    case 'Written':
      return (payload as Written).accepted ? 'done' : 'refused';
    case 'Deny':
      return 'deny';
    case 'Redirect':
      return `ask ${(payload as Redirect).store}`;
    default:
      return raft.caption(type, payload);
  }
}

export function leaseSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  const { client, token } = detail;
  switch (event.name) {
    case 'role':
      if (raft.roles.some(({ id }) => id === detail.role)) return raft.sentence(event);
      if (detail.role === 'holder') return `${process} believes that it holds the lease, token ${detail.epoch}`;
      if (detail.role === 'asking') return `${process} asks for the lease`;
      if (detail.role === 'waiting') return `${process} has no lease that it trusts`;
      if (detail.role === 'held') return `${process} has the lease taken, token ${detail.epoch}`;
      return detail.role === 'free' ? `${process} has the lease free` : `${process} waits for reads and writes`;
    case 'grant':
      return `${process} grants the lease to ${client} with token ${token}`;
    case 'renew':
      return `${process} leaves token ${token} with ${client} for longer`;
    case 'deny':
      return `${process} denies ${client} the lease`;
    case 'release':
      return `${client} has given token ${token} back`;
    case 'expire':
      return `the lease of ${client}, token ${token}, runs out at ${process}`;
    case 'check':
      return detail.valid === true
        ? `${process} looks at its clock: its lease, token ${token}, is valid`
        : `${process} looks at its clock: its lease, token ${token}, is over`;
    case 'read':
      return detail.accepted === true
        ? `${process} lets ${client} read version ${detail.version} under token ${token}`
        : `${process} refuses ${client} a read: token ${token} is too old`;
    case 'write':
      return detail.accepted === true
        ? `${process} takes ${detail.value} from ${client} under token ${token}`
        : `${process} refuses ${detail.value} from ${client} under token ${token}`;
    default:
      return raft.sentence(event);
  }
}

export function portrayLease(snapshot: Snapshot): Portrait {
  const context = snapshot.context as HolderContext | StoreContext | GroupContext | ResourceContext | undefined;
  switch (context?.part) {
    case 'store':
      return portrayStore(context, String(snapshot.value));
    case 'group':
      return portrayGroup(context);
    case 'resource':
      return portrayResource(context);
    case 'holder':
      return portrayHolder(context, snapshot);
    default:
      return { role: String(snapshot.value), facts: [] };
  }
}

function portrayStore({ holder, token, deadline }: StoreContext, role: string): Portrait {
  return {
    role,
    epoch: token,
    badge: holder === null ? 'free' : `${holder} · ${token}`,
    facts: [
      { name: 'holder', value: holder ?? 'nobody', stable: true },
      { name: 'last token', value: String(token), stable: true },
      { name: 'ends at own clock', value: holder === null ? '–' : seconds(deadline), stable: false },
    ],
  };
}

/** Raft's own facts, and the lease as this process has applied it. */
function portrayGroup(context: GroupContext): Portrait {
  if (context.raft === null) return { role: 'follower', facts: [] };
  const inner = raft.portray(context.raft);
  const { holder, token } = heldIn(context);
  return {
    ...inner,
    facts: [
      { name: 'lease', value: holder === null ? 'free' : `${holder}, token ${token}`, stable: true },
      ...inner.facts,
    ],
  };
}

function portrayResource({ version, value, token }: ResourceContext): Portrait {
  return {
    role: 'resource',
    epoch: token,
    badge: `v${version} · ${token}`,
    facts: [
      { name: 'value', value: String(value), stable: true },
      { name: 'version', value: String(version), stable: true },
      { name: 'newest token', value: String(token), stable: true },
    ],
  };
}

function portrayHolder(context: HolderContext, { value }: Snapshot): Portrait {
  const { token, validUntil, number, seen, request, trustsWallClock } = context;
  const holding = typeof value === 'object';
  const facts: Fact[] = [
    { name: 'requests', value: String(request), stable: true },
    { name: 'token', value: holding ? String(token) : '–', stable: false },
  ];
  if (holding)
    facts.push(
      {
        name: trustsWallClock ? 'trusted until, time of day' : 'trusted until, own clock',
        value: seconds(validUntil),
        stable: false,
      },
      { name: 'doing', value: String((value as { work?: string }).work ?? ''), stable: false },
      { name: 'cycles', value: String(number), stable: false },
      { name: 'version seen', value: String(seen), stable: false },
    );
  return {
    role: holding ? 'holder' : String(value),
    epoch: holding ? token : 0,
    ...(holding ? { badge: `token ${token}` } : {}),
    facts,
  };
}

function seconds(at: number): string {
  return `${(at / 1_000_000).toFixed(3)} s`;
}
