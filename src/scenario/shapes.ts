/** What each kind of fault is aimed at and what else is said of it: the one table behind its text and its JSON. */
import type { FaultKind } from '../sim/scenario.ts';
import type { FieldKind } from './fields.ts';

export interface FaultShape {
  readonly target: 'link' | 'groups' | 'process' | 'message';
  /** May have an end. */
  readonly lasting: boolean;
  readonly fields: Readonly<Record<string, FieldKind>>;
}

export const FAULT_SHAPES: Readonly<Record<FaultKind, FaultShape>> = {
  cut: { target: 'link', lasting: true, fields: {} },
  partition: { target: 'groups', lasting: true, fields: {} },
  isolate: { target: 'process', lasting: true, fields: {} },
  degrade: {
    target: 'link',
    lasting: true,
    fields: { loss: 'probability', duplicate: 'probability', delay: 'durations' },
  },
  drop: { target: 'message', lasting: false, fields: {} },
  duplicate: { target: 'message', lasting: false, fields: {} },
  delay: { target: 'message', lasting: false, fields: { by: 'duration' } },
  pause: { target: 'process', lasting: true, fields: {} },
  crash: { target: 'process', lasting: true, fields: {} },
  restart: { target: 'process', lasting: false, fields: {} },
  skew: { target: 'process', lasting: false, fields: { by: 'duration' } },
  drift: { target: 'process', lasting: true, fields: { ppm: 'integer' } },
  corrupt: { target: 'process', lasting: true, fields: { behaviour: 'word' } },
  trigger: { target: 'process', lasting: false, fields: { timer: 'word' } },
};

/** Fields of the header line, of `network`, of `model` and of an option, as text spells them. */
export const HEADER_FIELDS: Readonly<Record<string, FieldKind>> = {
  processes: 'cast',
  clients: 'integer',
  seed: 'integer',
  duration: 'duration',
};
export const NETWORK_FIELDS: Readonly<Record<string, FieldKind>> = {
  delay: 'durations',
  loss: 'probability',
  duplicate: 'probability',
  fifo: 'boolean',
  transport: 'word',
};
export const MODEL_FIELDS: Readonly<Record<string, FieldKind>> = { timing: 'word', process: 'word', gst: 'duration' };
/** By `OptionDefinition.kind`. */
export const OPTION_FIELDS = {
  duration: 'duration',
  durations: 'durations',
  integer: 'integer',
  boolean: 'boolean',
  choice: 'word',
} as const satisfies Readonly<Record<string, FieldKind>>;
