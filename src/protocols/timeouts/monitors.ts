/** What a caller with a timeout may claim, and what it must notice. */
import type { Finding, LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { CallerContext } from './client.ts';

/** By `client request`: the event that did it, or that said that it failed. */
interface Outcomes {
  readonly applied: Readonly<Record<string, EventId>>;
  readonly failed: Readonly<Record<string, EventId>>;
}

export const failedMeansNotDone: Monitor<Outcomes> = {
  id: 'failed-means-not-done',
  claim: 'An operation that is reported as failed has not taken effect, and never will.',
  type: 'safety',
  source: 'Kleppmann 2017, ch. 8, “Unreliable Networks”',
  on: ['apply', 'report'],
  start: { applied: {}, failed: {} },
  observe(memory, _world, event) {
    if (event.kind !== 'step') return [memory, undefined];
    const { request, client, outcome } = event.detail;
    const key = `${event.name === 'apply' ? client : event.process} ${request}`;
    if (event.name === 'report' && outcome !== 'failed') return [memory, undefined];
    const now: Outcomes =
      event.name === 'apply'
        ? { ...memory, applied: { ...memory.applied, [key]: event.id } }
        : { ...memory, failed: { ...memory.failed, [key]: event.id } };
    const [applied, failed] = [now.applied[key], now.failed[key]];
    if (applied === undefined || failed === undefined) return [now, undefined];
    const [who, number] = key.split(' ');
    const message = `${who} says that its request ${number} failed, and the server has carried it out.`;
    return [now, { holds: false, events: [applied, failed].sort((a, b) => a - b), message }];
  },
};

interface Awaited {
  /** By client: its request without an answer, and since when. */
  readonly open: Readonly<Record<ProcessId, { readonly at: TrueTime; readonly event: EventId }>>;
  readonly standing: 'none' | 'settled' | 'overdue';
}

/** In timeouts of the caller; twice for clocks that run slowly. */
const PATIENCE = 2;

export const silenceNoticed: Monitor<Awaited> = {
  id: 'silence-noticed',
  claim: 'A client whose request stays without an answer eventually suspects its server.',
  type: 'liveness',
  source: 'Chandra & Toueg 1996, §2.2 (completeness)',
  on: ['send', 'respond', 'report', 'crash', 'pause', 'resume'],
  start: { open: {}, standing: 'none' },
  observe(memory, world, event) {
    const { process } = event;
    if (process === undefined || !world.clients.includes(process)) return [memory, undefined];
    const { [process]: before, ...others } = memory.open;
    if (event.kind === 'pause') return [memory, undefined];
    const open =
      event.kind === 'send' || (event.kind === 'resume' && before !== undefined)
        ? { ...others, [process]: { at: event.at, event: event.id } }
        : others;
    const noticed = event.kind === 'step' && memory.standing === 'none';
    const now: Awaited = { open, standing: noticed ? 'settled' : memory.standing };
    return [now, noticed ? { holds: true, events: [], message: 'Silence is noticed after one timeout.' } : undefined];
  },
  conclude(memory, world) {
    const late = world.clients.find((client) => isOverdue(memory, world, client));
    if (late !== undefined) return overdue(late, memory, world);
    return memory.standing === 'none'
      ? { holds: true, events: [], message: 'Every request was answered in time.' }
      : undefined;
  },
};

function isOverdue({ open }: Awaited, world: LiveWorld, client: ProcessId): boolean {
  const since = open[client]?.at;
  if (since === undefined || world.statusOf(client) !== 'up') return false;
  const { timeout } = world.snapshotOf(client).context as CallerContext; // clients are callers
  return world.now - since > PATIENCE * timeout;
}

function overdue(client: ProcessId, { open }: Awaited, world: LiveWorld): Finding {
  const since = open[client];
  return {
    holds: false,
    events: since === undefined ? [] : [since.event],
    message: `${client} has waited ${((world.now - (since?.at ?? 0)) / 1000).toFixed(0)} ms for an answer and suspects nobody.`,
  };
}

/** The answer comes when nobody waits for it any more. */
export const lateAnswer: Situation<null> = {
  id: 'late-answer',
  title: 'An answer after the timeout: the server was suspected for nothing',
  on: ['trust'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};
