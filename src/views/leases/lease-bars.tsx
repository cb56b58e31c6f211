/**
 * Ownership as bars over time, two for each process: what the store has granted, and below it what the process
 * believes. Where a belief goes on while somebody else has been granted the thing, the bar is marked.
 * At the bottom what the resource was asked to do: the token of each write, × where it was refused.
 */
import { type PointerEvent, useId, useRef } from 'react';
import { epochClass } from '../../marks/epoch-colour.ts';
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { type TimeScale, ticksOf, timeAt, timeScale, xOf } from '../timeline/scale.ts';
import { useSize } from '../timeline/use-size.ts';
import styles from './lease-bars.module.css';
import { type Attempt, labelled, type Overlap, type Ownership, overlapsOf, type Tenure } from './ownership.ts';

export interface LeaseBarsProps extends Ownership {
  /** The picture as a sentence. */
  readonly label: string;
  readonly duration: Micros;
  readonly now: TrueTime;
  /** Name of the row of attempts, e.g. the resource; undefined: there is none. */
  readonly target?: ProcessId;
  /** Parts of beliefs to be marked; left out: those during which another has been granted the thing. */
  readonly stale?: readonly Overlap[];
  readonly words?: { readonly granted: string; readonly believed: string; readonly stale: string };
  readonly onSeek: (at: TrueTime) => void;
  readonly onSelectEvent?: (event: EventId) => void;
}

const NAMES = 40;
/** Room at the right for half of the last time. */
const EDGE = 10;
const ROW = 56;
const GRANTED = { top: 8, height: 14 };
const BELIEVED = { top: 26, height: 20 };
const ATTEMPTS = 62;
const AXIS = 24;
const LABEL_ROOM = 20;
const WORDS = { granted: 'granted', believed: 'believes', stale: 'believes while another has it' };

export function LeaseBars(props: LeaseBarsProps) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const { words = WORDS, processes, target } = props;
  const height = processes.length * ROW + (target === undefined ? 0 : ATTEMPTS) + AXIS;
  return (
    <figure className={styles.figure}>
      <ul className={styles.key}>
        <li className={styles.keyGranted}>{words.granted}</li>
        <li className={styles.keyBelieved}>{words.believed}</li>
        <li className={styles.keyStale}>{words.stale}</li>
        {target !== undefined && <li className={styles.keyRefused}>refused</li>}
      </ul>
      <div ref={place} className={styles.place} style={{ height }}>
        {size !== undefined && size.width > NAMES && <Picture {...props} width={size.width} height={height} />}
      </div>
    </figure>
  );
}

function Picture(props: LeaseBarsProps & { readonly width: number; readonly height: number }) {
  const { label, duration, now, processes, target, width, height, onSeek } = props;
  const pattern = useId();
  const scale = timeScale({ from: 0, to: duration }, width - NAMES - EDGE);
  const bottom = height - AXIS;
  const seek = (event: PointerEvent<SVGRectElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    onSeek(Math.round(Math.min(duration, Math.max(0, timeAt(scale, event.clientX - left)))));
  };
  return (
    <svg width={width} height={height} role="img" aria-label={label} className={styles.picture}>
      <defs>
        <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2.5" height="6" className={styles.stripe} />
        </pattern>
      </defs>
      <g transform={`translate(${NAMES} 0)`}>
        {ticksOf(scale, duration, 72).map(({ at, x, text }) => (
          <g key={at}>
            <line x1={x} x2={x} y1={0} y2={bottom} className={styles.grid} />
            <text x={x} y={height - 7} className={styles.tick}>
              {text}
            </text>
          </g>
        ))}
        <rect width={width - NAMES - EDGE} height={bottom} className={styles.ground} onPointerDown={seek} />
      </g>
      {processes.map((process, index) => (
        <g key={process} transform={`translate(0 ${index * ROW})`}>
          <line x1={0} x2={width} y1={ROW} y2={ROW} className={styles.rule} />
          <text x={4} y={ROW / 2 + 5} className={styles.name}>
            {process}
          </text>
          <g transform={`translate(${NAMES} 0)`} className={styles.marks}>
            <Row {...props} process={process} scale={scale} hatch={`url(#${pattern})`} />
          </g>
        </g>
      ))}
      {target !== undefined && (
        <g transform={`translate(0 ${processes.length * ROW})`}>
          <text x={4} y={ATTEMPTS / 2 + 4} className={styles.name}>
            {target}
          </text>
          <g transform={`translate(${NAMES} 0)`}>
            <Attempts {...props} scale={scale} />
          </g>
        </g>
      )}
      <line x1={NAMES + xOf(scale, now)} x2={NAMES + xOf(scale, now)} y1={0} y2={bottom} className={styles.playhead} />
    </svg>
  );
}

interface RowProps extends Ownership {
  readonly process: ProcessId;
  readonly scale: TimeScale;
  readonly hatch: string;
  readonly stale?: readonly Overlap[];
}

function Row({ process, scale, hatch, granted, believed, stills, stale }: RowProps) {
  const mine = <One extends { readonly process: ProcessId }>(all: readonly One[]) =>
    all.filter((one) => one.process === process);
  const marked = mine(stale ?? overlapsOf({ granted, believed }));
  return (
    <>
      {mine(granted).map((tenure) => (
        <Bar key={tenure.event} tenure={tenure} scale={scale} {...GRANTED} look={styles.granted ?? ''} />
      ))}
      {mine(believed).map((tenure) => (
        <Bar key={tenure.event} tenure={tenure} scale={scale} {...BELIEVED} look={styles.believed ?? ''} named />
      ))}
      {marked.map(({ from, until, token }) => (
        <rect
          key={`${token}/${from}`}
          x={xOf(scale, from)}
          y={BELIEVED.top}
          width={Math.max(2, xOf(scale, until) - xOf(scale, from))}
          height={BELIEVED.height}
          fill={hatch}
          className={styles.stale}
        />
      ))}
      {mine(stills).map(({ from, until }) => (
        <line
          key={from}
          x1={xOf(scale, from)}
          x2={xOf(scale, until)}
          y1={BELIEVED.top + BELIEVED.height + 4}
          y2={BELIEVED.top + BELIEVED.height + 4}
          className={styles.still}
        />
      ))}
    </>
  );
}

interface BarProps {
  readonly tenure: Tenure;
  readonly scale: TimeScale;
  readonly top: number;
  readonly height: number;
  readonly look: string;
  readonly named?: boolean;
}

function Bar({ tenure, scale, top, height, look, named = false }: BarProps) {
  const x = xOf(scale, tenure.from);
  const width = Math.max(2, xOf(scale, tenure.until) - x);
  return (
    <g className={epochClass(tenure.token)}>
      <rect x={x} y={top} width={width} height={height} rx={3} className={look} />
      {named && width > 24 && (
        <text x={x + 6} y={top + height / 2 + 4} className={styles.token}>
          {tenure.token}
        </text>
      )}
    </g>
  );
}

function Attempts({ attempts, scale, onSelectEvent }: LeaseBarsProps & { readonly scale: TimeScale }) {
  const [taken, refused] = [attempts.filter(({ accepted }) => accepted), attempts.filter(({ accepted }) => !accepted)];
  const place = (at: TrueTime) => xOf(scale, at);
  return (
    <>
      <Marks attempts={taken} named={labelled(taken, place, LABEL_ROOM)} y={20} {...{ scale, onSelectEvent }} />
      <Marks attempts={refused} named={labelled(refused, place, LABEL_ROOM)} y={48} {...{ scale, onSelectEvent }} />
    </>
  );
}

interface MarksProps {
  readonly attempts: readonly Attempt[];
  readonly named: ReadonlySet<EventId>;
  readonly scale: TimeScale;
  readonly y: number;
  readonly onSelectEvent: ((event: EventId) => void) | undefined;
}

/** The token stands above its mark. */
function Marks({ attempts, named, scale, y, onSelectEvent }: MarksProps) {
  return attempts.map(({ event, at, token, accepted }) => (
    <g
      key={event}
      className={epochClass(token)}
      transform={`translate(${xOf(scale, at)} ${y})`}
      onPointerDown={() => onSelectEvent?.(event)}
    >
      {accepted ? (
        <circle r={4} className={styles.taken} />
      ) : (
        <path d="M-4,-4L4,4M-4,4L4,-4" className={styles.refused} />
      )}
      {named.has(event) && (
        <text y={-7} className={accepted ? styles.number : styles.refusedNumber}>
          {token}
        </text>
      )}
    </g>
  ));
}
