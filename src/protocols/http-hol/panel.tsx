/** The waterfall of the page that was begun last: when each resource was known, asked for, arriving, held back, done. */
import { useMemo, useRef } from 'react';
import type { TrueTime } from '../../sim/scenario.ts';
import { lengthText, ticksOf, timeScale, xOf } from '../../views/timeline/scale.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { blockedFor, type Row, type Waterfall, waterfall } from './waterfall.ts';

/** Height of a row and of the bar in it, room for names on the left and for times below, px. */
const ROW = 20;
const BAR = 12;
const NAMES = 76;
const AXIS = 22;
/** Shortest stretch of time that fills the width, µs. */
const SHORTEST = 100_000;
/** Room after the last moment, µs. */
const MARGIN = 10_000;

export function PageWaterfall({ world, trace, selection, onSelect }: PanelProps) {
  const chosen = selection?.kind === 'process' ? selection.process : undefined;
  const client = world.processes.find(({ id, client: is }) => is && id === chosen)?.id;
  const page = useMemo(() => waterfall(trace, world.events, client), [trace, world.events, client]);
  /** The whole page, so that the picture stands still while it fills. */
  const end = useMemo(() => lastMoment(waterfall(trace, trace.length, client)), [trace, client]);
  const place = useRef<HTMLDivElement>(null);
  const width = (useSize(place)?.width ?? 480) - NAMES;
  return (
    <div className={styles.panel}>
      <div ref={place} />
      {page === undefined ? (
        <p className={styles.say}>No page has been asked for yet.</p>
      ) : (
        <>
          <p className={styles.say}>{sum(page, world.at)}</p>
          <Figure
            page={page}
            width={width}
            now={world.at}
            until={Math.max(end, page.from + SHORTEST)}
            onEvent={(event) => onSelect({ kind: 'event', event })}
          />
          <ul className={styles.legend} aria-label="Legend">
            <li>
              <span className={styles.queuedSign} /> waits for a connection
            </li>
            <li>
              <span className={styles.askedSign} /> asked for
            </li>
            <li>
              <span className={styles.arrivingSign} /> arriving
            </li>
            <li>
              <span className={styles.ownSign} /> waits for a packet of its own
            </li>
            <li>
              <span className={styles.blockedSign} /> blocked by another one’s packet
            </li>
            <li>
              <span className={styles.doneSign} /> done
            </li>
          </ul>
        </>
      )}
    </div>
  );
}

interface FigureProps {
  readonly page: Waterfall;
  readonly width: number;
  readonly now: TrueTime;
  readonly until: TrueTime;
  readonly onEvent: (event: number) => void;
}

function Figure({ page, width, now, until, onEvent }: FigureProps) {
  const time = timeScale({ from: page.from, to: until }, width);
  const x = (at: TrueTime) => NAMES + xOf(time, at);
  const height = page.rows.length * ROW;
  return (
    <svg className={styles.figure} width={width + NAMES} height={height + AXIS} role="img" aria-label={sum(page, now)}>
      {ticksOf(time, until, 64).map(({ at, text }) => (
        <g key={at}>
          <path className={styles.rule} d={`M${x(at)} 0V${height}`} />
          {x(at) < width + NAMES - 20 && (
            <text className={styles.tick} x={x(at)} y={height + 15}>
              {text}
            </text>
          )}
        </g>
      ))}
      {page.rows.map((row, index) => (
        <Resource key={row.resource} row={row} x={x} y={index * ROW + (ROW - BAR) / 2} now={now} onEvent={onEvent} />
      ))}
      {now <= until && <path className={styles.now} d={`M${x(now)} 0V${height}`} />}
    </svg>
  );
}

interface ResourceProps {
  readonly row: Row;
  readonly x: (at: TrueTime) => number;
  readonly y: number;
  readonly now: TrueTime;
  readonly onEvent: (event: number) => void;
}

function Resource({ row, x, y, now, onEvent }: ResourceProps) {
  const { resource, discovered, asked, arrivals, waits, done } = row;
  const end = done ?? now;
  const began = arrivals[0]?.at ?? end;
  const bar = (from: TrueTime, to: TrueTime) => ({ x: x(from), width: Math.max(0, x(to) - x(from)), y, height: BAR });
  return (
    <g>
      <text className={styles.name} x={NAMES - 4} y={y + 10}>
        {resource === 0 ? 'document' : `${resource}`}
      </text>
      <rect className={styles.queued} {...bar(discovered, asked ?? now)} />
      {asked !== null && <rect className={styles.asked} {...bar(asked, began)} y={y + BAR / 2 - 1} height={2} />}
      {arrivals.length > 0 && <rect className={styles.arriving} {...bar(began, end)} />}
      {[false, true].flatMap((kind) =>
        waits
          .filter(({ foreign }) => foreign === kind)
          .map((wait) => (
            <rect
              key={`${wait.from} ${kind}`}
              className={kind ? styles.blocked : styles.own}
              {...bar(wait.from, Math.min(wait.until ?? now, now))}
            />
          )),
      )}
      {arrivals.map(({ at, event }) => (
        <rect
          key={event}
          className={styles.packet}
          x={x(at) - 1}
          y={y}
          width={2}
          height={BAR}
          onPointerDown={() => onEvent(event)}
        />
      ))}
      {done !== null && <circle className={styles.done} cx={x(done)} cy={y + BAR / 2} r={4} />}
    </g>
  );
}

function sum(page: Waterfall, now: TrueTime): string {
  const done = page.rows.filter((row) => row.done !== null).length;
  const blocked = page.rows.reduce((total, row) => total + blockedFor(row, now), 0);
  const state =
    page.until === null
      ? `${done} of ${page.rows.length} resources after ${ms(now - page.from)}`
      : `all ${page.rows.length} resources after ${ms(page.until - page.from)}`;
  return `${page.client}, page ${page.load}: ${state}; blocked by others for ${ms(blocked)}, all resources together`;
}

function ms(length: number): string {
  return lengthText(Math.round(length / 1000) * 1000);
}

function lastMoment(page: Waterfall | undefined): TrueTime {
  if (page === undefined) return 0;
  const moments = page.rows.flatMap(({ done, arrivals, discovered }) => [
    done ?? 0,
    arrivals.at(-1)?.at ?? 0,
    discovered,
  ]);
  return Math.max(...moments) + MARGIN;
}
