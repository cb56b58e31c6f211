/** Where everything on the stage stands: a ring of processes, with the clients outside it. */
import type { ProcessId } from '../../sim/scenario.ts';
import { NARROW } from './corners.ts';
import { type Box, between, distance, distanceToSegment, type Point } from './geometry.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A process's disc, or a client's square with `radius` half its side. */
export interface Place extends Point {
  readonly radius: number;
  readonly client: boolean;
}

export interface RingLayout {
  readonly size: Size;
  readonly centre: Point;
  readonly places: ReadonlyMap<ProcessId, Place>;
  /** In ring order, clockwise. */
  readonly ring: readonly ProcessId[];
  /** Words for the marks go in one row below a narrow stage, in the corners of a wide one. */
  readonly narrow: boolean;
}

/** What the legend of the marks takes of the lower left corner, px. */
const MARKS = { width: 150, height: 74 };
/** One server has its clients this far off, so that a message can be seen to travel. */
const ALONE = 130;
/** Room for timer arcs, labels and pills around a disc, px. */
const AROUND = { side: 22, top: 14, bottom: 34 };
/** A ring may be this much wider than high before it stops looking like one. */
const FLATTEST = 1.36;
const LANE = 4.5;

/** Places processes on a ring that fills the box; the same ids in the same box always stand at the same places. */
export function layoutRing(servers: readonly ProcessId[], clients: readonly ProcessId[], size: Size): RingLayout {
  const narrow = size.width < NARROW;
  // Each try leaves more room outside for the clients; one without clients succeeds at once.
  for (let shrink = 1; ; shrink *= 0.93) {
    const { centre, places, radius } = placeServers(servers, size, narrow, shrink);
    const outside = placeClients(clients, places, centre, radius, size);
    if (outside === undefined && shrink > 0.4) continue;
    const all = new Map<ProcessId, Place>(servers.map((id, index) => [id, places[index] as Place]));
    clients.forEach((id, index) => {
      all.set(id, outside?.[index] ?? { x: 20 + 34 * index, y: size.height - 20, radius: 12, client: true });
    });
    return { size, centre, places: all, ring: servers, narrow };
  }
}

function placeServers(servers: readonly ProcessId[], size: Size, narrow: boolean, shrink: number) {
  const count = servers.length;
  const angles = servers.map((_, index) => firstAngle(count) + (2 * Math.PI * index) / count);
  const radius = Math.max(
    17,
    Math.min(34, size.height * 0.1, size.width * 0.085, (size.height * 0.62) / Math.max(count, 1)),
  );
  const room = {
    left: radius + AROUND.side,
    right: size.width - radius - AROUND.side,
    // Legend and switch stand in the corners: the middle of a wide stage is free up to its edge.
    top: radius + AROUND.top + (narrow ? 40 : count === 4 ? 34 : 6),
    bottom: size.height - radius - AROUND.bottom - (narrow ? 22 : count === 4 ? 12 : 0),
  };
  const sines = angles.map(Math.sin);
  const cosines = angles.map(Math.cos);
  const [low, high] = [Math.min(...sines), Math.max(...sines)];
  const reach = Math.max(...cosines.map(Math.abs), 0.01);
  const tall = count === 1 || high - low < 0.01 ? 0 : Math.max(30, (room.bottom - room.top) / (high - low));
  const wide = (room.right - room.left) / 2 / reach;
  const ry = Math.min(tall, wide * 1.15) * shrink;
  const rx = count === 1 ? 0 : count === 2 ? Math.min(wide, 240) * shrink : Math.min(wide * shrink, ry * FLATTEST);
  const centre = { x: size.width / 2, y: (room.top + room.bottom) / 2 - ((high + low) / 2) * ry };
  const places = angles.map(
    (angle): Place => ({
      x: centre.x + Math.cos(angle) * rx,
      y: centre.y + Math.sin(angle) * ry,
      radius,
      client: false,
    }),
  );
  return { centre, places, radius };
}

/** The first process stands at the top; two stand side by side, four in a square. */
function firstAngle(count: number): number {
  if (count === 2) return Math.PI;
  return count === 4 ? -0.75 * Math.PI : -Math.PI / 2;
}

/** Outside the ring, where their links run clear of the discs; undefined: no room. */
function placeClients(
  clients: readonly ProcessId[],
  servers: readonly Place[],
  centre: Point,
  radius: number,
  size: Size,
): readonly Place[] | undefined {
  const taken: Place[] = [];
  const own = Math.max(13, radius * 0.5);
  const candidates = outsidePoints(servers, centre, own, size);
  for (const _ of clients) {
    const free = candidates.filter((point) => taken.every((other) => distance(point, other) > 3.2 * own));
    const best = bestOf(free, (point) => worthOf(point, servers, taken, centre));
    if (best === undefined) return undefined;
    taken.push({ ...best, radius: own, client: true });
  }
  // Top to bottom, so that C1 stands above C2.
  return taken.sort((a, b) => a.x - b.x || a.y - b.y);
}

function outsidePoints(servers: readonly Place[], centre: Point, own: number, size: Size): readonly Point[] {
  const points: Point[] = [];
  const least = servers.length === 1 ? Math.min(ALONE, size.width * 0.27) : 60;
  const reach = Math.max(...servers.map((place) => distance(place, centre)), least);
  for (let ray = 0; ray < 72; ray += 1) {
    for (const times of [1.25, 1.4, 1.6, 1.85]) {
      const angle = (ray * Math.PI) / 36;
      const point = {
        x: centre.x + Math.cos(angle) * reach * times * 1.12,
        y: centre.y + Math.sin(angle) * reach * times,
      };
      // The marks stand in the lower left corner.
      const inCorner = point.x < MARKS.width + own && point.y > size.height - MARKS.height - own;
      const inside =
        !inCorner &&
        point.x > own + 14 &&
        point.x < size.width - own - 14 &&
        point.y > own + 52 &&
        point.y < size.height - own - 30;
      const clear = servers.every((place) => distance(place, point) > place.radius + own + 34);
      if (inside && clear) points.push(point);
    }
  }
  return points;
}

function worthOf(point: Point, servers: readonly Place[], taken: readonly Place[], centre: Point): number {
  let clearance = 30;
  for (const server of servers) {
    for (const other of servers) {
      if (other !== server) clearance = Math.min(clearance, distanceToSegment(other, point, server) - other.radius);
    }
  }
  const nearest = Math.min(...servers.map((server) => distance(server, point)));
  const company = taken.length === 0 ? 0 : Math.min(...taken.map((other) => distance(other, point)));
  return (
    2.5 * Math.min(clearance, 26) -
    0.22 * nearest -
    0.05 * company +
    (point.y > centre.y ? 2 : 0) -
    (point.x > centre.x ? 1 : 0)
  );
}

function bestOf<Value>(values: readonly Value[], worth: (value: Value) => number): Value | undefined {
  let best: Value | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    const own = worth(value);
    if (own > most) [best, most] = [value, own];
  }
  return best;
}

/** The visible part of the link from one place to another: border to border. */
export function linkEnds(from: Place, to: Place): readonly [Point, Point] {
  const length = distance(from, to) || 1;
  const [start, end] = [(from.radius + 9) / length, 1 - (to.radius + 9) / length];
  return start < end
    ? [between(from, to, start), between(from, to, end)]
    : [between(from, to, 0.5), between(from, to, 0.5)];
}

/** Where a message is after `share` of its way; each direction keeps to the right of the line. */
export function onLane(from: Place, to: Place, share: number): Point {
  const [start, end] = linkEnds(from, to);
  const length = distance(from, to) || 1;
  const at = between(start, end, Math.max(0, Math.min(1, share)));
  return { x: at.x - ((to.y - from.y) / length) * LANE, y: at.y + ((to.x - from.x) / length) * LANE };
}

export function boxOf(place: Place, margin = 0): Box {
  const reach = place.radius + margin;
  return { x: place.x - reach, y: place.y - reach, width: 2 * reach, height: 2 * reach };
}
