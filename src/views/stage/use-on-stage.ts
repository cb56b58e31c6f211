/** What is on the stage now and was a moment ago, where handlers of events can see it. */
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { RingLayout } from './layout.ts';
import type { FlightView, LinkView } from './scene.ts';

export interface OnStage {
  readonly layout: RingLayout;
  readonly links: readonly LinkView[];
  readonly flights: readonly FlightView[];
  /** Messages as they were drawn in the last moments, newest first, each with when. */
  readonly earlier: readonly { readonly drawn: number; readonly flights: readonly FlightView[] }[];
}

/** How far behind what it sees a hand is, ms. */
export const REACTION = 110;
/** Frames of that time on a fast screen. */
const MOST_FRAMES = 16;

/** A ref, so that no handler acts on an older frame than the last. */
export function useOnStage(
  layout: RingLayout,
  links: readonly LinkView[],
  flights: readonly FlightView[],
): RefObject<OnStage> {
  const stage = useRef<OnStage>({ layout, links, flights, earlier: [] });
  useLayoutEffect(() => {
    const { earlier, flights: last } = stage.current;
    const now = performance.now();
    const recent = earlier.filter(({ drawn }) => now - drawn < REACTION).slice(0, MOST_FRAMES);
    stage.current = { layout, links, flights, earlier: [{ drawn: now, flights: last }, ...recent] };
  });
  return stage;
}

/** Messages as the hand may still see them at `now`, newest first. */
export function recentFlights({ earlier }: OnStage, now: number): readonly (readonly FlightView[])[] {
  return earlier.filter(({ drawn }) => now - drawn < REACTION).map(({ flights }) => flights);
}
