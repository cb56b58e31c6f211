/** The name of the fault track, and the button that adds a fault at the playhead. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Anchor } from '../intents.ts';
import { anchorOf } from './fault-clip.tsx';
import styles from './timeline.module.css';

interface TrackLabelProps {
  readonly top: number;
  readonly width: number;
  readonly cursor: TrueTime;
  readonly onAddFaultAt: (at: TrueTime, anchor: Anchor) => void;
}

export function TrackLabel({ top, width, cursor, onAddFaultAt }: TrackLabelProps) {
  return (
    <div className={styles.trackLabel} style={{ top, width }}>
      <span>Faults</span>
      <button
        type="button"
        className={styles.addFault}
        aria-label="Add a fault at the playhead"
        title="Add a fault at the playhead"
        onClick={(event) => onAddFaultAt(cursor, anchorOf(event.currentTarget))}
      >
        +
      </button>
    </div>
  );
}
