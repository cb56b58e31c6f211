/** Who is a member by the word of the majority, and who believes it, read off a trace for the drawing. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

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

export interface Membership {
  /** From when a life was a member's for the first time until a majority declared it dead. */
  readonly granted: readonly Tenure[];
  readonly believed: readonly Tenure[];
  /** Beliefs that went on after the life was declared dead. */
  readonly stale: readonly (Still & { readonly token: number; readonly other: null })[];
  readonly stills: readonly Still[];
}

/** What the first `count` events tell; what is not over goes on until `now`. */
export function membershipOf(trace: Trace, count: number, now: TrueTime): Membership {
  const granted: Tenure[] = [];
  const believed: Tenure[] = [];
  const stills: Still[] = [];
  const end = <One extends Still>(all: One[], at: TrueTime, of: (one: One) => boolean) => {
    const last = all.findLastIndex((one) => of(one) && one.until === Number.POSITIVE_INFINITY);
    const open = all[last];
    if (open !== undefined) all[last] = { ...open, until: at };
  };
  const note = (event: TraceEvent) => {
    const { id, at, process = '' } = event;
    const is = (one: Still) => one.process === process;
    if (event.kind === 'pause') stills.push({ process, from: at, until: Number.POSITIVE_INFINITY });
    if (event.kind === 'resume' || event.kind === 'crash') end(stills, at, is);
    if (event.kind === 'crash') for (const all of [granted, believed]) end(all, at, is);
    if (event.kind !== 'step') return;
    const { name, detail } = event;
    if (name === 'declare')
      end(granted, at, ({ process: one, token }) => one === detail.dead && token <= Number(detail.life));
    if (name !== 'role') return;
    end(believed, at, is);
    if (detail.role !== 'member') return;
    const begun = { process, token: Number(detail.epoch), event: id, from: at, until: Number.POSITIVE_INFINITY };
    believed.push(begun);
    if (!granted.some(({ process: one, token }) => one === process && token === begun.token)) granted.push(begun);
  };
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    if (kind === 'step' || kind === 'pause' || kind === 'resume' || kind === 'crash') note(trace.event(id));
  }
  const untilNow = <One extends Still>(one: One): One => ({ ...one, until: Math.min(one.until, now) });
  const lasting = { granted: granted.map(untilNow), believed: believed.map(untilNow) };
  return { ...lasting, stale: staleOf(lasting), stills: stills.map(untilNow) };
}

function staleOf({ granted, believed }: Pick<Membership, 'granted' | 'believed'>): Membership['stale'] {
  return believed.flatMap(({ process, token, from, until }) => {
    const given = granted.find((one) => one.process === process && one.token === token);
    if (given === undefined || given.until >= until) return [];
    return [{ process, token, other: null, from: Math.max(from, given.until), until }];
  });
}
