/** What became of each process, as spans: its roles, its pauses and outages, its clock changes. One pass over the landmarks. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface RoleSpan {
  readonly from: TrueTime;
  /** Infinity: still so. */
  readonly to: TrueTime;
  /** undefined: up, and has not said yet what it is. */
  readonly role: string | undefined;
  /** Term, epoch, view or ballot, with the letter it is shown by. */
  readonly epoch: { readonly letter: string; readonly value: number } | undefined;
  readonly event: EventId | undefined;
}

export interface Outage {
  readonly kind: 'paused' | 'down';
  readonly from: TrueTime;
  readonly to: TrueTime;
  /** Whether a restart, not the end of the run, ended it. */
  readonly ended: boolean;
}

export interface Story {
  readonly roles: readonly RoleSpan[];
  readonly outages: readonly Outage[];
  readonly clocks: readonly EventId[];
}

export interface Stories {
  readonly lanes: readonly Story[];
  /** Indices of faults that found nothing to act on. */
  readonly moot: ReadonlySet<number>;
}

/** By lane, the role that each process has when the run begins; undefined: not known, or without one. */
export type FirstRoles = readonly (string | undefined)[];

interface Draft {
  readonly roles: RoleSpan[];
  readonly outages: Outage[];
  readonly clocks: EventId[];
  role: RoleSpan | undefined;
  outage: Outage | undefined;
  /** It says what it is, in the trace. */
  says: boolean;
}

/** The stories of every lane of `trace`, in the order of its lanes. A process that never says what it is stays what it was at `first`. */
export function storiesOf(trace: Trace, first: FirstRoles = []): Stories {
  const drafts = trace.lanes.map(
    (): Draft => ({ roles: [], outages: [], clocks: [], role: roleless(0), outage: undefined, says: false }),
  );
  const moot = new Set<number>();
  for (const id of trace.landmarks()) {
    const draft = drafts[trace.lane(id)];
    const kind = trace.kind(id);
    if (kind === 'moot') moot.add(trace.subject(id));
    else if (draft !== undefined) note(draft, trace, id);
  }
  return { lanes: drafts.map((draft, lane) => finish(draft, first[lane])), moot };
}

function note(draft: Draft, trace: Trace, id: EventId): void {
  const at = trace.at(id);
  switch (trace.kind(id)) {
    case 'step':
      endRole(draft, at);
      draft.role = roleSpan(trace, id);
      draft.says = true;
      break;
    case 'crash':
      endRole(draft, at);
      endOutage(draft, at);
      draft.outage = { kind: 'down', from: at, to: Infinity, ended: false };
      break;
    case 'pause':
      draft.outage ??= { kind: 'paused', from: at, to: Infinity, ended: false };
      break;
    case 'restart':
      endOutage(draft, at);
      draft.role ??= roleless(at);
      break;
    case 'resume':
      endOutage(draft, at);
      break;
    case 'clock':
      draft.clocks.push(id);
      break;
    default:
      break; // losses, calls and faults are drawn from the trace itself
  }
}

function roleless(from: TrueTime): RoleSpan {
  return { from, to: Infinity, role: undefined, epoch: undefined, event: undefined };
}

function roleSpan(trace: Trace, id: EventId): RoleSpan {
  const detail = trace.extra(id) as Readonly<Record<string, unknown>>; // steps carry a record
  const role = typeof detail.role === 'string' ? detail.role : undefined;
  return { from: trace.at(id), to: Infinity, role, epoch: epochOf(detail), event: id };
}

const EPOCHS = ['term', 'epoch', 'view', 'ballot', 'round'] as const;

/** The value by which a role is numbered, whatever the protocol calls it. */
export function epochOf(detail: Readonly<Record<string, unknown>>): RoleSpan['epoch'] {
  for (const name of EPOCHS) {
    const value = detail[name];
    if (typeof value === 'number') return { letter: name.slice(0, 1), value };
  }
  return undefined;
}

function endRole(draft: Draft, at: TrueTime): void {
  if (draft.role !== undefined && at > draft.role.from) draft.roles.push({ ...draft.role, to: at });
  draft.role = undefined;
}

function endOutage(draft: Draft, at: TrueTime): void {
  if (draft.outage !== undefined) draft.outages.push({ ...draft.outage, to: at, ended: true });
  draft.outage = undefined;
}

function finish(draft: Draft, first: string | undefined): Story {
  const roles = draft.role === undefined ? draft.roles : [...draft.roles, draft.role];
  return {
    roles: draft.says || first === undefined ? roles : roles.map((span) => ({ ...span, role: first })),
    outages: draft.outage === undefined ? draft.outages : [...draft.outages, draft.outage],
    clocks: draft.clocks,
  };
}

interface Span {
  readonly from: TrueTime;
  readonly to: TrueTime;
}

/** Position of the first span that ends after `at`, in spans ordered and apart. */
export function firstAfter(spans: readonly Span[], at: TrueTime): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span).to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The span that holds `at`, its start included. */
export function spanAt<S extends Span>(spans: readonly S[], at: TrueTime): S | undefined {
  const span = spans[firstAfter(spans, at)];
  return span !== undefined && span.from <= at ? span : undefined;
}

/** The spans that touch [from, to]. */
export function spansIn<S extends Span>(spans: readonly S[], from: TrueTime, to: TrueTime): readonly S[] {
  const result: S[] = [];
  for (let index = firstAfter(spans, from); index < spans.length; index += 1) {
    const span = spans[index] as S;
    if (span.from > to) break;
    result.push(span);
  }
  return result;
}
