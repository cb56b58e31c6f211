/** Grants, beliefs and writes read off a trace, for the drawing. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { partOf } from './cast.ts';

interface Tenure {
  readonly process: ProcessId;
  readonly token: number;
  readonly event: EventId;
  readonly from: TrueTime;
  readonly until: TrueTime;
}

interface Still {
  readonly process: ProcessId;
  readonly from: TrueTime;
  readonly until: TrueTime;
}

export interface Ownership {
  readonly granted: readonly Tenure[];
  readonly believed: readonly Tenure[];
  readonly attempts: readonly {
    readonly at: TrueTime;
    readonly process: ProcessId;
    readonly token: number;
    readonly accepted: boolean;
    readonly event: EventId;
  }[];
  readonly stills: readonly Still[];
}

/** What the first `count` events tell; what is not over goes on until `now`. */
export function ownershipOf(trace: Trace, count: number, now: TrueTime): Ownership {
  const granted: Tenure[] = [];
  const believed: Tenure[] = [];
  const stills: Still[] = [];
  const attempts: Ownership['attempts'][number][] = [];
  const end = <One extends Still>(all: One[], at: TrueTime, of: (one: One) => boolean) => {
    const last = all.findLastIndex((one) => of(one) && one.until === Number.POSITIVE_INFINITY);
    const open = all[last];
    if (open !== undefined) all[last] = { ...open, until: at };
  };
  const note = (event: TraceEvent) => {
    const { id, at, process = '' } = event;
    const is = (one: Still) => one.process === process;
    if (event.kind === 'pause') stills.push({ process, from: at, until: Number.POSITIVE_INFINITY });
    if (event.kind === 'resume') end(stills, at, is);
    if (event.kind === 'crash') {
      end(believed, at, is);
      end(stills, at, is);
    }
    if (event.kind !== 'step') return;
    const { name, detail } = event;
    if (name === 'grant' || name === 'expire' || name === 'release') end(granted, at, () => true);
    if (name === 'role' && partOf(process) === 'store' && detail.role === 'free') end(granted, at, () => true);
    const begun = { event: id, from: at, until: Number.POSITIVE_INFINITY };
    if (name === 'grant') granted.push({ ...begun, process: String(detail.client), token: Number(detail.token) });
    if (name === 'role' && partOf(process) === 'holder') {
      end(believed, at, is);
      if (detail.role === 'holder') believed.push({ ...begun, process, token: Number(detail.epoch) });
    }
    if (name === 'write')
      attempts.push({
        at,
        process: String(detail.client),
        token: Number(detail.token),
        accepted: detail.accepted === true,
        event: id,
      });
  };
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    if (kind === 'step' || kind === 'pause' || kind === 'resume' || kind === 'crash') note(trace.event(id));
  }
  const untilNow = <One extends Still>(one: One): One => ({ ...one, until: Math.min(one.until, now) });
  return { granted: granted.map(untilNow), believed: believed.map(untilNow), attempts, stills: stills.map(untilNow) };
}

/** Who has the lease now and who believes it, as a sentence. */
export function sayOwnership({ granted, believed }: Ownership, now: TrueTime): string {
  const lasting = (all: readonly Tenure[]) => all.filter(({ until }) => until === now);
  const [owner] = lasting(granted);
  const believers = lasting(believed);
  const has = owner === undefined ? 'Nobody has the lease.' : `${owner.process} has the lease, token ${owner.token}.`;
  const stale = believers.filter(({ process }) => owner !== undefined && process !== owner.process);
  if (stale.length > 0)
    return `${has} ${stale.map(({ process, token }) => `${process} still believes in token ${token}`).join(', ')}.`;
  const unaware = owner !== undefined && !believers.some(({ process }) => process === owner.process);
  return unaware ? `${has} It does not know, or trusts it no more.` : has;
}
