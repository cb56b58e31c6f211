/** What the monitors share: how a violation is said, and how a server is read. */
import type { Finding, LiveWorld } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { isController, type ServerContext } from './state.ts';

/** A claim is violated by these events: the earlier one first, then the one that conflicts with it. */
export function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}

/** What a server knows now, or knew when it crashed: its history is on stable storage. undefined: the control plane. */
export function serverOf(world: LiveWorld, process: ProcessId): ServerContext | undefined {
  return isController(process) ? undefined : (world.snapshotOf(process).context as ServerContext);
}

export function textOf(event: TraceEvent, name: string): string {
  return event.kind === 'step' ? String(event.detail[name]) : '';
}

export function numberOf(event: TraceEvent, name: string): number {
  return event.kind === 'step' ? Number(event.detail[name]) : Number.NaN;
}
