/** Writes in the order in which they were taken, beside the order of their stamps: where lines cross, the clocks disagree. */
import { useRef } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import { isLater, type Version } from './messages.ts';
import styles from './panel.module.css';

/** Height of a row, room for the headings, width of the two columns of words, px. */
const ROW = 30;
const HEAD = 26;
const TAKEN = 142;
const STAMPED = 150;
/** Writes shown: the latest. */
const MOST = 12;

interface Write extends Version {
  readonly event: EventId;
  readonly replica: ProcessId;
  /** The write it was thrown away for; null: it is kept, or was not compared with a later one yet. */
  readonly lostTo: string | null;
  /** Whether that one happened before this one: then it should have stayed. */
  readonly wronged: boolean;
}

export function Stamps({ world, trace, selection, onSelect }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  // Where the lines between the two columns begin and end.
  const width = useSize(place)?.width ?? 470;
  const left = TAKEN;
  const right = Math.max(TAKEN + 24, width - STAMPED);
  const bend = (right - left) * 0.4;
  const writes = writesOf(trace, world.events).slice(-MOST);
  const byStamp = [...writes].sort((a, b) => (isLater(a.stamp, b.stamp) ? 1 : -1));
  const y = (row: number) => HEAD + row * ROW + ROW / 2;
  const height = HEAD + writes.length * ROW + 6;
  const wronged = writes.filter((write) => write.wronged);
  return (
    <div className={styles.panel}>
      <div ref={place} />
      {writes.length === 0 && <p className={styles.empty}>Nothing has been written yet.</p>}
      <svg className={styles.orders} width={width} height={height} role="img" aria-label={inWords(writes, byStamp)}>
        {writes.length > 0 && (
          <>
            <text className={styles.head} x={4} y={14}>
              as they were taken
            </text>
            <text className={styles.head} x={right + 8} y={14}>
              by stamp: last stays
            </text>
          </>
        )}
        {writes.map((write, row) => {
          const other = byStamp.indexOf(write);
          const chosen = selection?.kind === 'event' && selection.event === write.event;
          const tone = write.wronged ? styles.wronged : write.lostTo === null ? styles.kept : styles.lost;
          return (
            <g key={write.write} className={`${tone} ${chosen ? styles.chosen : ''}`}>
              <text className={styles.time} x={4} y={y(row) + 4}>
                {(trace.at(write.event) / 1000).toFixed(1)} ms
              </text>
              <text className={styles.write} x={left - 8} y={y(row) + 4} textAnchor="end">
                {write.key}={write.value} {write.replica}
              </text>
              <path
                className={styles.tie}
                d={`M${left} ${y(row)}C${left + bend} ${y(row)} ${right - bend} ${y(other)} ${right} ${y(other)}`}
              />
              <text className={styles.write} x={right + 8} y={y(other) + 4}>
                {write.key}={write.value}
              </text>
              <text className={styles.time} x={width - 4} y={y(other) + 4} textAnchor="end">
                {write.stamp.time}·{write.stamp.process}
              </text>
            </g>
          );
        })}
      </svg>
      <ul className={styles.said}>
        {writes
          .filter(({ lostTo }) => lostTo !== null)
          .map((write) => (
            <li key={write.write} className={write.wronged ? styles.bad : ''}>
              <button type="button" onClick={() => onSelect({ kind: 'event', event: write.event })}>
                {write.key}={write.value}
              </button>{' '}
              {write.wronged
                ? '✗ was acknowledged and lost to a write that happened before it'
                : 'gave way to a later stamp'}
            </li>
          ))}
      </ul>
      <p className={styles.sum}>
        {wronged.length === 0
          ? '✓ No write was lost to an earlier one.'
          : `✗ ${wronged.length} lost to an earlier one.`}
      </p>
    </div>
  );
}

function writesOf(trace: Trace, events: number): readonly Write[] {
  const writes = new Map<string, Write>();
  for (let id = 0; id < events; id += 1) {
    if (trace.kind(id) !== 'step') continue;
    if (trace.word(id) === 'accept') {
      const version = trace.extra(id) as Version;
      const replica = trace.lanes[trace.lane(id)] as ProcessId; // lanes are in range
      writes.set(version.write, { ...version, event: id, replica, lostTo: null, wronged: false });
    } else if (trace.word(id) === 'discard') {
      const { winner, loser } = trace.extra(id) as { readonly winner: string; readonly loser: string };
      const [kept, lost] = [writes.get(winner), writes.get(loser)];
      if (kept === undefined || lost === undefined || lost.wronged) continue;
      const lane = trace.lane(kept.event);
      const wronged = trace.vector(lost.event, lane) >= trace.vector(kept.event, lane);
      writes.set(loser, { ...lost, lostTo: winner, wronged });
    }
  }
  return [...writes.values()];
}

function inWords(writes: readonly Write[], byStamp: readonly Write[]): string {
  const names = (list: readonly Write[]) => list.map(({ key, value }) => `${key}=${value}`).join(', ');
  return `Writes as they were taken: ${names(writes)}. By stamp: ${names(byStamp)}. Lost to an earlier one: ${names(writes.filter(({ wronged }) => wronged)) || 'none'}`;
}
