/** Every event with its stamp, and the one order that the stamps make of them all. */
import { compare } from '../../sim/causality.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { StampLanes } from '../../views/stamp-lanes/stamp-lanes.tsx';
import styles from '../../views/stamp-lanes/stamp-panel.module.css';
import { chosenWith, type StampedEvent, stampedEvents } from '../../views/stamp-lanes/stamped-events.ts';
import type { PanelProps } from '../panels.ts';

/** Events shown: enough to see an order, few enough to read. */
const MOST = 40;

type Stamped = StampedEvent<number>;

export function LamportOrder({ world, trace, scenario, selection, onSelect }: PanelProps) {
  const events = stampedEvents<number>(trace, world.events, MOST);
  const pair = pairWithoutPath(trace, events);
  const marked = new Set(pair?.map(({ event }) => event));
  const chosen = new Set(selection?.kind === 'event' ? [selection.event, selection.other ?? -1] : []);
  const select = (event: EventId, comparing: boolean) => onSelect(chosenWith(selection, event, comparing));
  const { processes } = scenario;
  const name = ({ lane }: Stamped) => processes[lane] ?? '';
  if (events.length === 0)
    return <p className={styles.empty}>Nothing has been stamped yet: play, or prompt a process.</p>;
  return (
    <div className={styles.panel}>
      <StampLanes
        lanes={processes}
        events={events.map((one) => ({ ...one, label: String(one.stamp) }))}
        label={`The last ${events.length} events with their stamps`}
        marked={marked}
        chosen={chosen}
        onSelect={select}
      />
      {pair !== undefined && (
        <p className={styles.say}>
          <b>
            {pair[0].stamp} &lt; {pair[1].stamp}
          </b>
          , and yet no message leads from {name(pair[0])}’s event to {name(pair[1])}’s.{' '}
          <button
            type="button"
            className={styles.link}
            onClick={() => onSelect({ kind: 'event', event: pair[0].event, other: pair[1].event })}
          >
            Compare the two
          </button>
        </p>
      )}
      <h3 className={styles.heading}>The total order: by stamp, then by process</h3>
      <ol className={styles.order}>
        {inOrder(events).map((one) => (
          <li key={one.event}>
            <button
              type="button"
              className={styles.chip}
              data-marked={marked.has(one.event) || undefined}
              data-chosen={chosen.has(one.event) || undefined}
              onClick={(click) => select(one.event, click.shiftKey)}
            >
              {one.stamp} {name(one)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Ties go to the process that comes first in the scenario. */
function inOrder(events: readonly Stamped[]): readonly Stamped[] {
  return [...events].sort((a, b) => a.stamp - b.stamp || a.lane - b.lane || a.event - b.event);
}

/** The latest event, and the event with the smallest stamp, of which the stamps say more than is true. */
function pairWithoutPath(trace: Trace, events: readonly Stamped[]): readonly [Stamped, Stamped] | undefined {
  const early = inOrder(events);
  for (const b of [...events].reverse()) {
    const a = early.find((one) => one.stamp < b.stamp && compare(trace, one.event, b.event) === 'concurrent');
    if (a !== undefined) return [a, b];
  }
  return undefined;
}
