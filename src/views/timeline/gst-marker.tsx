/** Where a partially synchronous run settles: a line through the lanes that can be dragged. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import type { Intents } from '../intents.ts';
import { zoomOf } from '../zoom.ts';
import styles from './gst-marker.module.css';
import { type TimeScale, timeAt, timeText, xOf } from './scale.ts';

interface GstMarkerProps {
  readonly gst: TrueTime;
  readonly duration: Micros;
  readonly scale: TimeScale;
  readonly onMoveGst: Intents['onMoveGst'];
}

/** The flag stays whole at the ends of the view, px. */
const FLAG = 46;
/** Steps of the keys and of the hand, µs. */
const STEP = 100_000;
const GRAIN = 1000;

export function GstMarker({ gst, duration, scale, onMoveGst }: GstMarkerProps) {
  const grab = useRef<number | undefined>(undefined);
  const x = xOf(scale, gst);
  if (x < -1 || x > scale.width + 1) return null;
  const lean = Math.min(Math.max(x, FLAG), scale.width - FLAG) - x;
  const move = (at: TrueTime, settled: boolean) =>
    onMoveGst(Math.min(Math.max(Math.round(at / GRAIN) * GRAIN, 0), duration), settled);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(gst + by, true);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grab.current = event.clientX / zoomOf(event.currentTarget) - x;
  };
  const at = (event: PointerEvent<HTMLElement>) =>
    timeAt(scale, event.clientX / zoomOf(event.currentTarget) - (grab.current ?? 0));
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (grab.current !== undefined) move(at(event), false);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (grab.current !== undefined) move(at(event), true);
    grab.current = undefined;
  };
  return (
    <div className={styles.marker} style={{ transform: `translateX(${x.toFixed(2)}px)` }}>
      <div className={styles.line} />
      <div
        className={styles.flag}
        style={{ transform: `translateX(${lean.toFixed(1)}px) translateX(-50%)` }}
        role="slider"
        tabIndex={0}
        aria-label="Global stabilization time"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={duration / 1000}
        aria-valuenow={gst / 1000}
        aria-valuetext={timeText(gst)}
        title="From here on delays are bounded. Drag it."
        data-grip="gst"
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        GST {timeText(gst)}
      </div>
    </div>
  );
}
