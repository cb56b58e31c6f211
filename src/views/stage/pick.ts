/** What a press means: the nearest message, then process, then link, by geometry and not by what is painted on top. */
import type { Target } from '../intents.ts';
import { distance, distanceToBox, distanceToSegment, type Point } from './geometry.ts';
import { boxOf, linkEnds, onLane, type RingLayout } from './layout.ts';
import type { FlightView, LinkView } from './scene.ts';

/** Reaches that make every target at least 24 px wide. */
const REACH = { message: 18, messageOverProcess: 9, process: 6, link: 12 };

/** `earlier`: messages as they were drawn a moment ago, newest first: a hand aims at what it has seen. */
export function pick(
  point: Point,
  layout: RingLayout,
  links: readonly LinkView[],
  flights: readonly FlightView[],
  earlier: readonly (readonly FlightView[])[] = [],
): Target | undefined {
  const process = nearestProcess(point, layout);
  const reach = process === undefined ? REACH.message : REACH.messageOverProcess;
  for (const drawn of [flights, ...earlier]) {
    const message = nearestMessage(point, layout, drawn, reach);
    if (message !== undefined) return { kind: 'message', message: message.flight.message, copy: message.flight.copy };
  }
  if (process !== undefined) return { kind: 'process', process };
  const link = nearestLink(point, layout, links);
  return link === undefined ? undefined : { kind: 'link', from: link.a, to: link.b };
}

function nearestMessage(
  point: Point,
  layout: RingLayout,
  flights: readonly FlightView[],
  reach: number,
): FlightView | undefined {
  return nearest(flights, reach, (view) => {
    const [from, to] = [layout.places.get(view.flight.from), layout.places.get(view.flight.to)];
    return from === undefined || to === undefined
      ? Number.POSITIVE_INFINITY
      : distance(point, onLane(from, to, view.share));
  });
}

function nearestProcess(point: Point, { places }: RingLayout): string | undefined {
  const found = nearest([...places], REACH.process, ([, place]) =>
    place.client ? distanceToBox(point, boxOf(place)) : distance(point, place) - place.radius,
  );
  return found?.[0];
}

function nearestLink(point: Point, { places }: RingLayout, links: readonly LinkView[]): LinkView | undefined {
  return nearest(links, REACH.link, ({ a, b, faint }) => {
    const [from, to] = [places.get(a), places.get(b)];
    if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
    const [start, end] = linkEnds(from, to);
    // A client's link gives way to one between processes.
    return distanceToSegment(point, start, end) + (faint ? 3 : 0);
  });
}

function nearest<Value>(values: readonly Value[], reach: number, measure: (value: Value) => number): Value | undefined {
  let best: Value | undefined;
  let least = reach;
  for (const value of values) {
    const own = measure(value);
    if (own <= least) [best, least] = [value, own];
  }
  return best;
}
