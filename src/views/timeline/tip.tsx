/** What the event under the pointer is, in words, beside it. */
import type { Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { eventSentence, type Speaker } from '../inspector/event-sentence.ts';
import { classes } from './classes.ts';
import { timedEvent } from './endings.ts';
import type { Rows } from './rows.ts';
import { placeText, type TimeScale, xOf } from './scale.ts';
import styles from './tip.module.css';

interface TipProps {
  readonly trace: Trace;
  readonly protocol: Speaker;
  readonly scenario: Pick<Scenario, 'faults'>;
  readonly event: EventId;
  readonly rows: Rows;
  readonly scale: TimeScale;
  /** Where the plot begins in the diagram, px. */
  readonly left: number;
  readonly top: number;
}

/** Widest a tip gets, px; also in the style sheet. */
const WIDEST = 280;
/** Room that a tip needs above its event, px. */
const TALL = 96;

export function Tip({ trace, protocol, scenario, event, rows, scale, left, top }: TipProps) {
  const place = timedEvent(trace, event);
  const row = rows.rows[trace.lane(place)];
  const inPlot = xOf(scale, trace.at(place));
  if (row === undefined || inPlot < 0 || inPlot > scale.width) return null;
  const entry = trace.event(event);
  const x = left + inPlot;
  const y = top + row.y;
  const start = Math.min(Math.max(x - WIDEST / 2, 4), Math.max(left + scale.width - WIDEST - 4, 4));
  const above = y > TALL;
  const position = { transform: `translate(${start}px, ${above ? y - 16 : y + 16}px)`, width: WIDEST };
  return (
    <div className={styles.tipPlace} style={position}>
      <div
        className={classes(styles.tip, above && styles.tipAbove)}
        style={{ left: Math.min(Math.max(x - start, 90), WIDEST - 90) }}
      >
        <span className={styles.tipTime}>{placeText(trace, entry.at)}</span>
        <span>{eventSentence(trace, event, protocol, scenario)}</span>
        {entry.vector !== undefined && <span className={styles.tipVector}>[{vectorText(trace, event)}]</span>}
      </div>
    </div>
  );
}

/** Components beyond these would make the tip taller than the lanes. */
const MOST_COMPONENTS = 32;

function vectorText(trace: Trace, event: EventId): string {
  const vector = trace.vectorOf(event);
  const rest = vector.length - MOST_COMPONENTS;
  return `${[...vector.subarray(0, MOST_COMPONENTS)].join(', ')}${rest > 0 ? `, … ${rest} more` : ''}`;
}
