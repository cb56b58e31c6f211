/** The fault track: every fault of the scenario as a clip above the lanes. */
import { type MouseEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import type { Fault, Micros, TrueTime } from '../../sim/scenario.ts';
import type { Anchor, Selection } from '../intents.ts';
import { zoomOf } from '../zoom.ts';
import { type ClipIntents, FaultClip } from './fault-clip.tsx';
import { type Clip, clipsOf, rowCount } from './fault-clips.ts';
import type { PromptTitle } from './fault-label.ts';
import styles from './fault-track.module.css';
import { type TimeScale, timeAt, xOf } from './scale.ts';

interface FaultTrackProps {
  readonly faults: readonly Fault[];
  readonly moot: ReadonlySet<number>;
  readonly duration: Micros;
  readonly scale: TimeScale;
  readonly selection: Selection;
  readonly intents: ClipIntents;
  readonly promptTitle: PromptTitle;
  readonly onAddFaultAt: (at: TrueTime, anchor: Anchor) => void;
  /** A clip is held at an edge of the view: the view goes on by this share of itself. */
  readonly onPan: (share: number) => void;
  /** Its clips can be seen and not taken hold of. */
  readonly frozen: boolean;
}

/** Height of the track by rows of clips, px: up to six rows keep their words, beyond that the clips get thinner. */
const HEIGHTS = [28, 28, 44, 60, 76, 92, 108] as const;
const HIGHEST = HEIGHTS[6];
const INSET = 3;
const INSTANT = 10;

export function trackHeight(faults: readonly Fault[], duration: Micros): number {
  return heightOf(rowCount(clipsOf(faults, duration)));
}

function heightOf(rows: number): number {
  return HEIGHTS[rows] ?? HIGHEST;
}

export const FaultTrack = memo(function FaultTrack(props: FaultTrackProps) {
  const { faults, moot, duration, scale, selection, intents, onAddFaultAt } = props;
  const track = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<readonly number[]>();
  const clips = useMemo(() => clipsOf(faults, duration, held), [faults, duration, held]);
  const latest = useRef(clips);
  latest.current = clips;
  const hold = useCallback((on: boolean) => setHeld(on ? latest.current.map((clip) => clip.row) : undefined), []);
  const count = rowCount(clips);
  const height = heightOf(count);
  const pitch = (height - 2 * INSET) / count;
  const chosen = selection?.kind === 'fault' ? selection.fault : undefined;
  const rooms = useMemo(() => roomsOf(clips, scale), [clips, scale]);
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const x = (event.clientX - event.currentTarget.getBoundingClientRect().left) / zoomOf(event.currentTarget);
    const at = Math.min(Math.max(Math.round(timeAt(scale, x) / 1000) * 1000, 0), duration);
    onAddFaultAt(at, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box, and nothing here is a form
    <div
      ref={track}
      className={styles.track}
      style={{ height }}
      onDoubleClick={onDoubleClick}
      inert={props.frozen}
      role="group"
      aria-label="Fault track"
    >
      {clips.map((clip) => {
        const { x, width, cut } = extent(clip, scale);
        // A clip in a hand stays even where the hand has pulled it out of view.
        if (held === undefined && clip.index !== chosen && (x > scale.width + 4 || x + Math.max(width, 200) < -4))
          return null;
        return (
          <FaultClip
            key={clip.index}
            clip={clip}
            promptTitle={props.promptTitle}
            x={x}
            width={width}
            top={INSET + clip.row * pitch}
            height={Math.max(pitch - (count > 1 ? 2 : 0), 4)}
            cut={cut}
            room={clip.instant ? (rooms.get(clip.index) ?? 0) : Math.min(x + width, scale.width) - Math.max(x, 0)}
            moot={moot.has(clip.index)}
            selected={clip.index === chosen}
            scale={scale}
            duration={duration}
            intents={intents}
            onHold={hold}
            onPan={props.onPan}
          />
        );
      })}
    </div>
  );
});

/** Clipped to the view with a little to spare, so that words stay in sight. */
function extent(clip: Clip, scale: TimeScale): { readonly x: number; readonly width: number; readonly cut: boolean } {
  const x = xOf(scale, clip.from);
  if (clip.instant) return { x: x - INSTANT / 2, width: INSTANT, cut: false };
  const end = clip.open ? Math.max(xOf(scale, clip.to), x) + 4 : xOf(scale, clip.to);
  const from = x < -12 && end > 0 ? Math.min(-12, end - 6) : x;
  const to = Math.max(Math.min(end, Math.max(scale.width + 12, from + 6)), from + 6);
  return { x: from, width: to - from, cut: from !== x };
}

/** By index: how far the words of an instant may run to the right before the next clip of its row begins. */
function roomsOf(clips: readonly Clip[], scale: TimeScale): ReadonlyMap<number, number> {
  const rooms = new Map<number, number>();
  const nextInRow = new Map<number, number>();
  for (const clip of [...clips].sort((a, b) => b.from - a.from || b.index - a.index)) {
    const x = xOf(scale, clip.from);
    rooms.set(clip.index, Math.min(nextInRow.get(clip.row) ?? scale.width, scale.width) - x - INSTANT - 6);
    nextInRow.set(clip.row, x - INSTANT / 2);
  }
  return rooms;
}
