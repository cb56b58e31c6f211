/** A history as lanes of operations, with the order that explains it or the operations that no order explains. */
import { scaleLinear } from 'd3';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { HistoryVerdict } from '../../check/verdict.ts';
import type { Operation } from '../../sim/trace-event.ts';
import styles from './history-lanes.module.css';
import { type Box, boxesIn, type HistoryLayout, layoutOf, type Tick, ticksOf } from './layout.ts';
import { type OperationWords, wordsFor } from './operation-words.ts';

const ROW = 44;
const BOX = 24;
const TOP = 26;
/** Width of a glyph of the value font at 11 px. */
const GLYPH = 6.7;
/** Boxes drawn at once; a view never holds more that could be told apart. */
const MOST_BOXES = 1500;
/** Room for each operation at first, px: at most so much is drawn smaller. */
const ROOM = 84;
const WIDEST = 2_000_000;

export interface HistoryLanesProps {
  readonly operations: readonly Operation[];
  readonly verdict: HistoryVerdict | undefined;
  /** Where the playhead stands; undefined: there is none. */
  readonly cursor?: number;
  /** A moment in words. */
  readonly timeText: (at: number) => string;
  /** An operation was chosen. */
  readonly onSelect?: (index: number) => void;
}

export function HistoryLanes({ operations, verdict, cursor, timeText, onSelect }: HistoryLanesProps) {
  const layout = useMemo(() => layoutOf(operations), [operations]);
  const conflict = verdict?.verdict === 'violated' ? verdict.conflict : [];
  const order =
    verdict?.verdict === 'holds' ? verdict.order : verdict?.verdict === 'violated' ? verdict.longest[0] : [];
  // An order without moments (sequential consistency) has no place on an axis of time.
  const isInTime = order?.every(({ operation, at }) => at >= (operations[operation]?.invoke ?? 0)) ?? false;
  const ticks = useMemo(
    () => new Map((isInTime ? ticksOf(order ?? [], operations, layout.end) : []).map((tick) => [tick.index, tick])),
    [order, operations, layout, isInTime],
  );
  const scroller = useRef<HTMLElement>(null);
  const [view, setView] = useState({ left: 0, width: 800 });
  const [zoom, setZoom] = useState(1);
  const fitted = Math.max(view.width, 100);
  const width = Math.min(WIDEST, fitted * zoom);
  const x = scaleLinear([layout.start, layout.end], [8, width - 8]);
  const first = conflict[0];
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setView({ left: element.scrollLeft, width: element.clientWidth });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const atFirst = Math.max(1, (operations.length * ROOM) / fitted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another history is shown anew
  useLayoutEffect(() => setZoom(atFirst), [operations]);
  const show = (at: number | undefined) => {
    if (at !== undefined) scroller.current?.scrollTo({ left: x(at) - view.width / 3 });
  };
  const conflictAt = operations[first ?? -1]?.invoke;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a verdict, and again where the scale changes
  useLayoutEffect(() => show(conflictAt ?? cursor), [verdict, width]);
  const followed = useRef(cursor);
  // The playhead that runs out of the view takes the view along; one that was out of it does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the playhead moves
  useLayoutEffect(() => {
    const isInView = (at: number) => x(at) >= view.left && x(at) <= view.left + view.width;
    const before = followed.current;
    followed.current = cursor;
    if (before !== undefined && cursor !== undefined && isInView(before) && !isInView(cursor)) show(cursor);
  }, [cursor]);
  const from = x.invert(view.left - 40);
  const to = x.invert(view.left + view.width + 40);
  const tops = topsOf(layout);
  const height = (tops.at(-1) ?? TOP) + 8;
  const words = useMemo(() => wordsFor(operations), [operations]);
  const draw = { layout, ticks, conflict: new Set(conflict), x, tops, words, view };
  const shown = boxesIn(layout, from, to, MOST_BOXES);
  return (
    <div className={styles.place}>
      <div className={styles.tools}>
        <button type="button" onClick={() => setZoom(Math.max(1, zoom / 1.6))} aria-label="Zoom out">
          −
        </button>
        <button type="button" onClick={() => setZoom(zoom * 1.6)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={() => setZoom(1)}>
          Whole history
        </button>
        {conflictAt !== undefined && (
          <button type="button" onClick={() => show(conflictAt)}>
            Show the conflict
          </button>
        )}
      </div>
      <div className={styles.body} style={{ height }}>
        <div className={styles.names} aria-hidden="true">
          {layout.clients.map((client, lane) => (
            <span key={client} style={{ top: (tops[lane] ?? 0) + BOX / 2 - 10 }}>
              {client}
            </span>
          ))}
        </div>
        <section
          ref={scroller}
          className={styles.scroller}
          aria-label="History of the clients; arrow keys scroll"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          onScroll={({ currentTarget }) => setView({ ...view, left: currentTarget.scrollLeft })}
        >
          <svg width={width} height={height} role="img" aria-label={labelOf(operations, verdict)}>
            <Axis
              x={x}
              from={Math.max(from, layout.start)}
              to={Math.min(to, layout.end)}
              timeText={timeText}
              count={Math.max(2, Math.floor(view.width / 140))}
              height={height}
            />
            {layout.clients.map((client, lane) => (
              <line
                key={client}
                className={styles.lane}
                x1={0}
                x2={width}
                y1={(tops[lane] ?? 0) + BOX / 2}
                y2={(tops[lane] ?? 0) + BOX / 2}
              />
            ))}
            {shown.map((box) => (
              <OperationBox key={box.index} box={box} {...draw} onSelect={onSelect} />
            ))}
            <ConflictArrow {...draw} order={conflict} />
            {cursor !== undefined && (
              <line className={styles.playhead} x1={x(cursor)} x2={x(cursor)} y1={18} y2={height} />
            )}
          </svg>
        </section>
      </div>
    </div>
  );
}

interface Drawing {
  readonly layout: HistoryLayout;
  readonly ticks: ReadonlyMap<number, Tick>;
  readonly conflict: ReadonlySet<number>;
  readonly x: (at: number) => number;
  /** Tops of the lanes' first boxes, and below the last lane, px. */
  readonly tops: readonly number[];
  readonly words: OperationWords;
  /** What of the drawing is seen, px. */
  readonly view: { readonly left: number; readonly width: number };
}

function topsOf({ rows }: HistoryLayout): readonly number[] {
  let y = TOP + 14;
  const tops = rows.map((count) => {
    const top = y;
    y += ROW + (count - 1) * (BOX + 4);
    return top;
  });
  return [...tops, y];
}

function yOf({ lane, row }: Box, tops: readonly number[]): number {
  return (tops[lane] ?? 0) + row * (BOX + 4);
}

interface OperationBoxProps extends Drawing {
  readonly box: Box;
  readonly onSelect: ((index: number) => void) | undefined;
}

function OperationBox({ box, onSelect, ...draw }: OperationBoxProps) {
  const { conflict, x, tops, words, view } = draw;
  const { operation, index } = box;
  const left = x(box.from);
  const width = Math.max(3, x(box.to) - left);
  const y = yOf(box, tops);
  const text = words(operation);
  const isOpen = operation.return === null;
  const seen = Math.max(left, view.left);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table below the picture does the same by keys
    <g
      className={styles.operation}
      data-status={operation.status}
      data-conflict={conflict.has(index)}
      data-operation={index}
      onClick={() => onSelect?.(index)}
    >
      <title>{`${operation.client}: ${text}`}</title>
      {isOpen ? (
        <path d={`M${left + width},${y}H${left + 5}a5,5 0 0 0 -5,5v${BOX - 10}a5,5 0 0 0 5,5H${left + width}`} />
      ) : (
        <rect x={left} y={y} width={width} height={BOX} rx={Math.min(5, width / 2)} />
      )}
      <OrderTick box={box} {...draw} />
      <Words
        box={box}
        text={text}
        left={seen}
        width={Math.min(left + width, view.left + view.width) - seen}
        y={y + BOX / 2 + 4}
        room={x(box.next) - left - width}
      />
    </g>
  );
}

interface WordsProps {
  readonly box: Box;
  readonly text: string;
  /** Of the box, what is seen, px. */
  readonly left: number;
  readonly width: number;
  /** Base line, px. */
  readonly y: number;
  /** Free to the right of the box, px. */
  readonly room: number;
}

/** In the box where they fit, beside it where there is room, else shortened. */
function Words({ box, text, left, width, y, room }: WordsProps) {
  const fits = Math.floor((width - 8) / GLYPH);
  const isOpen = box.operation.return === null;
  if (text.length > fits && (text.length + 1) * GLYPH < room)
    return (
      <text className={styles.words} data-beside x={left + width + 4} y={y}>
        {text}
      </text>
    );
  if (fits < 3) return null;
  return (
    <text
      className={styles.words}
      x={isOpen ? left + 6 : left + width / 2}
      y={y}
      textAnchor={isOpen ? 'start' : 'middle'}
    >
      {text.length <= fits ? text : `${text.slice(0, fits - 1)}…`}
    </text>
  );
}

function OrderTick({ box, ticks, x, tops }: Drawing & { readonly box: Box }) {
  const tick = ticks.get(box.index);
  if (tick === undefined) return null;
  const at = x(tick.at);
  const y = yOf(box, tops);
  return (
    <g className={styles.tick}>
      <line x1={at} x2={at} y1={y - 5} y2={y + BOX + 4} />
      <circle cx={at} cy={y - 6} r={3} />
      {x(box.to) - x(box.from) > 30 && (
        <text x={at + 5} y={y - 3}>
          {tick.place}
        </text>
      )}
    </g>
  );
}

/** From the end of the one to the beginning of the other. */
function ConflictArrow({ layout, order, x, tops }: Drawing & { readonly order: readonly number[] }) {
  const [first, second] = order.map((index) => layout.boxes.find((box) => box.index === index));
  if (first === undefined || second === undefined || first.to > second.from) return null;
  const from = { x: x(first.to), y: yOf(first, tops) + BOX / 2 };
  const to = { x: x(second.from), y: yOf(second, tops) + BOX / 2 };
  const bend = Math.max(14, (to.x - from.x) / 2);
  return (
    <g className={styles.arrow}>
      <path d={`M${from.x},${from.y}C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x - 3},${to.y}`} />
      <polygon points={`${to.x},${to.y} ${to.x - 8},${to.y - 4.5} ${to.x - 8},${to.y + 4.5}`} />
    </g>
  );
}

interface AxisProps {
  readonly x: ReturnType<typeof scaleLinear<number, number>>;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly height: number;
  readonly timeText: (at: number) => string;
}

function Axis({ x, from, to, count, height, timeText }: AxisProps) {
  const [, width = 0] = x.range();
  return scaleLinear([from, to], [0, 1])
    .ticks(count)
    .map((at) => (
      <g key={at} className={styles.axis} transform={`translate(${x(at)},0)`}>
        <line y1={18} y2={height} />
        <text y={13} textAnchor={x(at) < 24 ? 'start' : x(at) > width - 30 ? 'end' : 'middle'}>
          {timeText(at)}
        </text>
      </g>
    ));
}

function labelOf(operations: readonly Operation[], verdict: HistoryVerdict | undefined): string {
  const clients = new Set(operations.map(({ client }) => client)).size;
  const what = `${operations.length} operations of ${clients} client${clients === 1 ? '' : 's'}`;
  return verdict === undefined ? what : `${what}. ${verdict.message}`;
}
