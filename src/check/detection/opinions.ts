/** Who suspects whom, read from `suspect` and `trust` steps: common to all failure detectors. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

/** An opinion that is held: since when, and the step that says so. */
export interface Suspicion {
  readonly at: TrueTime;
  readonly event: EventId;
}

/** By observer, then by the process that it suspects. */
export type Opinions = Readonly<Record<ProcessId, Readonly<Record<ProcessId, Suspicion>>>>;

/** What is thought after `event`; a crash loses the opinions of who crashed. The same object where nothing changed. */
export function opinionsAfter(opinions: Opinions, event: TraceEvent): Opinions {
  const { process } = event;
  if (process === undefined) return opinions;
  const own = opinions[process] ?? {};
  if (event.kind === 'crash') return { ...opinions, [process]: {} };
  if (event.kind !== 'step' || typeof event.detail.process !== 'string') return opinions;
  const subject = event.detail.process;
  if (event.name === 'suspect')
    return { ...opinions, [process]: { ...own, [subject]: own[subject] ?? { at: event.at, event: event.id } } };
  if (event.name !== 'trust') return opinions;
  const { [subject]: _, ...others } = own;
  return { ...opinions, [process]: others };
}
