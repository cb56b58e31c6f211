/** Which process and which kind of events the list shows. */
import type { ProcessId } from '../../sim/scenario.ts';
import { type EventFilter, GROUPS, type KindGroup } from './event-filter.ts';
import styles from './event-list.module.css';

export interface FilterBarProps {
  readonly filter: EventFilter;
  readonly lanes: readonly ProcessId[];
  /** The trace is a log from outside: it has messages and steps, and nothing else. */
  readonly timeless: boolean;
  readonly shown: number;
  readonly all: number;
  readonly onChange: (filter: EventFilter) => void;
  /** Back to the playhead; undefined: the list is there. */
  readonly onFollow: (() => void) | undefined;
}

export function FilterBar({ filter, lanes, timeless, shown, all, onChange, onFollow }: FilterBarProps) {
  return (
    <div className={styles.filters}>
      <select
        aria-label="Process"
        className={styles.select}
        value={filter.process ?? ''}
        onChange={(event) => onChange({ ...filter, process: event.target.value || undefined })}
      >
        <option value="">all processes</option>
        {lanes.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
      <select
        aria-label="Kind of event"
        className={styles.select}
        value={filter.group ?? ''}
        // The options below are groups or empty.
        onChange={(event) => onChange({ ...filter, group: (event.target.value || undefined) as KindGroup | undefined })}
      >
        <option value="">all kinds</option>
        {GROUPS.filter(({ id }) => !timeless || id === 'messages' || id === 'steps').map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {onFollow === undefined ? (
        <span className={styles.tally}>{shown === all ? `${all} events` : `${shown} of ${all}`}</span>
      ) : (
        <button type="button" className={styles.follow} onClick={onFollow}>
          follow the playhead
        </button>
      )}
    </div>
  );
}
