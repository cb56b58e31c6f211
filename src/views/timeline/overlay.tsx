/** What is laid over the picture for a moment: the light cone, what is selected, the path between two events, broken claims. */
import { memo, useMemo } from 'react';
import { type Arrows, addArrow, dotPath, headPath, linePath } from '../../marks/arrow.ts';
import { causalPath } from '../../sim/causal-path.ts';
import { compare, lightCone } from '../../sim/causality.ts';
import type { Verdict } from '../../sim/protocol.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Selection } from '../intents.ts';
import { arrowEnds } from './arrow-ends.ts';
import { coneShape, type Half } from './cone.ts';
import { timedEvent } from './endings.ts';
import { eachFlight } from './flights.ts';
import styles from './overlay.module.css';
import type { Rows } from './rows.ts';
import { type TimeScale, xOf } from './scale.ts';
import frame from './timeline.module.css';

interface OverlayProps {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
  /** The event whose light cone is shown. */
  readonly focus: EventId | undefined;
  readonly selection: Selection;
  readonly verdicts: readonly Verdict[];
}

export const Overlay = memo(function Overlay({
  trace,
  rows,
  scale,
  reached,
  focus,
  selection,
  verdicts,
}: OverlayProps) {
  const event = selection?.kind === 'event' ? selection.event : undefined;
  const other = selection?.kind === 'event' ? selection.other : undefined;
  return (
    <svg className={frame.overlay} width={scale.width} height={rows.height} aria-hidden="true">
      {focus !== undefined && <Cone trace={trace} rows={rows} scale={scale} reached={reached} event={focus} />}
      {event !== undefined && other !== undefined && (
        <Proof trace={trace} rows={rows} scale={scale} a={event} b={other} />
      )}
      {selection?.kind === 'message' && (
        <ChosenMessage
          trace={trace}
          rows={rows}
          scale={scale}
          reached={reached}
          address={selection.message}
          copy={selection.copy}
        />
      )}
      {verdicts.map((verdict) =>
        verdict.holds === false ? (
          <Flags key={verdict.claim} trace={trace} rows={rows} scale={scale} verdict={verdict} />
        ) : null,
      )}
      {event !== undefined && <Ring trace={trace} rows={rows} scale={scale} event={event} />}
      {other !== undefined && <Ring trace={trace} rows={rows} scale={scale} event={other} />}
    </svg>
  );
});

interface Plane {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
}

function Cone({ trace, rows, scale, reached, event }: Plane & { readonly reached: TrueTime; readonly event: EventId }) {
  const cone = useMemo(() => lightCone(trace, timedEvent(trace, event)), [trace, event]);
  const shape = useMemo(() => coneShape(trace, cone, rows, scale, reached), [trace, cone, rows, scale, reached]);
  if (trace.lane(cone.event) < 0) return null;
  return (
    <g>
      <ConeHalf half={shape.past} look={styles.past} name="past" />
      <ConeHalf half={shape.future} look={styles.future} name="future" />
      <circle className={styles.here} cx={shape.x} cy={shape.y} r={5} />
      <circle className={styles.hereRing} cx={shape.x} cy={shape.y} r={8.5} />
    </g>
  );
}

function ConeHalf({
  half,
  look,
  name,
}: {
  readonly half: Half;
  readonly look: string | undefined;
  readonly name: 'past' | 'future';
}) {
  return (
    <g className={look}>
      <polygon className={styles.region} points={half.region} />
      <path className={styles.coneLine} d={linePath(half.lines)} />
      <path className={styles.coneHead} d={headPath(half.heads, true)} />
      <path className={styles.coneHead} d={dotPath(half.dots, 2.75)} />
      {half.name !== undefined && (
        <text
          className={styles.coneName}
          x={half.name.x}
          y={half.name.y}
          textAnchor={name === 'past' ? 'end' : 'start'}
        >
          {name}
        </text>
      )}
    </g>
  );
}

/** The path of messages from the earlier of two events to the later, where there is one. */
function Proof({ trace, rows, scale, a, b }: Plane & { readonly a: EventId; readonly b: EventId }) {
  const shape = useMemo(() => {
    const [first, last] = compare(trace, timedEvent(trace, a), timedEvent(trace, b)) === 'after' ? [b, a] : [a, b];
    return pathShape({ trace, rows, scale }, timedEvent(trace, first), timedEvent(trace, last));
  }, [trace, rows, scale, a, b]);
  if (shape === undefined) return null;
  return (
    <g className={styles.proof}>
      <path className={styles.proofLane} d={linePath(shape.lanes)} />
      <path className={styles.coneLine} d={linePath(shape.arrows.lines)} />
      <path className={styles.coneHead} d={headPath(shape.arrows.heads, true)} />
    </g>
  );
}

function pathShape({ trace, rows, scale }: Plane, first: EventId, last: EventId) {
  const hops = causalPath(trace, first, last);
  if (hops === undefined) return undefined;
  const arrows: Arrows = { lines: [], heads: [] };
  const lanes: number[] = [];
  const point = (event: EventId) => ({ x: xOf(scale, trace.at(event)), y: rows.rows[trace.lane(event)]?.y ?? 0 });
  let here = point(first);
  for (const hop of hops) {
    const send = point(hop.send);
    const receive = point(hop.receive);
    lanes.push(here.x, here.y, send.x, send.y);
    const edge = Math.sign(receive.y - send.y) * 4;
    addArrow(arrows, send.x, send.y, receive.x, receive.y - edge, 9);
    here = receive;
  }
  const end = point(last);
  lanes.push(here.x, here.y, end.x, end.y);
  return { arrows, lanes };
}

interface ChosenMessageProps extends Plane {
  readonly reached: TrueTime;
  readonly address: string;
  readonly copy: number;
}

function ChosenMessage({ trace, rows, scale, reached, address, copy }: ChosenMessageProps) {
  const arrows = useMemo(() => {
    const found: Arrows = { lines: [], heads: [] };
    const window = { from: -scale.origin / scale.rate, to: 0 };
    eachFlight(trace, scale.window, reached, (send, end, ending) => {
      const other = !trace.streams && end >= 0 && Math.max(trace.copy(end), 1) !== Math.max(copy, 1);
      if (trace.address(send) !== address || other) return;
      const ends = arrowEnds({ trace, rows, window, rate: scale.rate, reached }, send, end, ending);
      if (ends !== undefined) addArrow(found, ends.x1, ends.y1, ends.x2, ends.y2, ending === 'arrived' ? 9 : 0);
    });
    return found;
  }, [trace, rows, scale, reached, address, copy]);
  return (
    <g className={styles.proof}>
      <path className={styles.coneLine} d={linePath(arrows.lines)} />
      <path className={styles.coneHead} d={headPath(arrows.heads, true)} />
    </g>
  );
}

/** A flag on the lane at each event that broke a claim. */
function Flags({ trace, rows, scale, verdict }: Plane & { readonly verdict: Verdict }) {
  return verdict.events.map((event) => {
    const row = event < trace.length ? rows.rows[trace.lane(event)] : undefined;
    const x = event < trace.length ? xOf(scale, trace.at(event)) : -100;
    if (row === undefined || x < -20 || x > scale.width + 20) return null;
    return (
      <g
        key={event}
        className={styles.flag}
        transform={`translate(${x.toFixed(1)} ${row.y})`}
        data-violation={verdict.claim}
      >
        <line y1={8} y2={-22} />
        <path d="M0,-22h13l-3.5,4.5l3.5,4.5h-13z" />
        <circle r={3.5} />
      </g>
    );
  });
}

function Ring({ trace, rows, scale, event }: Plane & { readonly event: EventId }) {
  const lane = rows.rows[event < trace.length ? trace.lane(timedEvent(trace, event)) : -1];
  if (lane === undefined) return null;
  return (
    <circle className={styles.chosenRing} cx={xOf(scale, trace.at(timedEvent(trace, event)))} cy={lane.y} r={8.5} />
  );
}
