/**
 * What the control plane knows and wants: who is silent, who could join, which chain comes next. Whether it may decide
 * alone (one process) or has to agree first (a Raft group) is the matter of `control-plane.ts`.
 */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Configuration, chainOf, type Member, UNCONFIGURED } from './configuration.ts';
import type { Heartbeat } from './messages.ts';
import { sending } from './state.ts';

/** What was last heard of a server. */
export interface Report {
  /** The control plane's own clock. */
  readonly heardAt: number;
  /** Of the last heartbeat; null: none has come since this process is in charge. */
  readonly heartbeat: Heartbeat | null;
  /** When it was last sent the configuration. */
  readonly toldAt: number;
}

export type Reports = Readonly<Record<ProcessId, Report>>;

/** Everybody gets the whole time to show that they are up: also after this process was away itself. */
export function freshReports(servers: readonly ProcessId[], now: number): Reports {
  return Object.fromEntries(servers.map((id) => [id, { heardAt: now, heartbeat: null, toldAt: 0 }]));
}

/** A heartbeat of an older epoch than the last one from this server was overtaken by it and says nothing. */
export function noteHeartbeat(reports: Reports, server: ProcessId, heartbeat: Heartbeat, now: number): Reports {
  const before = reports[server];
  if (before === undefined) return reports;
  const older = before.heartbeat !== null && before.heartbeat.sentAt > heartbeat.sentAt;
  return { ...reports, [server]: { ...before, heardAt: now, heartbeat: older ? before.heartbeat : heartbeat } };
}

export interface Judgement {
  readonly servers: readonly ProcessId[];
  readonly configuration: Configuration;
  readonly reports: Reports;
  readonly detectAfter: number;
}

/** The chain that should come next; undefined: the one there is will do. */
export function nextConfiguration(judgement: Judgement, now: number): Configuration | undefined {
  const { servers, configuration, reports } = judgement;
  const epoch = configuration.epoch + 1;
  if (configuration.epoch === UNCONFIGURED.epoch) return { epoch, members: servers.map((id) => ({ id, since: 0 })) };
  const left = configuration.members.filter(({ id }) => !isSilent(judgement, id, now));
  if (left.length < configuration.members.length) {
    // Somebody must be there who has everything: one that was put at the end and has not been brought up to date has not.
    return left.some((member) => isWhole(reports, member)) ? { epoch, members: left } : undefined;
  }
  const ready = servers.find((id) => isReady(judgement, id, now));
  return ready === undefined ? undefined : { epoch, members: [...configuration.members, { id: ready, since: epoch }] };
}

function isSilent({ reports, detectAfter }: Judgement, server: ProcessId, now: number): boolean {
  return now - (reports[server]?.heardAt ?? now) > detectAfter;
}

function isWhole(reports: Reports, { id, since }: Member): boolean {
  return since === 0 || (reports[id]?.heartbeat?.synced ?? 0) >= since;
}

/** Outside, up, and as far as the tail was in this very epoch. */
function isReady(judgement: Judgement, server: ProcessId, now: number): boolean {
  const { configuration, reports } = judgement;
  const heartbeat = reports[server]?.heartbeat ?? null;
  if (heartbeat === null || chainOf(configuration).includes(server) || isSilent(judgement, server, now)) return false;
  return heartbeat.ready === configuration.epoch && heartbeat.epoch === configuration.epoch;
}

export function tell(configuration: Configuration, to: readonly ProcessId[]): readonly Effect[] {
  return to.map((id) => sending(id, 'Configure', configuration));
}
