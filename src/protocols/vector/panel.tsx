/** Every event with its vector, and what vectors cost. */
import { StampLanes } from '../../views/stamp-lanes/stamp-lanes.tsx';
import styles from '../../views/stamp-lanes/stamp-panel.module.css';
import { chosenWith, stampedEvents } from '../../views/stamp-lanes/stamped-events.ts';
import type { PanelProps } from '../panels.ts';
import { Growth } from './growth.tsx';

/** Events shown: enough to see how news spreads, few enough to read. */
const MOST = 40;

export function Vectors({ world, trace, scenario, selection, onSelect }: PanelProps) {
  const { processes } = scenario;
  const events = stampedEvents<readonly number[]>(trace, world.events, MOST);
  const chosen = new Set(selection?.kind === 'event' ? [selection.event, selection.other ?? -1] : []);
  const sent = world.links.reduce((sum, link) => sum + link.sent, 0);
  return (
    <div className={styles.panel}>
      {events.length === 0 ? (
        <p className={styles.empty}>Nothing has been stamped yet: play, or prompt a process.</p>
      ) : (
        <StampLanes
          lanes={processes}
          events={events.map((one) => ({ ...one, label: one.stamp.join(' ') }))}
          label={`The last ${events.length} events with their vectors, components in the order ${processes.join(', ')}`}
          marked={new Set()}
          chosen={chosen}
          onSelect={(event, comparing) => onSelect(chosenWith(selection, event, comparing))}
        />
      )}
      <p className={styles.say}>
        Components in the order {processes.join(', ')}. Choose an event, then another with Shift, to compare the two.
      </p>
      <h3 className={styles.heading}>Bytes of stamp in a message, at four bytes a counter</h3>
      <Growth count={processes.length} sent={sent} />
    </div>
  );
}
