/** What lessons ask of a run: its steps, its chains, its answers. */
import type { RunReading } from '../../sim/lesson.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Operation, TraceEvent } from '../../sim/trace-event.ts';

type Step = Extract<TraceEvent, { readonly kind: 'step' }>;

export function stepsOf({ trace }: RunReading, name: string, process = ''): readonly Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== name) continue;
    const event = trace.event(id);
    if (event.kind === 'step' && event.process?.startsWith(process)) found.push(event);
  }
  return found;
}

/** What the control plane decided for this epoch, and when; undefined: there was none. */
export function chainIn(run: RunReading, epoch: number): Step | undefined {
  return stepsOf(run, 'configure', 'M').find(({ detail }) => detail.epoch === epoch);
}

export function chainNames(step: Step | undefined): readonly string[] {
  return (step?.detail.chain ?? []) as readonly string[];
}

/** Operations of this kind that were answered in [from, until), µs. */
export function answeredIn({ trace }: RunReading, op: Operation['op'], from: number, until: number): number {
  return trace.operations.filter(
    (one) => one.op === op && one.return !== null && one.return >= from && one.return < until,
  ).length;
}

/** µs from invocation to answer, the middle one of all answered operations of this kind; 0: there are none. */
export function medianLatency({ trace }: RunReading, op: Operation['op']): number {
  const latencies = trace.operations
    .flatMap((one) => (one.op === op && one.return !== null ? [one.return - one.invoke] : []))
    .sort((a, b) => a - b);
  return latencies[latencies.length >> 1] ?? 0;
}

export function holds({ verdicts }: RunReading, claim: string): boolean {
  return verdicts.find((verdict) => verdict.claim === claim)?.holds !== false;
}

/** Everybody who crashed, once for each time. */
export function crashedIn({ trace }: RunReading): readonly string[] {
  const found: string[] = [];
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === 'crash') found.push(trace.event(id).process ?? '');
  return found;
}

/** The link that this client's first answer after `from` came over, as `S1-C1`; empty: none came. */
export function answeringLink({ trace }: RunReading, client: ProcessId, from: number): string {
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.at(id) < from || trace.kind(id) !== 'respond' || trace.lanes[trace.lane(id)] !== client) continue;
    const { cause } = trace.event(id);
    const answer = cause === undefined ? undefined : trace.event(cause);
    if (answer?.kind === 'receive') return `${answer.from}-${client}`;
  }
  return '';
}
