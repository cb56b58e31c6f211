/** A partition as a soft wall through the ring. */
import { curveBasis, line } from 'd3';
import type { ProcessId, Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Point } from './geometry.ts';
import type { RingLayout } from './layout.ts';
import { isInForce } from './parted.ts';

export interface Wall {
  readonly key: string;
  /** SVG path. */
  readonly path: string;
  readonly name: string;
}

/** How far beyond the ring a wall reaches, px. */
const BEYOND = 54;

/** The partitions in force at `at`, and a ring around each process that is cut off alone. */
export function wallsAt(scenario: Pick<Scenario, 'faults'>, at: TrueTime, layout: RingLayout): readonly Wall[] {
  return scenario.faults.flatMap((fault, index): Wall[] => {
    if (!isInForce(fault, at)) return [];
    const key = String(index);
    if (fault.kind === 'isolate')
      return [{ key, path: ringAround(fault.process, layout), name: `isolated ${fault.process}` }];
    if (fault.kind !== 'partition') return [];
    const path = wallPath(fault.groups, layout);
    const name = fault.groups.map((group) => group.join(' ')).join(' / ');
    return path === '' ? [] : [{ key, path, name: `partition ${name}` }];
  });
}

function ringAround(process: ProcessId, { places }: RingLayout): string {
  const place = places.get(process);
  if (place === undefined) return '';
  const radius = place.radius + (place.client ? 18 : 22);
  return `M${place.x - radius},${place.y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
}

/** A curve from gap to gap where the groups are two arcs of the ring; else spokes from the middle to every gap. */
export function wallPath(groups: readonly (readonly ProcessId[])[], layout: RingLayout): string {
  const gaps = gapsOf(groups, layout);
  const draw = line<Point>(
    (point) => point.x,
    (point) => point.y,
  ).curve(curveBasis);
  const [a, b] = gaps;
  if (a === undefined || b === undefined) return '';
  const middle = middleOf(groups, layout);
  if (gaps.length === 2)
    return draw([outward(a, layout, BEYOND), a, middle, middle, b, outward(b, layout, BEYOND)]) ?? '';
  return gaps.map((gap) => draw([middle, gap, outward(gap, layout, BEYOND)]) ?? '').join('');
}

/** Points half-way between neighbours on the ring that belong to different groups. */
function gapsOf(groups: readonly (readonly ProcessId[])[], { ring, places }: RingLayout): readonly Point[] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
  const named = ring.filter((id) => groupOf.has(id));
  // Of two processes each is the other's neighbour on both sides: one gap, drawn across.
  if (named.length === 2 && groupOf.get(named[0] as string) !== groupOf.get(named[1] as string))
    return acrossOf(places.get(named[0] as string), places.get(named[1] as string));
  return named.flatMap((id, index) => {
    const next = named[(index + 1) % named.length] as ProcessId;
    const [a, b] = [places.get(id), places.get(next)];
    if (a === undefined || b === undefined || groupOf.get(id) === groupOf.get(next)) return [];
    return [{ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }];
  });
}

function acrossOf(a: Point | undefined, b: Point | undefined): readonly Point[] {
  if (a === undefined || b === undefined) return [];
  const [x, y, dx, dy] = [(a.x + b.x) / 2, (a.y + b.y) / 2, (b.y - a.y) / 4, (a.x - b.x) / 4];
  return [
    { x: x + dx, y: y + dy },
    { x: x - dx, y: y - dy },
  ];
}

/** Half-way between the middles of the groups, so that the wall bends around the smaller one. */
function middleOf(groups: readonly (readonly ProcessId[])[], { places, centre }: RingLayout): Point {
  const middles = groups.flatMap((group) => {
    const members = group.flatMap((id) => places.get(id) ?? []).filter((place) => !place.client);
    return members.length === 0 ? [] : [mean(members)];
  });
  return middles.length === 0 ? centre : mean(middles);
}

function mean(points: readonly Point[]): Point {
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
}

function outward(point: Point, { centre }: RingLayout, by: number): Point {
  const length = Math.hypot(point.x - centre.x, point.y - centre.y) || 1;
  return { x: point.x + ((point.x - centre.x) / length) * by, y: point.y + ((point.y - centre.y) / length) * by };
}
