/** Sequence numbers go round: on the wire modulo the space, inside a connection as offsets from its initial number. */

/** The wire's number for `offset` after `initial`. */
export function toWire(initial: number, offset: number, space: number): number {
  return (initial + offset) % space;
}

/** The offset nearest to `near` that the wire's number stands for; right while nothing is half the space away. */
export function toOffset(wire: number, initial: number, near: number, space: number): number {
  const forward = modulo(wire - initial - near, space);
  return near + (forward < space / 2 ? forward : forward - space);
}

/** How far `to` lies after `from`, negative where it lies before. */
export function distance(from: number, to: number, space: number): number {
  return toOffset(to, from, 0, space);
}

function modulo(value: number, space: number): number {
  return ((value % space) + space) % space;
}
