/** A stroke drawn across the ring: the links it crosses, and the groups it parts the processes into. */
import type { ProcessId } from '../../sim/scenario.ts';
import { cross, distance, type Point } from './geometry.ts';
import type { RingLayout } from './layout.ts';

export interface CutAcross {
  /** Keys `a-b` of the links that the stroke crosses. */
  readonly crossed: ReadonlySet<string>;
  /** Two or more groups where the stroke parts the ring; empty where it does not. */
  readonly groups: ProcessId[][];
}

/** Shorter strokes are slips of the hand, px. */
const LEAST = 36;

/** The stroke is carried on at both ends, so that it need not begin outside the ring. */
export function cutAcross(stroke: readonly Point[], layout: RingLayout): CutAcross {
  const first = stroke[0];
  const last = stroke[stroke.length - 1];
  if (first === undefined || last === undefined || distance(first, last) < LEAST)
    return { crossed: new Set(), groups: [] };
  const path = carriedOn(stroke, first, last, layout);
  const crossed = new Set<string>();
  const { ring, places } = layout;
  ring.forEach((a, index) => {
    for (const b of ring.slice(index + 1)) {
      const [from, to] = [places.get(a), places.get(b)];
      if (from !== undefined && to !== undefined && crossings(path, from, to) % 2 === 1) crossed.add(`${a}-${b}`);
    }
  });
  const groups = groupsOf(ring, crossed);
  return { crossed, groups: groups.length > 1 ? groups : [] };
}

/** Two crossings of one link lead back to where one was. */
function crossings(path: readonly Point[], a: Point, b: Point): number {
  let count = 0;
  for (let at = 1; at < path.length; at += 1) if (cross(path[at - 1] as Point, path[at] as Point, a, b)) count += 1;
  return count;
}

function carriedOn(stroke: readonly Point[], first: Point, last: Point, { size }: RingLayout): readonly Point[] {
  const far = (size.width + size.height) / distance(first, last);
  const [dx, dy] = [(last.x - first.x) * far, (last.y - first.y) * far];
  return [{ x: first.x - dx, y: first.y - dy }, ...stroke, { x: last.x + dx, y: last.y + dy }];
}

/** Processes joined by a link that the stroke leaves alone are together; groups and members in the order of the ring. */
function groupsOf(ring: readonly ProcessId[], crossed: ReadonlySet<string>): ProcessId[][] {
  const groups: ProcessId[][] = [];
  const placed = new Set<ProcessId>();
  const joined = (a: ProcessId, b: ProcessId) => !crossed.has(`${a}-${b}`) && !crossed.has(`${b}-${a}`);
  for (const start of ring) {
    if (placed.has(start)) continue;
    const group = [start];
    placed.add(start);
    for (const member of group) {
      for (const other of ring) {
        if (placed.has(other) || !joined(member, other)) continue;
        placed.add(other);
        group.push(other);
      }
    }
    groups.push(ring.filter((id) => group.includes(id)));
  }
  return groups;
}
