/** Small lanes on which events stand in order, apart enough that no label covers another: not to the scale of time. */
import { useEffect, useRef } from 'react';
import { type Arrows, addArrow, headPath, linePath } from '../../marks/arrow.ts';
import type { EventId } from '../../sim/trace-event.ts';
import styles from './stamp-lanes.module.css';

export interface LabelledEvent {
  readonly event: EventId;
  readonly lane: number;
  readonly label: string;
  /** Of a receipt: the event of its send. */
  readonly sentAs: EventId | undefined;
}

export interface StampLanesProps {
  readonly lanes: readonly string[];
  /** In order of true time. */
  readonly events: readonly LabelledEvent[];
  /** What the drawing shows, in a sentence. */
  readonly label: string;
  /** Pointed out. */
  readonly marked: ReadonlySet<EventId>;
  readonly chosen: ReadonlySet<EventId>;
  /** `comparing`: beside the one chosen before. */
  readonly onSelect: (event: EventId, comparing: boolean) => void;
}

const LANE = 46;
/** Above the first lane and below the last: a label and its room. */
const EDGE = 24;
/** From a lane to the baseline of a label above it and below it, px. */
const LABEL = { above: -9, below: 18 } as const;
/** Width of one figure of the labels, and the room between two labels, px. */
const FIGURE = 6.7;
const GAP = 12;
const DOT = 5;
/** Between two events, whatever their lanes, px. */
const APART = 24;

export function StampLanes({ lanes, events, label, marked, chosen, onSelect }: StampLanesProps) {
  const scroller = useRef<HTMLElement>(null);
  const last = events.at(-1)?.event;
  // The newest event is what one looks for.
  useEffect(() => {
    if (last !== undefined && scroller.current !== null) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, [last]);
  const columns = columnsOf(events);
  const x = (index: number) => columns[index] ?? 0;
  const y = (lane: number) => EDGE + lane * LANE;
  const place = new Map(events.map(({ event }, index) => [event, index]));
  const width = Math.max(0, ...events.map((one, index) => x(index) + halfOf(one))) + GAP;
  const height = EDGE + (lanes.length - 1) * LANE + EDGE;
  const arrows: Arrows = { lines: [], heads: [] };
  // A label stands where no arrow of its event does.
  const below = new Set<number>();
  for (const [index, { sentAs, lane }] of events.entries()) {
    const from = sentAs === undefined ? undefined : place.get(sentAs);
    const sender = from === undefined ? undefined : events[from];
    if (from === undefined || sender === undefined) continue;
    const edge = Math.sign(y(lane) - y(sender.lane)) * DOT;
    below.add(edge > 0 ? index : from);
    addArrow(arrows, x(from), y(sender.lane) + edge, x(index), y(lane) - edge, 7);
  }
  return (
    <div className={styles.place}>
      <div className={styles.names} style={{ height }} aria-hidden="true">
        {lanes.map((name, lane) => (
          <span key={name} className={styles.name} style={{ top: y(lane) - 9 }}>
            {name}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={label}>
        <svg width={width} height={height} role="img" aria-label={label}>
          {lanes.map((name, lane) => (
            <line key={name} className={styles.lane} x1={0} x2={width} y1={y(lane)} y2={y(lane)} />
          ))}
          <path className={styles.arrow} d={linePath(arrows.lines)} />
          <path className={styles.head} d={headPath(arrows.heads, true)} />
          {events.map(({ event, lane, label: text }, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the list beside it has buttons
            <g
              key={event}
              className={styles.event}
              data-marked={marked.has(event) || undefined}
              data-chosen={chosen.has(event) || undefined}
              transform={`translate(${x(index)} ${y(lane)})`}
              onClick={(click) => onSelect(event, click.shiftKey || click.ctrlKey || click.metaKey)}
            >
              <rect className={styles.reach} x={-APART / 2} y={-LANE / 2} width={APART} height={LANE} />
              <circle r={DOT} />
              <text y={below.has(index) ? LABEL.below : LABEL.above} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
        </svg>
      </section>
    </div>
  );
}

/** Each event to the right of all before it, and its label clear of the last one on its lane. */
function columnsOf(events: readonly LabelledEvent[]): readonly number[] {
  const free = new Map<number, number>();
  let last = -APART / 2;
  return events.map((one) => {
    const half = halfOf(one);
    last = Math.max(last + APART, (free.get(one.lane) ?? 0) + half);
    free.set(one.lane, last + half + GAP);
    return last;
  });
}

function halfOf({ label }: LabelledEvent): number {
  return (label.length * FIGURE) / 2;
}
