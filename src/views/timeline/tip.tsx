/** What the event under the pointer is, in words, beside it. */
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { eventText } from './event-text.ts';
import { timeText } from './scale.ts';
import { classes } from './classes.ts';
import styles from './timeline.module.css';

interface TipProps {
  readonly trace: Trace;
  readonly protocol: Pick<ProtocolDefinition, 'sentence'>;
  readonly event: EventId;
  /** Middle of the event, from the top left corner of the diagram. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Widest a tip gets, px; also in the style sheet. */
const WIDEST = 280;

export function Tip({ trace, protocol, event, x, y, width }: TipProps) {
  const entry = trace.event(event);
  const left = Math.min(Math.max(x - WIDEST / 2, 4), Math.max(width - WIDEST - 4, 4));
  const above = y > 96;
  return (
    <div className={styles.tipPlace} style={{ transform: `translate(${left}px, ${above ? y - 16 : y + 16}px)`, width: WIDEST }}>
      <div className={classes(styles.tip, above && styles.tipAbove)} style={{ '--tip-x': `${x - left}px` } as React.CSSProperties}>
        <span className={styles.tipTime}>{timeText(entry.at)}</span>
        <span>{protocol.sentence(entry) ?? eventText(entry)}</span>
        {entry.vector !== undefined && <span className={styles.tipVector}>[{[...trace.vectorOf(event)].join(', ')}]</span>}
      </div>
    </div>
  );
}
