/** The kinds of events by number, as a trace's columns keep them: new ones only at the end. */
import type { EventKind } from './trace-event.ts';

export const KINDS = [
  'send',
  'receive',
  'lost',
  'timer',
  'step',
  'crash',
  'restart',
  'pause',
  'resume',
  'clock',
  'invoke',
  'respond',
  'fault',
  'moot',
  'astray',
] as const satisfies readonly EventKind[];

export const KIND_NUMBER = Object.fromEntries(KINDS.map((kind, number) => [kind, number])) as Record<EventKind, number>;
