/**
 * The quality of a failure detector, measured from a trace: how soon a crash is noticed, how often and for how long
 * somebody alive is suspected (Chen, Toueg & Aguilera 2002, “On the quality of service of failure detectors”, §2).
 */
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

/** One suspicion from its beginning to its end; `until` null: it lasts. */
export interface Suspected {
  readonly observer: ProcessId;
  readonly subject: ProcessId;
  readonly from: TrueTime;
  readonly until: TrueTime | null;
  /** The subject was not down when it began. */
  readonly wrong: boolean;
}

/** How one observer noticed one crash; `after` null: not before the subject came back or the reading ends. */
export interface Detection {
  readonly observer: ProcessId;
  readonly subject: ProcessId;
  readonly crashedAt: TrueTime;
  readonly after: Micros | null;
}

export interface Measures {
  readonly suspicions: readonly Suspected[];
  readonly detections: readonly Detection[];
  /** Share of the time that observers were up and subjects alive in which the subject was trusted; 1 where there was none. */
  readonly accuracy: number;
  readonly messages: Readonly<Record<string, number>>;
}

interface Pair {
  readonly observer: ProcessId;
  readonly subject: ProcessId;
  suspectedFrom: TrueTime | null;
  /** The detection that is awaited. */
  crashedAt: TrueTime | null;
  alive: Micros;
  trusted: Micros;
  since: TrueTime;
}

/** Reads the trace up to `until`; up to its last event where left out. */
export function measure(trace: Trace, until: TrueTime = trace.at(trace.length - 1)): Measures {
  const processes = trace.lanes.slice(0, trace.serverCount);
  const pairs: Pair[] = processes.flatMap((observer) =>
    processes
      .filter((subject) => subject !== observer)
      .map((subject) => ({ observer, subject, suspectedFrom: null, crashedAt: null, alive: 0, trusted: 0, since: 0 })),
  );
  const down = new Set<ProcessId>();
  const suspicions: Suspected[] = [];
  const detections: Detection[] = [];
  const messages: Record<string, number> = {};
  const count = trace.countAt(until);

  const account = (pair: Pair, at: TrueTime) => {
    if (!down.has(pair.observer) && !down.has(pair.subject)) {
      pair.alive += at - pair.since;
      if (pair.suspectedFrom === null) pair.trusted += at - pair.since;
    }
    pair.since = at;
  };
  const detected = (pair: Pair, after: Micros | null) => {
    if (pair.crashedAt !== null)
      detections.push({ observer: pair.observer, subject: pair.subject, crashedAt: pair.crashedAt, after });
    pair.crashedAt = null;
  };
  const endSuspicion = (pair: Pair, at: TrueTime | null) => {
    const { observer, subject, suspectedFrom: from } = pair;
    const wrong = from !== null && wrongs.get(pair) === true;
    if (from !== null) suspicions.push({ observer, subject, from, until: at, wrong });
    pair.suspectedFrom = null;
  };
  const wrongs = new Map<Pair, boolean>();

  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    const who = trace.lanes[trace.lane(id)];
    const at = trace.at(id);
    if (kind === 'send') messages[trace.word(id)] = (messages[trace.word(id)] ?? 0) + 1;
    if (who === undefined || (kind !== 'step' && kind !== 'crash' && kind !== 'restart')) continue;
    const about = kind === 'step' ? (trace.extra(id) as { readonly process?: unknown }).process : undefined;
    for (const pair of pairs) {
      if (kind === 'step') {
        if (pair.observer !== who || pair.subject !== about) continue;
        account(pair, at);
        if (trace.word(id) === 'suspect' && pair.suspectedFrom === null) {
          wrongs.set(pair, !down.has(pair.subject));
          pair.suspectedFrom = at;
          detected(pair, at - (pair.crashedAt ?? at));
        } else if (trace.word(id) === 'trust') endSuspicion(pair, at);
      } else if (pair.observer === who || pair.subject === who) {
        account(pair, at);
        if (pair.observer === who && kind === 'crash') {
          endSuspicion(pair, at);
          pair.crashedAt = null; // who is down itself need not notice
        }
        if (pair.subject !== who) continue;
        if (kind === 'restart') detected(pair, null);
        else if (!down.has(pair.observer)) {
          pair.crashedAt = at;
          if (pair.suspectedFrom !== null) detected(pair, 0);
        }
      }
    }
    if (kind === 'crash') down.add(who);
    if (kind === 'restart') down.delete(who);
  }
  for (const pair of pairs) {
    account(pair, until);
    endSuspicion(pair, null);
    detected(pair, null);
  }
  const alive = pairs.reduce((sum, pair) => sum + pair.alive, 0);
  const trusted = pairs.reduce((sum, pair) => sum + pair.trusted, 0);
  suspicions.sort((a, b) => a.from - b.from);
  detections.sort((a, b) => a.crashedAt - b.crashedAt);
  return { suspicions, detections, accuracy: alive === 0 ? 1 : trusted / alive, messages };
}
