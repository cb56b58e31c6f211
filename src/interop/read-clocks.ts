/** Second pass over one execution: the clocks as numbers, each host's own counters checked and its events put in order. */
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import { MAX_CLOCK_CELLS, MAX_LOG_HOSTS } from './imported-log.ts';
import { type MatchedEvent, type MatchedExecution, thousands } from './match-events.ts';

/** The clocks of one execution: what each event says it knows of other hosts, as pairs in one long row. */
export interface Clocks {
  readonly hosts: readonly string[];
  /** By event, in order of the text. */
  readonly lane: Int32Array;
  readonly own: Int32Array;
  /** The pairs of event e are those in [starts[e], starts[e + 1]). */
  readonly starts: Int32Array;
  readonly pairs: { readonly lane: Int32Array; readonly counter: Int32Array };
  /** By lane: its events, the one with own counter k at k − 1. */
  readonly byCounter: readonly Int32Array[];
}

const SLICE = 2_000;
const LARGEST = 2 ** 31 - 1;

/** Yields the share of the events that have been read. */
export function* readClocks({ events }: MatchedExecution): Generator<number, Result<Clocks>> {
  const lanes = lanesOf(events);
  const refused = tooMuch(lanes.size, events.length);
  if (refused !== undefined) return fail([refused]);
  const hosts = [...lanes.keys()];
  const lane = new Int32Array(events.length);
  const own = new Int32Array(events.length);
  const starts = new Int32Array(events.length + 1);
  const pairLane: number[] = [];
  const pairCounter: number[] = [];
  for (const [index, event] of events.entries()) {
    const entries = readClock(event);
    if (!entries.ok) return fail([entries.error]);
    lane[index] = lanes.get(event.host) ?? 0;
    for (const [host, counter] of entries.value) {
      if (host === event.host) own[index] = counter;
      else if (counter > 0) {
        const known = lanes.get(host);
        if (known === undefined) return fail([stranger(event, host, hosts)]);
        pairLane.push(known);
        pairCounter.push(counter);
      }
    }
    starts[index + 1] = pairLane.length;
    if (index % SLICE === SLICE - 1) yield index / events.length;
  }
  const byCounter = orderHosts(events, hosts, lane, own);
  if (!byCounter.ok) return byCounter;
  const pairs = { lane: Int32Array.from(pairLane), counter: Int32Array.from(pairCounter) };
  const clocks: Clocks = { hosts, lane, own, starts, pairs, byCounter: byCounter.value };
  const unknown = firstUnknown(events, clocks);
  return unknown === undefined ? ok(clocks) : fail([unknown]);
}

function lanesOf(events: readonly MatchedEvent[]): Map<string, number> {
  const lanes = new Map<string, number>();
  for (const { host } of events) if (!lanes.has(host)) lanes.set(host, lanes.size);
  return lanes;
}

function tooMuch(hosts: number, events: number): Problem | undefined {
  if (hosts > MAX_LOG_HOSTS)
    return problem(`the log names ${thousands(hosts)} hosts; at most ${thousands(MAX_LOG_HOSTS)} are drawn`);
  if (hosts * events <= MAX_CLOCK_CELLS) return undefined;
  const most = thousands(MAX_CLOCK_CELLS);
  return problem(
    `${thousands(events)} events of ${thousands(hosts)} hosts make ${thousands(hosts * events)} clock entries; at most ${most} are held`,
  );
}

/** One clock, its entries checked. */
function readClock(event: MatchedEvent): Result<readonly (readonly [string, number])[], Problem> {
  const { host, clock, line } = event;
  if (host === '') return fail(problem('the host has no name: expected it before the clock, e.g. `A {"A":1}`', line));
  let json: unknown;
  try {
    json = JSON.parse(clock);
  } catch {
    return fail(
      problem(`the clock of "${host}" is not JSON: expected e.g. {"${host}":1}, found ${shortened(clock)}`, line),
    );
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    return fail(
      problem(`the clock of "${host}" is no JSON object: expected e.g. {"${host}":1}, found ${shortened(clock)}`, line),
    );
  const entries = Object.entries(json as Readonly<Record<string, unknown>>);
  for (const [name, counter] of entries) {
    if (typeof counter !== 'number' || !Number.isInteger(counter) || counter < 0) {
      const found = shortened(JSON.stringify(counter));
      return fail(problem(`the clock of "${host}" has ${found} for "${name}": expected a whole number from 0`, line));
    }
    if (counter > LARGEST)
      return fail(problem(`the clock of "${host}" has ${counter} for "${name}": expected at most ${LARGEST}`, line));
  }
  if (!Object.hasOwn(json, host))
    return fail(problem(`the clock of "${host}" has no entry for "${host}" itself: expected its own count`, line));
  return ok(entries as (readonly [string, number])[]);
}

function stranger({ host, line }: MatchedEvent, named: string, hosts: readonly string[]): Problem {
  const some = hosts.slice(0, 5).join(', ');
  const known = hosts.length > 5 ? `${some} and ${hosts.length - 5} more` : some;
  return problem(`the clock of "${host}" names "${named}", but no event is of that host (hosts: ${known})`, line);
}

/** Each host's events by its own counter: they start at 1 and rise by exactly 1, wherever they stand in the text. */
function orderHosts(
  events: readonly MatchedEvent[],
  hosts: readonly string[],
  lane: Int32Array,
  own: Int32Array,
): Result<readonly Int32Array[]> {
  const lists: number[][] = hosts.map(() => []);
  for (let event = 0; event < lane.length; event += 1) lists[lane[event] as number]?.push(event);
  const ordered: Int32Array[] = [];
  for (const [at, list] of lists.entries()) {
    const counter = (event: number | undefined) => (event === undefined ? 0 : (own[event] as number));
    const sorted = Int32Array.from(list).sort((a, b) => counter(a) - counter(b) || a - b);
    const wrong = sorted.findIndex((event, index) => counter(event) !== index + 1);
    if (wrong >= 0) return fail([wrongCount(events, hosts[at] ?? '', sorted, wrong, counter)]);
    ordered.push(sorted);
  }
  return ok(ordered);
}

function wrongCount(
  events: readonly MatchedEvent[],
  host: string,
  sorted: Int32Array,
  wrong: number,
  counter: (event: number | undefined) => number,
): Problem {
  const event = sorted[wrong];
  const line = events[event ?? 0]?.line;
  const found = counter(event);
  if (wrong === 0) return problem(`the own count of "${host}" starts at ${found}: expected 1 at its first event`, line);
  const before = events[sorted[wrong - 1] ?? 0]?.line;
  const last = counter(sorted[wrong - 1]);
  return found === last
    ? problem(
        `"${host}" has two events with own count ${found}, the other in line ${before}: expected ${last + 1}`,
        line,
      )
    : problem(`the own count of "${host}" goes from ${last} (line ${before}) to ${found}: expected ${last + 1}`, line);
}

/** The first clock that knows of an event which its host never had. */
function firstUnknown(events: readonly MatchedEvent[], clocks: Clocks): Problem | undefined {
  for (const [index, { host, line }] of events.entries()) {
    for (let pair = clocks.starts[index] as number; pair < (clocks.starts[index + 1] as number); pair += 1) {
      const lane = clocks.pairs.lane[pair] as number;
      const counter = clocks.pairs.counter[pair] as number;
      const had = clocks.byCounter[lane]?.length ?? 0;
      if (counter <= had) continue;
      const of = clocks.hosts[lane];
      return problem(
        `the clock of "${host}" knows of event ${counter} of "${of}": expected at most ${had}, its last`,
        line,
      );
    }
  }
  return undefined;
}

function problem(message: string, line?: number): Problem {
  return { path: '', message, ...(line === undefined ? {} : { line }) };
}

const LONGEST_QUOTE = 60;

function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
