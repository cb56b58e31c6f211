/** What lies behind the lanes: the grid, the lane that is selected, the span of a fault in hand, what is not known yet. */
import { memo } from 'react';
import type { Fault, Micros, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Selection } from '../intents.ts';
import styles from './backdrop.module.css';
import { groupOf, isLasting } from './fault-label.ts';
import type { Rows } from './rows.ts';
import { type Tick, type TimeScale, xOf } from './scale.ts';
import frame from './timeline.module.css';
import toneStyles from './tones.module.css';

interface BackdropProps {
  readonly trace: Trace;
  readonly ticks: readonly Tick[];
  readonly scale: TimeScale;
  readonly rows: Rows;
  readonly reached: TrueTime;
  readonly duration: Micros;
  /** The selected fault: its span is shown through all lanes. */
  readonly fault: Fault | undefined;
  readonly selection: Selection;
}

export const Backdrop = memo(function Backdrop(props: BackdropProps) {
  const { trace, ticks, scale, rows, reached, duration, fault, selection } = props;
  const end = xOf(scale, duration);
  const edge = xOf(scale, Math.min(reached, duration));
  const lane = selection?.kind === 'process' ? rows.rows[trace.lanes.indexOf(selection.process)] : undefined;
  return (
    <>
      <svg className={frame.overlay} width={scale.width} height={rows.height} aria-hidden="true">
        {lane !== undefined && (
          <rect className={styles.chosenRow} y={lane.top + 2} width={scale.width} height={lane.height - 2} />
        )}
        {ticks.map((tick) => (
          <line
            key={tick.at}
            className={tick.major ? styles.gridMajor : styles.grid}
            x1={tick.x}
            x2={tick.x}
            y2={rows.height}
          />
        ))}
        {rows.rows.map((row) =>
          row.client ? (
            <line
              key={row.lane}
              className={styles.clientLine}
              x1={Math.max(xOf(scale, 0), 0)}
              x2={Math.min(end, scale.width)}
              y1={row.y}
              y2={row.y}
            />
          ) : null,
        )}
        {fault !== undefined && <FaultSpan fault={fault} scale={scale} height={rows.height} />}
        {end < scale.width + 1 && <line className={styles.runEnd} x1={end} x2={end} y2={rows.height} />}
      </svg>
      {reached < duration && edge < scale.width && (
        <div
          className={styles.unknownYet}
          style={{
            left: Math.max(edge, 0),
            width: Math.min(end, scale.width) - Math.max(edge, 0),
            height: rows.height,
          }}
        >
          <span>computing…</span>
        </div>
      )}
    </>
  );
});

function FaultSpan({
  fault,
  scale,
  height,
}: {
  readonly fault: Fault;
  readonly scale: TimeScale;
  readonly height: number;
}) {
  const from = Math.max(xOf(scale, fault.at), -10);
  const until = isLasting(fault) ? (fault.until ?? Infinity) : fault.at;
  const to = Math.min(xOf(scale, until), scale.width + 10);
  return (
    <g className={toneStyles[groupOf(fault)]}>
      {to > from && <rect className={styles.faultSpan} x={from} width={to - from} height={height} />}
      <line className={styles.faultEdge} x1={from} x2={from} y2={height} />
      {to > from && <line className={styles.faultEdge} x1={to} x2={to} y2={height} />}
    </g>
  );
}
