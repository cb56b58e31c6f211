/** The names beside the lanes, with what each process is at the playhead. */
import { memo } from 'react';
import type { Tone } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Intents } from '../intents.ts';
import { afterLongPress } from '../long-press.ts';
import { classes } from './classes.ts';
import { anchorOf } from './fault-clip.tsx';
import styles from './lanes.module.css';
import type { Row, Rows } from './rows.ts';
import { type Stories, spanAt } from './stories.ts';
import toneStyles from './tones.module.css';
import type { Tones } from './tones.ts';

interface LaneLabelsProps {
  readonly trace: Trace;
  readonly stories: Stories;
  readonly rows: Rows;
  readonly tones: Tones;
  readonly cursor: TrueTime;
  readonly narrow: boolean;
  readonly selected: ProcessId | undefined;
  readonly laneNote: ((process: ProcessId) => string) | undefined;
  readonly laneRole: ((process: ProcessId) => string | undefined) | undefined;
  readonly intents: Pick<Intents, 'onSelect' | 'onOpen'>;
}

export function LaneLabels(props: LaneLabelsProps) {
  const { trace, stories, rows, tones, cursor, laneNote, laneRole } = props;
  return rows.rows.map((row) => {
    const process = trace.lanes[row.lane] ?? '';
    const story = stories.lanes[row.lane];
    const span = spanAt(story?.roles ?? [], cursor);
    const role = span?.event === undefined ? (laneRole?.(process) ?? span?.role) : span.role;
    const outage = spanAt(story?.outages ?? [], cursor);
    const epoch = tones.epoch(span?.epoch);
    return (
      <LaneLabel
        key={process}
        process={process}
        row={row}
        tone={outage !== undefined ? 'out' : tones.role(role)}
        now={outage?.kind ?? [tones.title(role), epoch].filter((part) => part !== '').join(' · ')}
        epoch={outage === undefined ? epoch : outage.kind}
        note={outage === undefined ? (laneNote?.(process) ?? '') : ''}
        narrow={props.narrow}
        plain={row.client || trace.timeless}
        selected={props.selected === process}
        onSelect={props.intents.onSelect}
        onOpen={props.intents.onOpen}
      />
    );
  });
}

interface LaneLabelProps extends Pick<Intents, 'onSelect' | 'onOpen'> {
  readonly process: ProcessId;
  readonly row: Row;
  readonly tone: Tone | 'out';
  readonly now: string;
  readonly epoch: string;
  readonly note: string;
  readonly narrow: boolean;
  /** It has no role to show. */
  readonly plain: boolean;
  readonly selected: boolean;
}

const LaneLabel = memo(function LaneLabel(props: LaneLabelProps) {
  const { process, row, tone, now, epoch, note, narrow, plain, selected, onSelect, onOpen } = props;
  const open = (label: HTMLElement) => {
    onSelect({ kind: 'process', process });
    onOpen({ kind: 'process', process }, anchorOf(label));
  };
  return (
    <button
      type="button"
      className={classes(
        styles.laneLabel,
        narrow && styles.narrow,
        row.client && styles.clientLabel,
        selected && styles.chosenLane,
      )}
      style={{ top: row.y - 12 }}
      aria-label={`${process}${now === '' ? '' : `, ${now}`}`}
      title={now === '' ? process : `${process}: ${now}`}
      onClick={(event) => open(event.currentTarget)}
      onPointerDown={(event) => {
        const { currentTarget } = event;
        afterLongPress(event, () => open(currentTarget));
      }}
    >
      <span className={styles.laneName}>{process}</span>
      {!plain && (
        <span
          className={classes(
            styles.roleDot,
            toneStyles[tone],
            tone === 'leading' && styles.filled,
            tone === 'out' && styles.dotted,
          )}
        />
      )}
      {!narrow && <span className={styles.laneNow}>{epoch}</span>}
      {!narrow && note !== '' && <span className={styles.laneNote}>{note}</span>}
    </button>
  );
});
