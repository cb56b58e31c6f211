/** Operations of clients: labelled boxes while they are few, bars where they are many. */
import { memo, useMemo } from 'react';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import { classes } from './classes.ts';
import styles from './operations.module.css';
import { callsOf, type Interval, intervalsIn, operationText } from './operations.ts';
import type { Row, Rows } from './rows.ts';
import { shown, type TimeScale, xOf } from './scale.ts';

/** Boxes with words in one lane; above it bars, of which no two share two pixels. */
const MOST_BOXES = 60;
/** Looked at in one lane and view. */
const MOST = 20_000;
/** Boxes narrower than this say nothing, px. */
const WORDS_FROM = 26;

/** Width of a glyph of the value font, px. */
const GLYPH = 6.7;
const SMALL_GLYPH = 5.5;

interface OperationLayerProps {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
}

export const OperationLayer = memo(function OperationLayer({ trace, rows, scale, reached }: OperationLayerProps) {
  const calls = useMemo(() => callsOf(trace), [trace]);
  const view = shown(scale);
  return rows.rows.map((row) => {
    const own = calls[row.lane];
    if (own === undefined) return null;
    const found = intervalsIn(own, view.from, Math.min(view.to, reached), MOST);
    const shape = (interval: Interval) => boxOf(interval, row, own.rows, scale, reached);
    return found.length <= MOST_BOXES ? (
      found.map((interval, index) => {
        const box = shape(interval);
        const next = found.slice(index + 1).find((other) => other.row === interval.row);
        const room = (next === undefined ? scale.width : shape(next).x) - box.x - box.width;
        return <OperationBox key={interval.index} interval={interval} box={box} room={room} />;
      })
    ) : (
      <Bars key={row.lane} found={found} shape={shape} row={row} width={scale.width} />
    );
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(interval: Interval, row: Row, lanes: number, scale: TimeScale, reached: TrueTime): Box {
  const from = Math.max(xOf(scale, interval.from), -12);
  const to = Math.min(xOf(scale, Math.min(interval.to, reached)), scale.width + 12);
  const height = lanes === 1 ? 18 : Math.floor((row.height - 4) / lanes) - 1;
  const y = lanes === 1 ? row.y - 9 : row.top + 2 + interval.row * (height + 1);
  return { x: from, y, width: Math.max(to - from, 2), height };
}

interface OperationBoxProps {
  readonly interval: Interval;
  readonly box: Box;
  /** Free to the right of the box, up to the next one of its row, px. */
  readonly room: number;
}

function OperationBox({ interval, box, room }: OperationBoxProps) {
  const text = operationText(interval.operation);
  const { status } = interval.operation;
  const small = box.height < 13;
  const width = text.length * (small ? SMALL_GLYPH : GLYPH) + 8;
  const beside = width > box.width && width + 4 <= room;
  return (
    <>
      <div
        className={classes(styles.operation, styles[status], small && styles.small)}
        style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
      >
        {!beside && box.width >= WORDS_FROM && box.height >= 10 && text}
      </div>
      {beside && box.height >= 10 && (
        <div
          className={classes(styles.beside, styles[status], small && styles.small)}
          style={{ transform: `translate(${box.x + box.width}px, ${box.y}px)`, height: box.height }}
        >
          {text}
        </div>
      )}
    </>
  );
}

interface BarsProps {
  readonly found: readonly Interval[];
  readonly shape: (interval: Interval) => Box;
  readonly row: Row;
  readonly width: number;
}

function Bars({ found, shape, row, width }: BarsProps) {
  const paths = { ok: '', fail: '', unknown: '' };
  const last = new Map<string, number>();
  for (const interval of found) {
    const { status } = interval.operation;
    const box = shape(interval);
    const key = `${status} ${interval.row}`;
    // What went wrong is never left out; what went well is, where it would be painted over itself.
    if (status === 'ok' && box.x + box.width < (last.get(key) ?? -Infinity) + 2) continue;
    last.set(key, box.x + box.width);
    paths[status] +=
      `M${box.x.toFixed(1)},${(box.y - row.top).toFixed(1)}h${box.width.toFixed(1)}v${box.height}h${(-box.width).toFixed(1)}z`;
  }
  return (
    <svg className={styles.bars} style={{ top: row.top }} width={width} height={row.height} aria-hidden="true">
      <path className={styles.ok} d={paths.ok} />
      <path className={styles.fail} d={paths.fail} />
      <path className={styles.unknown} d={paths.unknown} />
    </svg>
  );
}
