/** What the monitors share: how a violation is said, and how a step and a process are read. */
import type { Finding, LiveWorld } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { RaftContext } from './state.ts';

/** A claim is violated by these events: the earlier one first, then the one that conflicts with it. */
export function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}

/** The integer field `name` of a step. */
export function numberOf(event: TraceEvent, name: string): number {
  return event.kind === 'step' ? Number(event.detail[name]) : Number.NaN;
}

/** The process and term of a `role` step that says that somebody is elected; undefined for every other event. */
export function electionIn(event: TraceEvent): { readonly process: ProcessId; readonly term: number } | undefined {
  if (event.kind !== 'step' || event.name !== 'role' || event.detail.role !== 'leader') return undefined;
  return event.process === undefined ? undefined : { process: event.process, term: Number(event.detail.term) };
}

/** What one of Raft's servers knows now, or knew when it crashed. */
export function contextOf(world: LiveWorld, process: ProcessId): RaftContext {
  return world.snapshotOf(process).context as RaftContext; // `processes` are Raft's servers, clients are apart
}

export function leads(world: LiveWorld, process: ProcessId): boolean {
  return world.snapshotOf(process).value === 'leader';
}
