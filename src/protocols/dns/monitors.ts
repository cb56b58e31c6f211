/** How old an answer may be: what the time to live promises, told from when the authority spoke. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { AUTHORITY, isResolver } from './cast.ts';

interface Kept {
  /** When the authority sent it, and how long the resolver may use it, µs. */
  readonly sent: TrueTime;
  readonly stored: TrueTime;
  readonly ttl: number;
}

interface Memory {
  /** By message of the authority: when it was sent. */
  readonly sent: PersistentMap<TrueTime>;
  /** What the resolver received last: what it stores at once comes from there. */
  readonly receipt: string;
  /** By `R1 name`. */
  readonly kept: PersistentMap<Kept>;
  /** By `name version`: when the authority had something newer. */
  readonly outdated: PersistentMap<{ readonly at: TrueTime; readonly event: EventId }>;
  /** Resolvers whose clocks have run at another rate: nothing is claimed about them. */
  readonly drifted: readonly ProcessId[];
}

const START: Memory = {
  sent: PersistentMap.empty(),
  receipt: '',
  kept: PersistentMap.empty(),
  outdated: PersistentMap.empty(),
  drifted: [],
};

export const boundedAge: Monitor<Memory> = {
  id: 'bounded-age',
  claim:
    'A resolver gives an answer no longer than its time to live, and the way it had from the authority, after the record was changed; its clock must run at the right rate.',
  type: 'safety',
  source: 'RFC 1035 §3.2.1; RFC 2308 §5',
  on: ['send', 'receive', 'store', 'answer', 'change', 'clock'],
  start: START,
  observe(memory, _world, event) {
    if (event.kind === 'step' && event.name === 'answer') return [memory, tooOld(memory, event)];
    return [noted(memory, event), undefined];
  },
};

function noted(memory: Memory, event: TraceEvent): Memory {
  const { process = '' } = event;
  switch (event.kind) {
    case 'send':
      return event.type === 'Answer' ? { ...memory, sent: memory.sent.set(event.message, event.at) } : memory;
    case 'receive':
      return event.type === 'Answer' ? { ...memory, receipt: event.message } : memory;
    case 'clock':
      return event.drift === 0 ? memory : { ...memory, drifted: [...new Set([...memory.drifted, process])] };
    case 'step': {
      const { name, version, ttl } = event.detail;
      if (event.name === 'change') {
        const outdated = memory.outdated.set(`${Number(version) - 1} ${name}`, { at: event.at, event: event.id });
        return { ...memory, outdated };
      }
      const sent = memory.sent.get(memory.receipt) ?? event.at;
      const kept = memory.kept.set(`${process} ${name}`, { sent, stored: event.at, ttl: Number(ttl) });
      return { ...memory, kept };
    }
    default:
      return memory;
  }
}

function tooOld(memory: Memory, event: Extract<TraceEvent, { kind: 'step' }>) {
  const { process = '', detail } = event;
  const kept = memory.kept.get(`${process} ${detail.name}`);
  const newer = memory.outdated.get(`${detail.version} ${detail.name}`);
  if (kept === undefined || newer === undefined || memory.drifted.includes(process)) return undefined;
  const age = event.at - newer.at;
  // One µs for clocks that round.
  if (age <= kept.ttl + (kept.stored - kept.sent) + 1) return undefined;
  const message = `${process} says ${detail.name} ${said(detail.value)} ${(age / 1000).toFixed(0)} ms after it was changed; it was told so for ${kept.ttl / 1000} ms.`;
  return { holds: false, events: [newer.event, event.id], message };
}

function said(value: unknown): string {
  return value === null ? 'does not exist' : `is ${value}`;
}

/** Clients' lookups without an answer, since when. */
type Open = Readonly<Record<ProcessId, { readonly at: TrueTime; readonly event: EventId }>>;
interface Waiting {
  readonly open: Open;
  readonly stirred: TrueTime;
}

/** In timeouts: a walk of three steps, each tried three times, and the client twice. */
const PATIENCE = 20;

export const lookupsEnd: Monitor<Waiting> = {
  id: 'lookups-end',
  claim: 'Every lookup ends: with an answer, or with the news that no name server could be reached.',
  type: 'liveness',
  source: 'RFC 1034 §5.3.3; RFC 1035 §7.2',
  on: ['invoke', 'respond', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { open: {}, stirred: 0 },
  observe(memory, _world, event) {
    const { process = '' } = event;
    const { [process]: _, ...others } = memory.open;
    if (event.kind === 'invoke')
      return [{ ...memory, open: { ...others, [process]: { at: event.at, event: event.id } } }, undefined];
    if (event.kind === 'respond') return [{ ...memory, open: others }, undefined];
    return [{ open: event.kind === 'crash' ? others : memory.open, stirred: event.at }, undefined];
  },
  conclude({ open, stirred }, world) {
    const all = Object.entries(open);
    if (all.length === 0) return { holds: true, events: [], message: 'Every lookup has come to its end.' };
    const late = all.find(([client, { at }]) => isLate(world, client, Math.max(at, stirred)));
    if (late === undefined) return undefined;
    const [client, { event }] = late;
    return { holds: false, events: [event], message: `${client} still waits, with everything up and connected.` };
  },
};

function isLate(world: LiveWorld, client: ProcessId, since: TrueTime): boolean {
  const needed = [...world.processes.filter((process) => !isResolver(process)), ...world.processes.filter(isResolver)];
  const whole = [...needed, client].every((process) => world.statusOf(process) === 'up');
  const joined = needed.every(
    (a) => world.connected(client, a) && needed.every((b) => a === b || world.connected(a, b)),
  );
  return whole && joined && world.now - since > PATIENCE * Number(world.option('timeout'));
}

/** The answer was right when it was stored, and is not any more. */
export const stale: Situation<PersistentMap<EventId>> = {
  id: 'stale',
  title: 'A resolver gives an answer that the authority has changed meanwhile',
  on: ['change', 'answer'],
  start: PersistentMap.empty(),
  observe(changes, _world, event) {
    if (event.kind !== 'step') return [changes, undefined];
    const { name, version } = event.detail;
    if (event.name === 'change') return [changes.set(`${Number(version) - 1} ${name}`, event.id), undefined];
    const change = changes.get(`${version} ${name}`);
    return [changes, change === undefined || event.process === AUTHORITY ? undefined : [change, event.id]];
  },
};
