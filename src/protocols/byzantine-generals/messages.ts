/** What generals say to each other: an order and the path it has come by. Oral orders carry no proof, signed ones do. */
import type { Json, ProcessId } from '../../sim/scenario.ts';

export type Value = 'attack' | 'retreat';

/** What a general that heard nothing takes the order to be (OM(m), step 1). */
export const DEFAULT_VALUE: Value = 'retreat';

/** The generals an order has passed through, the commander first, the one who says it last. */
export type Path = readonly ProcessId[];

export type Saying = {
  readonly path: Path;
  readonly value: Value;
  /** One for each general of the path; empty where messages are oral. */
  readonly signatures: readonly string[];
};

/** `Order` is the commander's own word, `Relay` what others say of it. */
export type GeneralEvent = {
  readonly type: 'Order' | 'Relay';
  readonly from: ProcessId;
  readonly payload: Saying;
};

export function opposite(value: Value): Value {
  return value === 'attack' ? 'retreat' : 'attack';
}

export function keyOf(path: Path): string {
  return path.join('.');
}

/** `attack via S1, S3`. */
export function describeSaying(payload: Json): string {
  const { path, value } = payload as Saying; // the only payload of this protocol
  return `${value} via ${path.join(', ')}`;
}
