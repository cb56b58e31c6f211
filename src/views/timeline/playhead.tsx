/** The moment that the rest of the page shows: a line through everything, and a slider for the keyboard. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import { zoomOf } from '../zoom.ts';
import styles from './axis.module.css';
import { classes } from './classes.ts';
import { type Tick, type TimeScale, ticksWithin, timeAt, timeText, xOf } from './scale.ts';

interface PlayheadProps {
  readonly cursor: TrueTime;
  readonly duration: Micros;
  readonly scale: TimeScale;
  readonly onSeek: (at: TrueTime) => void;
}

/** Half the width of the flag with the time, px: it stays whole at the ends of the view. */
const FLAG = 31;
/** Steps of the keys, µs. */
const STEP = 10_000;
const LARGE_STEP = 100_000;

export function Playhead({ cursor, duration, scale, onSeek }: PlayheadProps) {
  const grab = useRef<number | undefined>(undefined);
  const x = xOf(scale, cursor);
  const flag = flagAt(cursor, scale);
  if (flag === undefined) return <Elsewhere after={x > scale.width} cursor={cursor} onSeek={onSeek} />;
  const lean = flag - x;
  const seek = (at: TrueTime) => onSeek(Math.min(Math.max(Math.round(at), 0), duration));
  const onKeyDown = (event: KeyboardEvent) => {
    const at = keyed(event, cursor, duration);
    if (at === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(at);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grab.current = event.clientX / zoomOf(event.currentTarget) - x;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (grab.current !== undefined) seek(timeAt(scale, event.clientX / zoomOf(event.currentTarget) - grab.current));
  };
  const release = () => {
    grab.current = undefined;
  };
  return (
    <div className={styles.playhead} style={{ transform: `translateX(${x.toFixed(2)}px)` }}>
      <div className={styles.playheadLine} />
      <div
        className={styles.playheadFlag}
        style={{ transform: `translateX(${lean.toFixed(1)}px) translateX(-50%)` }}
        role="slider"
        tabIndex={0}
        aria-label="Playhead"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={duration / 1000}
        aria-valuenow={cursor / 1000}
        aria-valuetext={timeText(cursor)}
        data-grip="playhead"
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={release}
        onPointerCancel={release}
      >
        {timeText(cursor)}
      </div>
    </div>
  );
}

/** Middle of the flag with the time, px; undefined: the playhead is out of view. */
function flagAt(cursor: TrueTime, scale: TimeScale): number | undefined {
  const x = xOf(scale, cursor);
  return x < -1 || x > scale.width + 1 ? undefined : Math.min(Math.max(x, FLAG), scale.width - FLAG);
}

/** Which ticks the flag would touch: from the first, before the second. */
export function ticksUnderFlag(
  ticks: readonly Tick[],
  cursor: TrueTime | undefined,
  scale: TimeScale,
): readonly [from: number, before: number] {
  const flag = cursor === undefined ? undefined : flagAt(cursor, scale);
  return flag === undefined ? [0, 0] : ticksWithin(ticks, scale.width, flag - FLAG, flag + FLAG);
}

/** Tells on which side the playhead is when it is out of view. */
function Elsewhere({
  after,
  cursor,
  onSeek,
}: {
  readonly after: boolean;
  readonly cursor: TrueTime;
  readonly onSeek: (at: TrueTime) => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes(styles.elsewhere, after ? styles.after : styles.before)}
      aria-label={`Playhead at ${timeText(cursor)}, ${after ? 'after' : 'before'} what is in view`}
      onClick={() => onSeek(cursor)}
    >
      {after ? '›' : '‹'}
    </button>
  );
}

function keyed(event: KeyboardEvent, cursor: TrueTime, duration: Micros): TrueTime | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const step = event.shiftKey ? LARGE_STEP : STEP;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return cursor - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return cursor + step;
    case 'PageDown':
      return cursor - 10 * STEP;
    case 'PageUp':
      return cursor + 10 * STEP;
    case 'Home':
      return 0;
    case 'End':
      return duration;
    default:
      return undefined;
  }
}
