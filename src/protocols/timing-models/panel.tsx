/** Each request's round trip against the timeout, and which suspicions were false. */
import { scaleLinear } from 'd3';
import { useMemo, useRef } from 'react';
import plain from '../../views/plain-panel/plain-panel.module.css';
import { timeText } from '../../views/timeline/scale.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { type RoundTrip, roundTripsOf } from './round-trips.ts';
import type { TimingContext } from './state.ts';

const HEIGHT = 220;
const MARGIN = { left: 44, right: 12, top: 28, bottom: 34 } as const;
/** Later replies are drawn at the upper edge: how many timeouts that is. */
const HIGHEST = 4;

export function RoundTrips({ world, trace, scenario, onSelect }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const trips = useMemo(() => roundTripsOf(trace, world.events), [trace, world.events]);
  const asker = world.processes[0];
  const timeout = (asker?.snapshot.context as Partial<TimingContext> | undefined)?.timeout ?? 1; // the asker's machine
  const onEvent = (event: number) => onSelect({ kind: 'event', event });
  return (
    <div className={plain.panel}>
      <p className={plain.say}>{sumsOf(trips)}</p>
      <div ref={place} style={{ height: HEIGHT }}>
        {size !== undefined && size.width > 0 && (
          <Plot
            trips={trips}
            timeout={timeout}
            duration={scenario.duration}
            at={world.at}
            width={size.width}
            onEvent={onEvent}
          />
        )}
      </div>
      <ul className={plain.key}>
        <li>● in time</li>
        <li>○ late</li>
        <li>× no reply so far</li>
        <li className={styles.falseWord}>this colour: suspected, though up</li>
      </ul>
      <Latest trips={trips.slice(-8)} onEvent={onEvent} />
    </div>
  );
}

interface PlotProps {
  readonly trips: readonly RoundTrip[];
  readonly timeout: number;
  readonly duration: number;
  readonly at: number;
  readonly width: number;
  readonly onEvent: (event: number) => void;
}

function Plot({ trips, timeout, duration, at, width, onEvent }: PlotProps) {
  const x = scaleLinear([0, duration], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, HIGHEST * timeout], [HEIGHT - MARGIN.bottom, MARGIN.top]).clamp(true);
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={`Round trips over time. ${sumsOf(trips)}`}>
      {x.ticks(Math.max(2, Math.floor(width / 90))).map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} 0)`}>
          <line className={styles.grid} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
          <text className={styles.word} y={HEIGHT - MARGIN.bottom + 15} textAnchor="middle">
            {tick / 1e6} s
          </text>
        </g>
      ))}
      {[0, 1, 2, 3, 4].map((times) => (
        <g key={times} transform={`translate(0 ${y(times * timeout)})`}>
          <line className={times === 1 ? styles.timeout : styles.grid} x1={MARGIN.left} x2={width - MARGIN.right} />
          <text className={styles.word} x={MARGIN.left - 6} y={4} textAnchor="end">
            {times === HIGHEST ? '≥ ' : ''}
            {Math.round((times * timeout) / 1000)}
          </text>
        </g>
      ))}
      <text className={styles.word} x={4} y={12}>
        round trip, ms
      </text>
      <text className={styles.timeoutWord} x={width - MARGIN.right} y={y(timeout) - 5} textAnchor="end">
        timeout
      </text>
      <line className={styles.now} x1={x(at)} x2={x(at)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
      {trips.map((trip) => (
        <Mark key={trip.event} trip={trip} x={x(trip.at)} y={y(trip.took ?? at - trip.at)} onEvent={onEvent} />
      ))}
    </svg>
  );
}

interface MarkProps {
  readonly trip: RoundTrip;
  readonly x: number;
  readonly y: number;
  readonly onEvent: (event: number) => void;
}

function Mark({ trip, x, y, onEvent }: MarkProps) {
  const { took, suspicion, event } = trip;
  const look = suspicion?.isFalse ? styles.false : suspicion !== undefined ? styles.right : styles.good;
  return (
    <g className={look} transform={`translate(${x} ${y})`} onPointerDown={() => onEvent(suspicion?.event ?? event)}>
      <circle className={styles.reach} r={8} />
      {took === undefined ? (
        <path className={styles.cross} d="M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5" />
      ) : (
        <circle className={suspicion === undefined ? styles.inTime : styles.late} r={3.5} />
      )}
    </g>
  );
}

function Latest({
  trips,
  onEvent,
}: {
  readonly trips: readonly RoundTrip[];
  readonly onEvent: (event: number) => void;
}) {
  return (
    <div className={plain.scroll}>
      <table className={plain.table} aria-label="The latest requests">
        <thead>
          <tr>
            {['asked', 'round trip', 'suspicion'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trips.toReversed().map(({ event, at, took, suspicion }) => (
            <tr key={event}>
              <th scope="row">
                <button type="button" onClick={() => onEvent(event)}>
                  {timeText(at)}
                </button>
              </th>
              <td>{took === undefined ? 'no reply so far' : `${(took / 1000).toFixed(1)} ms`}</td>
              <td data-look={suspicion?.isFalse ? 'bad' : undefined}>
                {suspicion === undefined ? 'none' : suspicion.isFalse ? 'false: it is up' : 'right: it is down'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sumsOf(trips: readonly RoundTrip[]): string {
  const suspected = trips.filter(({ suspicion }) => suspicion !== undefined);
  const inTime = trips.filter(({ took, suspicion }) => took !== undefined && suspicion === undefined).length;
  const late = suspected.filter(({ took }) => took !== undefined).length;
  const wrong = suspected.filter(({ suspicion }) => suspicion?.isFalse).length;
  return `${trips.length} asked, ${inTime} answered in time, ${late} late; ${suspected.length} suspicions, ${wrong} of them false.`;
}
