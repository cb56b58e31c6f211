/** Each write with the interval its server read, the timestamp it chose and how long it waited, against true time. */
import { scaleLinear } from 'd3';
import { useRef } from 'react';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { amount } from '../../views/clocks/clock-track.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';

/** Height of a row, room for names on the left, room above for the time axis, px. */
const ROW = 44;
const NAMES = 78;
const HEAD = 22;
/** Writes shown: the latest. */
const MOST = 7;
/** Figures of the axis closer than this touch, px. */
const APART = 74;

interface Write {
  readonly event: EventId;
  readonly name: string;
  readonly label: string;
  readonly server: ProcessId;
  readonly at: TrueTime;
  readonly earliest: number;
  readonly latest: number;
  readonly timestamp: number;
  /** True time at which it was made known; undefined: not yet. */
  readonly known: TrueTime | undefined;
}

export function Intervals({ world, trace, selection, onSelect }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 480;
  const all = writesOf(trace, world.events);
  const writes = all.slice(-MOST);
  return (
    <div className={styles.panel}>
      <div ref={place} />
      {writes.length === 0 ? (
        <p className={styles.empty}>No write has a timestamp yet.</p>
      ) : (
        <>
          <Figure {...{ writes, width, selection, onSelect }} now={world.at} />
          <p className={styles.sum}>{ordered(all)}</p>
        </>
      )}
    </div>
  );
}

interface FigureProps extends Pick<PanelProps, 'selection' | 'onSelect'> {
  readonly writes: readonly Write[];
  readonly width: number;
  readonly now: TrueTime;
}

function Figure({ writes, width, now, selection, onSelect }: FigureProps) {
  const times = writes.flatMap(({ at, earliest, latest, timestamp, known }) => [
    at,
    earliest,
    latest,
    timestamp,
    known ?? now,
  ]);
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const room = Math.max((high - low) * 0.04, 500);
  const x = scaleLinear()
    .domain([low - room, high + room])
    .range([NAMES, width - 6]);
  const height = HEAD + writes.length * ROW + 4;
  const ticks = x.ticks(Math.max(2, Math.floor((width - NAMES) / APART)));
  return (
    <>
      <svg
        className={styles.figure}
        width={width}
        height={height}
        role="img"
        aria-label={writes.map(inWords).join('. ')}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.rule} x1={x(tick)} x2={x(tick)} y1={HEAD} y2={height} />
            {x(tick) < width - 30 && x(tick) > NAMES + 10 && (
              <text className={styles.tick} x={x(tick)} y={14}>
                {tick / 1000} ms
              </text>
            )}
          </g>
        ))}
        {writes.map((write, row) => (
          <Row
            key={write.name}
            write={write}
            top={HEAD + row * ROW}
            x={x}
            now={now}
            chosen={isChosen(write, selection)}
          />
        ))}
        {now <= high + room && <line className={styles.now} x1={x(now)} x2={x(now)} y1={HEAD} y2={height} />}
      </svg>
      <ul className={styles.legend} aria-label="Legend">
        <li>
          <span className={styles.intervalSign} /> what the clock said
        </li>
        <li>
          <span className={styles.stampSign} /> timestamp
        </li>
        <li>
          <span className={styles.trueSign} /> true time of it
        </li>
        <li>
          <span className={styles.waitSign} /> commit wait
        </li>
      </ul>
      <div className={styles.names}>
        {writes.map((write) => (
          <button key={write.name} type="button" onClick={() => onSelect({ kind: 'event', event: write.event })}>
            {write.label} {(write.timestamp / 1000).toFixed(1)} ms
          </button>
        ))}
      </div>
    </>
  );
}

interface RowProps {
  readonly write: Write;
  readonly top: number;
  readonly x: (time: number) => number;
  readonly now: TrueTime;
  readonly chosen: boolean;
}

function Row({ write, top, x, now, chosen }: RowProps) {
  const { at, earliest, latest, timestamp, known, label, server } = write;
  const [high, low] = [top + 14, top + 30];
  return (
    <g>
      <title>{inWords(write)}</title>
      <text className={chosen ? styles.chosen : styles.label} x={2} y={high + 3}>
        {label}
      </text>
      <text className={styles.server} x={2} y={low + 2}>
        {server}
      </text>
      <line className={styles.interval} x1={x(earliest)} x2={x(latest)} y1={high} y2={high} />
      <line className={styles.end} x1={x(earliest)} x2={x(earliest)} y1={high - 6} y2={high + 6} />
      <line className={styles.end} x1={x(latest)} x2={x(latest)} y1={high - 6} y2={high + 6} />
      <line className={styles.truth} x1={x(at)} x2={x(at)} y1={high - 8} y2={low + 6} />
      <path className={styles.stamp} d={`M${x(timestamp)} ${high - 6}l6 6l-6 6l-6 -6z`} />
      <line className={styles.wait} x1={x(at)} x2={x(known ?? now)} y1={low} y2={low} />
      {known !== undefined && <circle className={styles.known} cx={x(known)} cy={low} r={4.5} />}
    </g>
  );
}

function isChosen({ event }: Write, selection: PanelProps['selection']): boolean {
  return selection?.kind === 'event' && selection.event === event;
}

function writesOf(trace: Trace, events: number): readonly Write[] {
  const writes = new Map<string, Write>();
  for (let id = 0; id < events; id += 1) {
    if (trace.kind(id) !== 'step') continue;
    const word = trace.word(id);
    if (word !== 'prepare' && word !== 'commit') continue;
    // What `state.ts` writes down with these two steps.
    const detail = trace.extra(id) as Pick<Write, 'timestamp' | 'earliest' | 'latest'> & Record<string, string>;
    const name = `${detail.client}/${detail.request}`;
    const before = writes.get(name);
    if (word === 'commit') {
      if (before !== undefined) writes.set(name, { ...before, known: trace.at(id) });
      continue;
    }
    const { timestamp, earliest, latest } = detail;
    const server = trace.lanes[trace.lane(id)] as ProcessId; // lanes are in range
    const label = `${detail.key}=${detail.value}`;
    writes.set(name, {
      event: id,
      name,
      label,
      server,
      at: trace.at(id),
      timestamp,
      earliest,
      latest,
      known: undefined,
    });
  }
  return [...writes.values()];
}

/** Whether a write that was begun after another had become known is stamped higher, over all that are known. */
function ordered(writes: readonly Write[]): string {
  const inverted = writes.flatMap((late) =>
    writes.flatMap((early) =>
      early.known !== undefined && early.known < late.at && early.timestamp >= late.timestamp
        ? [[early, late] as const]
        : [],
    ),
  );
  const [first] = inverted;
  if (first === undefined) return '✓ Whatever began after a write had become known is stamped higher.';
  return `✗ ${first[1].label} began after ${first[0].label} had become known, and is stamped ${amount(first[0].timestamp - first[1].timestamp)} lower.`;
}

function inWords({ label, server, at, earliest, latest, timestamp, known }: Write): string {
  const wait = known === undefined ? 'is not known yet' : `became known after ${amount(known - at)}`;
  return `${label} at ${server}: between ${inMs(earliest)} and ${inMs(latest)}, true time ${inMs(at)}, stamped ${inMs(timestamp)}, ${wait}`;
}

function inMs(micros: number): string {
  return `${(micros / 1000).toFixed(1)} ms`;
}
