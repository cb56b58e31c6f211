/** Keeps one picture, wider than the view, and moves it while the view pans inside it; redraws only when it must. */
import { memo, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Window } from '../intents.ts';
import { later } from '../later.tsx';
import { classes } from './classes.ts';
import { isDense } from './flights.ts';
import styles from './picture.module.css';
import { type Picture, pictureOf } from './picture.ts';
import { PictureSvg } from './picture-svg.tsx';
import type { Rows } from './rows.ts';
import { shown, type TimeScale, xOf } from './scale.ts';
import type { Stories } from './stories.ts';
import type { Tones } from './tones.ts';

const PictureCanvas = later(async () => (await import('./picture-canvas.tsx')).PictureCanvas, Sketch);

/** Arrows, as a sketch. */
const MANY = 1000;

/** While the painter comes. A picture of thousands takes longer to draw this way than the painter to come. */
function Sketch({ picture }: { readonly picture: Picture }) {
  return picture.arrows > MANY ? null : <PictureSvg picture={picture} />;
}

/** How much wider than the view a picture is on each side. */
const MARGIN = 0.5;
/** A dense picture is stretched while the hand zooms, and redrawn when it has rested this long, ms. */
const SETTLE = 90;
/** …or when the stretch goes beyond this factor. */
const STRETCH = 1.7;

/** What a picture covers, and at how many pixels a µs. */
interface Frame {
  readonly window: Window;
  readonly rate: number;
}

interface PictureLayerProps {
  readonly trace: Trace;
  readonly stories: Stories;
  readonly reached: TrueTime;
  readonly rows: Rows;
  readonly tones: Tones;
  readonly scale: TimeScale;
  readonly duration: Micros;
  readonly theme: string;
  readonly segments: boolean;
  /** Everything steps back because a light cone is shown over it. */
  readonly faded: boolean;
}

export const PictureLayer = memo(function PictureLayer(props: PictureLayerProps) {
  const { rows, tones, scale, duration, theme, faded, segments } = props;
  // The run may grow or change many times a second: the picture follows when there is time, the hand never waits for it.
  const trace = useDeferredValue(props.trace);
  const stories = useDeferredValue(props.stories);
  const known = useDeferredValue(props.reached);
  const dense = useMemo(() => isDense(trace, scale.window), [trace, scale.window]);
  const frame = useFrame(scale, duration, dense);
  const reached = known > frame.window.to + trace.longestFlight ? Infinity : known;
  const picture = useMemo(
    () => pictureOf({ trace, stories, rows, tones, window: frame.window, rate: frame.rate, reached, dense, segments }),
    [trace, stories, rows, tones, frame, reached, dense, segments],
  );
  const stretch = scale.rate / frame.rate;
  const transform = `translateX(${xOf(scale, frame.window.from)}px)${stretch === 1 ? '' : ` scaleX(${stretch})`}`;
  return (
    <div
      className={classes(styles.pictureLayer, faded && styles.faded)}
      style={{ transform, width: picture.width, height: rows.height }}
      data-picture={dense ? 'canvas' : 'svg'}
      data-arrows={picture.arrows}
      aria-hidden="true"
    >
      {dense ? <PictureCanvas picture={picture} theme={theme} /> : <PictureSvg picture={picture} />}
    </div>
  );
});

function useFrame(scale: TimeScale, duration: Micros, dense: boolean): Frame {
  const [kept, keep] = useState(() => frameOf(scale, duration));
  const usable = covers(kept, scale, duration) && (kept.rate === scale.rate || (dense && isNear(kept, scale)));
  const frame = useMemo(() => (usable ? kept : frameOf(scale, duration)), [usable, kept, scale, duration]);
  if (frame !== kept) keep(frame);
  const stretched = frame.rate !== scale.rate;
  useEffect(() => {
    if (!stretched) return;
    const timer = setTimeout(() => keep(frameOf(scale, duration)), SETTLE);
    return () => clearTimeout(timer);
  }, [stretched, scale, duration]);
  return frame;
}

function frameOf(scale: TimeScale, duration: Micros): Frame {
  const view = shown(scale);
  const margin = (view.to - view.from) * MARGIN;
  const edge = 16 / scale.rate; // marks at the very ends of the run are whole
  const from = Math.max(view.from - margin, Math.min(view.from, -edge));
  const to = Math.min(view.to + margin, Math.max(view.to, duration + edge));
  return { window: { from, to }, rate: scale.rate };
}

function covers(frame: Frame, scale: TimeScale, duration: Micros): boolean {
  const view = shown(scale);
  const slack = 1 / scale.rate;
  return frame.window.from <= Math.max(view.from, 0) + slack && frame.window.to >= Math.min(view.to, duration) - slack;
}

function isNear(frame: Frame, scale: TimeScale): boolean {
  const stretch = scale.rate / frame.rate;
  return stretch < STRETCH && stretch > 1 / STRETCH;
}
