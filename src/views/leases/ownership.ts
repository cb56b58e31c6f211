/** Who has something at which time, as the one that gives it sees it and as the ones that have it believe. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface Span {
  readonly from: TrueTime;
  /** Not yet over: the moment that is shown. */
  readonly until: TrueTime;
}

/** A time during which a process had the lease, or believed that it had. */
export interface Tenure extends Span {
  readonly process: ProcessId;
  /** Token, term, epoch: coloured by value. */
  readonly token: number;
  /** The event with which it began. */
  readonly event: EventId;
}

export interface Attempt {
  readonly at: TrueTime;
  readonly process: ProcessId;
  readonly token: number;
  readonly accepted: boolean;
  readonly event: EventId;
}

/** What the bars are drawn from; `attempts` is empty where nothing is acted upon. */
export interface Ownership {
  readonly processes: readonly ProcessId[];
  readonly granted: readonly Tenure[];
  readonly believed: readonly Tenure[];
  readonly attempts: readonly Attempt[];
  /** Times at which a process stood still, and could not know that time passed. */
  readonly stills: readonly (Span & { readonly process: ProcessId })[];
}

/** The part of a belief during which somebody else had been granted the same thing, or nobody had. */
export interface Overlap extends Span {
  readonly process: ProcessId;
  readonly token: number;
  readonly other: ProcessId | null;
}

export function overlapsOf({ granted, believed }: Pick<Ownership, 'granted' | 'believed'>): readonly Overlap[] {
  return believed.flatMap(({ process, token, from, until }) =>
    granted
      .filter((grant) => grant.process !== process && grant.from < until && grant.until > from)
      .map((grant) => ({
        process,
        token,
        other: grant.process,
        from: Math.max(from, grant.from),
        until: Math.min(until, grant.until),
      })),
  );
}

/** Of attempts in the order of time, those whose labels have room: a refused one always has. */
export function labelled(attempts: readonly Attempt[], xOf: (at: TrueTime) => number, room: number): Set<EventId> {
  const kept = new Set<EventId>();
  let last = Number.NEGATIVE_INFINITY;
  for (const { event, at } of attempts) {
    const x = xOf(at);
    if (x - last < room) continue;
    kept.add(event);
    last = x;
  }
  return kept;
}
