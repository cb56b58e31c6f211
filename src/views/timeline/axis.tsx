/** The time axis: press or drag to seek. */
import { memo, type PointerEvent, useRef } from 'react';
import type { Sighting, Situation } from '../../sim/protocol.ts';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import { zoomOf } from '../zoom.ts';
import styles from './axis.module.css';
import { classes } from './classes.ts';
import { middleOf, type Tick, type TimeScale, timeAt, timeText, xOf } from './scale.ts';

interface AxisProps {
  readonly ticks: readonly Tick[];
  readonly scale: TimeScale;
  readonly duration: Micros;
  readonly sightings: readonly Sighting[];
  readonly situations: readonly Pick<Situation, 'id' | 'title'>[];
  /** Which ticks the playhead's flag would cover, from and before: they are left out. None where there is no flag. */
  readonly coveredFrom?: number;
  readonly coveredBefore?: number;
  readonly onSeek: (at: TrueTime) => void;
}

/** Moments that are marked on the axis; more would hide the times. */
const MOST_SIGHTINGS = 60;

export const Axis = memo(function Axis(props: AxisProps) {
  const { ticks, scale, duration, sightings, situations, coveredFrom = 0, coveredBefore = 0, onSeek } = props;
  const scrub = useScrub(scale, duration, onSeek);
  const seen = sightings.filter((sighting) => isInside(xOf(scale, sighting.at), scale)).slice(0, MOST_SIGHTINGS);
  const say = ({ situation, at }: Sighting) =>
    `${situations.find(({ id }) => id === situation)?.title ?? situation}, ${timeText(at)}`;
  return (
    <div className={styles.axis} data-grip="axis" {...scrub}>
      {ticks.map((tick, index) => (
        <span
          key={tick.at}
          className={classes(
            styles.tick,
            tick.major && styles.major,
            index >= coveredFrom && index < coveredBefore && styles.covered,
          )}
          style={{ transform: `translateX(${middleOf(tick, scale.width).toFixed(1)}px) translateX(-50%)` }}
        >
          {tick.text}
        </span>
      ))}
      {seen.map((sighting) => (
        <button
          key={`${sighting.situation} ${sighting.at}`}
          type="button"
          tabIndex={-1}
          className={styles.sighting}
          style={{ transform: `translateX(${xOf(scale, sighting.at).toFixed(1)}px)` }}
          title={say(sighting)}
          aria-label={say(sighting)}
          onClick={() => onSeek(sighting.at)}
        />
      ))}
    </div>
  );
});

function isInside(x: number, scale: TimeScale): boolean {
  return x >= 0 && x <= scale.width;
}

/** Pointer handlers that seek to where the pointer is while it is down; x is counted from the element's left edge. */
export function useScrub(scale: TimeScale, duration: Micros, onSeek: (at: TrueTime) => void) {
  const pressed = useRef(false);
  const seek = (event: PointerEvent<HTMLElement>) => {
    const left = event.currentTarget.getBoundingClientRect().left;
    const at = Math.round(timeAt(scale, (event.clientX - left) / zoomOf(event.currentTarget)));
    onSeek(Math.min(Math.max(at, 0), duration));
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button') !== null)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pressed.current = true;
      seek(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (pressed.current) seek(event);
    },
    onPointerUp: () => {
      pressed.current = false;
    },
    onPointerCancel: () => {
      pressed.current = false;
    },
  };
}
