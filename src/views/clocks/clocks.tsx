/** Clocks against true time: one strip a process, its error as a line, what it believes as a band around it. */
import { area, line, scaleLinear } from 'd3';
import { useRef, useState } from 'react';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import { ticksOf, timeScale, xOf } from '../timeline/scale.ts';
import { useSize } from '../timeline/use-size.ts';
import {
  amount,
  type BandPiece,
  bandOf,
  type ClockMark,
  type ClockTrack,
  errorRange,
  figure,
  signed,
} from './clock-track.ts';
import styles from './clocks.module.css';

export interface ClocksProps {
  readonly tracks: readonly ClockTrack[];
  readonly duration: Micros;
  readonly now: TrueTime;
}

/** Height of a strip and room on its left for the figures of its scale, px. */
const STRIP = 78;
const FIGURES = 62;
/** Room at the foot of a strip for signs, px. */
const SIGNS = 15;
const AXIS = 22;
/** Figures closer than this touch, px. */
const APART = 15;

export function Clocks({ tracks, duration, now }: ClocksProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = (useSize(place)?.width ?? 480) - FIGURES;
  const [own, setOwn] = useState(false);
  const shared = errorRange(tracks);
  const marked = new Set(tracks.flatMap(({ marks }) => marks.map(({ kind }) => kind)));
  const banded = tracks.some(({ certainty }) => certainty.length > 1);
  return (
    <div className={styles.clocks} ref={place}>
      {tracks.map((track) => (
        <section key={track.process} aria-label={`Clock of ${track.process}`}>
          <Words track={track} />
          <Strip track={track} range={own ? errorRange([track]) : shared} {...{ width, duration, now }} />
        </section>
      ))}
      <TimeAxis width={width} duration={duration} />
      <div className={styles.foot}>
        <Legend marked={marked} banded={banded} />
        {tracks.length > 1 && (
          <label className={styles.own}>
            <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
            each its own scale
          </label>
        )}
      </div>
    </div>
  );
}

/** The same in words: what a reader without the picture needs, and everyone at a glance. */
function Words({ track }: { readonly track: ClockTrack }) {
  const { error, half } = lastOf(track);
  const sure = half === undefined || Math.abs(error) <= half;
  return (
    <p className={styles.words}>
      <b>{track.process}</b>
      <span>
        {Math.round(error) === 0 ? 'reads true time' : `${amount(Math.abs(error))} ${error > 0 ? 'ahead' : 'behind'}`}
      </span>
      {half !== undefined && (
        <span className={sure ? styles.sure : styles.wrong}>
          {sure ? '✓' : '✗'} believes in ±{amount(half)}
        </span>
      )}
    </p>
  );
}

interface StripProps extends Pick<ClocksProps, 'duration' | 'now'> {
  readonly track: ClockTrack;
  readonly range: readonly [number, number];
  readonly width: number;
}

function Strip({ track, range, width, duration, now }: StripProps) {
  const time = timeScale({ from: 0, to: duration }, width);
  const x = (at: number) => FIGURES + xOf(time, at);
  const y = scaleLinear()
    .domain(range)
    .range([STRIP - SIGNS, 6]);
  const path = line<{ at: number; error: number }>(
    ({ at }) => x(at),
    ({ error }) => y(error),
  );
  return (
    <svg className={styles.strip} width={width + FIGURES} height={STRIP} role="img" aria-label={describe(track)}>
      <rect className={styles.ground} x={FIGURES} y={0} width={width} height={STRIP} rx={5} />
      {figures(y.ticks(5), y).map((value) => (
        <g key={value}>
          <line
            className={value === 0 ? styles.truth : styles.rule}
            x1={FIGURES}
            x2={FIGURES + width}
            y1={y(value)}
            y2={y(value)}
          />
          <text className={styles.figure} x={FIGURES - 6} y={y(value) + 4}>
            {figure(value)}
          </text>
        </g>
      ))}
      {bandOf(track).map((piece) => (
        <Band key={`${piece.from}/${piece.low[0]}`} piece={piece} x={x} y={y} />
      ))}
      <path className={styles.reading} d={path(track.course) ?? ''} />
      {track.marks.map((mark) => (
        <Mark key={`${mark.kind}/${mark.at}`} mark={mark} x={x(mark.at)} />
      ))}
      <line className={styles.now} x1={x(now)} x2={x(now)} y1={0} y2={STRIP} />
    </svg>
  );
}

type Scale = (value: number) => number;

function Band({ piece, x, y }: { readonly piece: BandPiece; readonly x: Scale; readonly y: Scale }) {
  const { from, to, low, high, holds } = piece;
  const shape = area<readonly [number, number, number]>(
    ([at]) => x(at),
    ([, bottom]) => y(bottom),
    ([, , top]) => y(top),
  )([
    [from, low[0], high[0]],
    [to, low[1], high[1]],
  ]);
  return <path className={holds ? styles.band : styles.missed} d={shape ?? ''} />;
}

/** Early points back, late points on, what came on time is a dot. */
function Mark({ mark, x }: { readonly mark: ClockMark; readonly x: number }) {
  return (
    <g className={mark.kind === 'early' || mark.kind === 'late' ? styles.off : styles.mark}>
      <title>{mark.title}</title>
      <path d={signOf(mark.kind, x, STRIP - 7)} />
    </g>
  );
}

function signOf(kind: ClockMark['kind'], x: number, y: number): string {
  switch (kind) {
    case 'early':
      return `M${x - 7} ${y}l7 -5v10z`;
    case 'late':
      return `M${x + 7} ${y}l-7 -5v10z`;
    case 'corrected':
      return `M${x} ${y - 5}l4.5 5l-4.5 5l-4.5 -5z`;
    case 'on-time':
      return `M${x - 2.5} ${y}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z`;
  }
}

function TimeAxis({ width, duration }: Pick<StripProps, 'width' | 'duration'>) {
  const time = timeScale({ from: 0, to: duration }, width);
  return (
    <svg className={styles.strip} width={width + FIGURES} height={AXIS} aria-hidden="true">
      {ticksOf(time, duration).map(({ at, x, text }) => (
        <text key={at} className={styles.time} x={Math.min(FIGURES + x, FIGURES + width - 22)} y={14}>
          {text}
        </text>
      ))}
    </svg>
  );
}

function Legend({ marked, banded }: { readonly marked: ReadonlySet<ClockMark['kind']>; readonly banded: boolean }) {
  const signs = (['on-time', 'early', 'late', 'corrected'] as const).filter((kind) => marked.has(kind));
  const words = { 'on-time': 'timer', early: 'timer early', late: 'timer late', corrected: 'clock corrected' };
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>
        <span className={styles.lineSign} /> clock − true time
      </li>
      {banded && (
        <li>
          <span className={styles.bandSign} /> what it believes
        </li>
      )}
      {banded && (
        <li>
          <span className={styles.missedSign} /> true time is outside
        </li>
      )}
      {signs.map((kind) => (
        <li key={kind}>
          <svg
            width={16}
            height={12}
            aria-hidden="true"
            className={kind === 'early' || kind === 'late' ? styles.off : styles.mark}
          >
            <path d={signOf(kind, 8, 6)} />
          </svg>
          {words[kind]}
        </li>
      ))}
    </ul>
  );
}

/** Figures of the scale that do not touch; true time is always one of them. */
function figures(ticks: readonly number[], y: Scale): readonly number[] {
  const kept = [0];
  for (const tick of ticks) if (kept.every((other) => Math.abs(y(other) - y(tick)) >= APART)) kept.push(tick);
  return kept;
}

function lastOf({ course, certainty }: ClockTrack): { readonly error: number; readonly half: number | undefined } {
  return { error: course.at(-1)?.error ?? 0, half: certainty.at(-1)?.half };
}

function describe(track: ClockTrack): string {
  const { error, half } = lastOf(track);
  const missed = bandOf(track).some(({ holds }) => !holds);
  const off = track.marks.filter(({ kind }) => kind === 'early' || kind === 'late').length;
  const parts = [
    `${track.process}: clock ${signed(error)} against true time`,
    ...(half === undefined ? [] : [`believes in ${amount(half)} either way`]),
    ...(half === undefined
      ? []
      : [missed ? 'true time has been outside of its band' : 'true time has always been in its band']),
    ...(off === 0 ? [] : [`${off} timers early or late`]),
  ];
  return parts.join('; ');
}
