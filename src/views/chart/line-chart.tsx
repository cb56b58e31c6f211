/**
 * A small line chart with axes, for panels: lines told apart by colour and dash, lines of reference with their names,
 * the playhead where the horizontal axis is time. Plain values in; it computes nothing but places.
 */
import { type PointerEvent, useId, useRef } from 'react';
import { useSize } from '../timeline/use-size.ts';
import styles from './line-chart.module.css';
import { type ChartAxis, linePath, type PlotArea, type Point, plotArea } from './plot-area.ts';

/** Colour and dash of a line, in the order in which they are easiest to tell apart. */
export type LineLook = 'first' | 'second' | 'third' | 'fourth' | 'fifth' | 'sixth';
export const LINE_LOOKS: readonly LineLook[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export interface ChartLine {
  readonly id: string;
  readonly title: string;
  readonly look: LineLook;
  /** In order of x. */
  readonly points: readonly Point[];
  /** Each value holds until the next point. */
  readonly stepped?: boolean;
}

/** A value that something is held against: a threshold, a capacity, the setting of this run. */
export interface Reference {
  readonly id: string;
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly title: string;
}

export interface LineChartProps {
  /** What the chart shows, as a sentence for those who do not see it. */
  readonly label: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly lines: readonly ChartLine[];
  readonly references?: readonly Reference[];
  /** A value of x. */
  readonly playhead?: number;
  /** Pressing the chart tells the value of x there. */
  readonly onSeek?: (x: number) => void;
  /** px */
  readonly height?: number;
}

const HEIGHT = 180;

export function LineChart(props: LineChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const { lines, height = HEIGHT } = props;
  return (
    <figure className={styles.figure}>
      {lines.length > 1 && <Key lines={lines} />}
      <div ref={place} className={styles.place} style={{ height }}>
        {size !== undefined && size.width > 0 && <Picture {...props} width={size.width} height={height} />}
      </div>
    </figure>
  );
}

function Key({ lines }: { readonly lines: readonly ChartLine[] }) {
  return (
    <figcaption className={styles.key}>
      {lines.map(({ id, title, look }) => (
        <span key={id} className={styles.entry}>
          <svg width="22" height="8" aria-hidden="true">
            <path className={`${styles.line} ${styles[look]}`} d="M1 4H21" />
          </svg>
          {title}
        </span>
      ))}
    </figcaption>
  );
}

type PictureProps = LineChartProps & { readonly width: number; readonly height: number };

function Picture({ label, x, y, lines, references = [], playhead, onSeek, width, height }: PictureProps) {
  const clip = useId();
  const area = plotArea(x, y, width, height);
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons % 2 === 0) return;
    onSeek?.(area.valueAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const reading = onSeek === undefined ? {} : { onPointerDown: seek, onPointerMove: seek, className: styles.seekable };
  return (
    <svg role="img" aria-label={label} width={width} height={height} {...reading}>
      <clipPath id={clip}>
        <rect x={area.left} y={area.top} width={area.right - area.left} height={area.bottom - area.top} />
      </clipPath>
      <Axes area={area} x={x} y={y} height={height} />
      <g clipPath={`url(#${clip})`}>
        {lines.map(({ id, look, points, stepped = false }) => (
          <path key={id} className={`${styles.line} ${styles[look]}`} d={linePath(points, area, stepped)} />
        ))}
      </g>
      {references.map((reference) => (
        <ReferenceLine key={reference.id} reference={reference} area={area} />
      ))}
      {playhead !== undefined && playhead >= x.domain[0] && playhead <= x.domain[1] && (
        <path className={styles.playhead} d={`M${area.x(playhead).toFixed(1)} ${area.top}V${area.bottom}`} />
      )}
    </svg>
  );
}

function Axes({ area, x, y, height }: Pick<PictureProps, 'x' | 'y' | 'height'> & { readonly area: PlotArea }) {
  return (
    <g>
      <text className={styles.title} x={4} y={13}>
        {y.title}
      </text>
      {area.yTicks.map(({ value, position, text }) => (
        <g key={value}>
          <path className={styles.grid} d={`M${area.left} ${position.toFixed(1)}H${area.right}`} />
          <text className={styles.tick} x={area.left - 6} y={position + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {area.xTicks.map(({ value, position, text }) => (
        <g key={value}>
          <path className={styles.notch} d={`M${position.toFixed(1)} ${area.bottom}v4`} />
          <text className={styles.tick} x={position} y={area.bottom + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <path className={styles.base} d={`M${area.left} ${area.bottom}H${area.right}`} />
      <text className={styles.title} x={area.right} y={height - 5} textAnchor="end">
        {x.title}
      </text>
    </g>
  );
}

function ReferenceLine({ reference: { axis, value, title }, area }: { reference: Reference; area: PlotArea }) {
  const place = axis === 'x' ? area.x(value) : area.y(value);
  const inside = axis === 'x' ? place >= area.left && place <= area.right : place >= area.top && place <= area.bottom;
  if (!inside) return null;
  if (axis === 'y')
    return (
      <g>
        <path className={styles.reference} d={`M${area.left} ${place.toFixed(1)}H${area.right}`} />
        <text className={styles.name} x={area.right - 2} y={place - 4} textAnchor="end">
          {title}
        </text>
      </g>
    );
  const late = place > (area.left + area.right) / 2;
  return (
    <g>
      <path className={styles.reference} d={`M${place.toFixed(1)} ${area.top}V${area.bottom}`} />
      <text className={styles.name} x={place + (late ? -4 : 4)} y={area.top + 10} textAnchor={late ? 'end' : 'start'}>
        {title}
      </text>
    </g>
  );
}
