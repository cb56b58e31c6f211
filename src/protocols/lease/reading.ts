/** What lessons ask of a run: its steps. */
import type { RunReading } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

export type Step = Extract<TraceEvent, { readonly kind: 'step' }>;

export function stepsOf({ trace }: RunReading, name: string): readonly Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== name) continue;
    const event = trace.event(id);
    if (event.kind === 'step') found.push(event);
  }
  return found;
}

export function writesBy(run: RunReading, client: string): readonly Step[] {
  return stepsOf(run, 'write').filter(({ detail }) => detail.client === client);
}

export function holds({ verdicts }: RunReading, claim: string): boolean {
  return verdicts.find((verdict) => verdict.claim === claim)?.holds !== false;
}
