/** The receiving side of lanes: packets wait for those before them, copies are thrown away, and what is next is delivered. */
import type { Data } from './messages.ts';

export interface Lane {
  /** The place that is delivered next. */
  readonly next: number;
  /** Beyond it, by place. */
  readonly held: Readonly<Record<string, Data>>;
}

export const NEW_LANE: Lane = { next: 0, held: {} };

export interface Rules {
  /** What arrives is delivered, whatever is missing before it. */
  readonly anyOrder: boolean;
  readonly keepsCopies: boolean;
}

export interface Arrival {
  readonly lane: Lane;
  /** In order. */
  readonly delivered: readonly Data[];
  readonly fate: 'delivered' | 'held' | 'copy';
}

export function arrive(lane: Lane, data: Data, { anyOrder, keepsCopies }: Rules): Arrival {
  const known = data.seq < lane.next || lane.held[data.seq] !== undefined;
  if (known) return { lane, delivered: keepsCopies ? [data] : [], fate: keepsCopies ? 'delivered' : 'copy' };
  const [moved, released] = release({ ...lane, held: { ...lane.held, [data.seq]: data } });
  if (anyOrder) return { lane: moved, delivered: [data], fate: 'delivered' };
  return { lane: moved, delivered: released, fate: released.length > 0 ? 'delivered' : 'held' };
}

/** Whatever has nothing missing before it any more. */
function release(lane: Lane): readonly [Lane, readonly Data[]] {
  const data = lane.held[lane.next];
  if (data === undefined) return [lane, []];
  const { [lane.next]: _, ...held } = lane.held;
  const [rest, others] = release({ next: lane.next + 1, held });
  return [rest, [data, ...others]];
}
