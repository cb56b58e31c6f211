/** What each resolver holds, how long it may, and whether the authority still says so: now in words, over time as strips. */
import { useMemo, useRef } from 'react';
import type { TrueTime } from '../../sim/scenario.ts';
import type { World } from '../../sim/world.ts';
import { lengthText, ticksOf, timeScale, xOf } from '../../views/timeline/scale.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import { type CacheHistory, cacheHistory, type Holding, outdatedAt } from './cache-history.ts';
import styles from './panel.module.css';

/** Height of a strip and its row, room for names on the left and for the times below, px. */
const STRIP = 18;
const ROW = 48;
const NAMES = 2;
/** Below a strip, for the dots. */
const DOTS = 9;
const AXIS = 22;
/** Names drawn at most: the first. */
const MOST = 6;

export function Caches({ world, trace, scenario, onSelect }: PanelProps) {
  const initial = scenario.initial.auth;
  const { flaws } = scenario;
  const history = useMemo(() => {
    const keeps = (value: string | null) =>
      flaws.includes('ignore-ttl') || (value === null && flaws.includes('keep-absence'));
    return cacheHistory(trace, world.events, initial, keeps);
  }, [trace, world.events, initial, flaws]);
  const place = useRef<HTMLDivElement>(null);
  const width = (useSize(place)?.width ?? 480) - NAMES;
  return (
    <div className={styles.panel}>
      <div ref={place} />
      {history.holdings.length === 0 ? (
        <p className={styles.say}>No resolver holds an answer yet.</p>
      ) : (
        <>
          <Now history={history} world={world} onEvent={(event) => onSelect({ kind: 'event', event })} />
          <Strips history={history} width={width} duration={scenario.duration} now={world.at} />
          <ul className={styles.legend} aria-label="Legend">
            <li>
              <span className={styles.freshSign} /> as the authority says
            </li>
            <li>
              <span className={styles.staleSign} /> old: the authority says something else
            </li>
            <li>
              <span className={styles.givenSign} /> given to a client
            </li>
          </ul>
        </>
      )}
    </div>
  );
}

interface NowProps {
  readonly history: CacheHistory;
  readonly world: World;
  readonly onEvent: (event: number) => void;
}

function Now({ history, world, onEvent }: NowProps) {
  const held = history.holdings.filter(({ from, until }) => from <= world.at && world.at < until);
  return (
    <table className={styles.table} aria-label="What the resolvers hold now">
      <thead>
        <tr>
          {['resolver', 'name', 'answer', 'time left', 'age of the error'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {held.length === 0 && (
          <tr>
            <td colSpan={5}>nothing that may still be used</td>
          </tr>
        )}
        {held.map((one) => {
          const old = world.at - outdatedAt(history.editions, one.name, one.version);
          return (
            <tr key={`${one.resolver} ${one.name}`}>
              <th scope="row">{one.resolver}</th>
              <td>{one.name}</td>
              <td className={styles.value}>
                <button type="button" onClick={() => onEvent(one.event)}>
                  {one.value ?? 'no such name'}
                </button>
              </td>
              <td>{Number.isFinite(one.until) ? lengthText(round(one.until - world.at)) : 'for ever'}</td>
              <td data-old={old > 0}>{old > 0 ? `old for ${lengthText(round(old))}` : 'right'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface StripsProps {
  readonly history: CacheHistory;
  readonly width: number;
  readonly duration: TrueTime;
  readonly now: TrueTime;
}

function Strips({ history, width, duration, now }: StripsProps) {
  const { editions, holdings, given } = history;
  const time = timeScale({ from: 0, to: duration }, width);
  const x = (at: TrueTime) => NAMES + xOf(time, Math.min(at, duration));
  const names = [...new Set(holdings.map(({ name }) => name))].slice(0, MOST);
  const resolvers = [...new Set(holdings.map(({ resolver }) => resolver))].sort();
  const rows = names.flatMap((name) => ['auth', ...resolvers].map((holder) => ({ name, holder })));
  const height = rows.length * ROW;
  return (
    <svg
      className={styles.figure}
      width={width + NAMES}
      height={height + AXIS}
      role="img"
      aria-label={inWords(history)}
    >
      {ticksOf(time, duration).map(({ at, text }) => (
        <g key={at}>
          <path className={styles.rule} d={`M${x(at)} 0V${height}`} />
          <text
            className={styles.tick}
            x={x(at)}
            y={height + 15}
            textAnchor={at === 0 ? 'start' : at === duration ? 'end' : 'middle'}
          >
            {text}
          </text>
        </g>
      ))}
      {rows.map(({ name, holder }, index) => {
        const y = index * ROW + ROW - STRIP - DOTS;
        return (
          <g key={`${holder} ${name}`}>
            <text className={styles.name} x={x(0)} y={y - 5}>
              {holder === 'auth' ? `${name} at auth` : `${name} in ${holder}`}
            </text>
            {holder === 'auth'
              ? editions
                  .filter((one) => one.name === name)
                  .map((one) => (
                    <Bar
                      key={one.from}
                      x={x}
                      from={one.from}
                      until={one.until ?? now}
                      y={y}
                      look="truth"
                      text={one.value}
                    />
                  ))
              : holdings
                  .filter((one) => one.name === name && one.resolver === holder)
                  .map((one) => <Held key={one.event} x={x} y={y} holding={one} now={now} history={history} />)}
            {given
              .filter((one) => one.name === name && one.resolver === holder)
              .map(({ event, at }) => (
                <circle key={event} className={styles.given} cx={x(at)} cy={y + STRIP + 5} r={2.5} />
              ))}
          </g>
        );
      })}
      <path className={styles.now} d={`M${x(now)} 0V${height}`} />
    </svg>
  );
}

interface HeldProps {
  readonly x: (at: TrueTime) => number;
  readonly y: number;
  readonly holding: Holding;
  readonly now: TrueTime;
  readonly history: CacheHistory;
}

/** Solid up to now, and as an outline what is still to come of its time. */
function Held({ x, y, holding, now, history }: HeldProps) {
  const { from, value, name, version } = holding;
  const until = Math.min(holding.until, now);
  const turn = Math.min(Math.max(outdatedAt(history.editions, name, version), from), until);
  return (
    <g>
      <Bar x={x} from={from} until={turn} y={y} look="fresh" text={value} />
      {turn < until && <Bar x={x} from={turn} until={until} y={y} look="stale" text={value} />}
      {holding.until > now && (
        <rect className={styles.left} x={x(now)} y={y + 0.5} width={x(holding.until) - x(now)} height={STRIP - 1} />
      )}
    </g>
  );
}

interface BarProps {
  readonly x: (at: TrueTime) => number;
  readonly from: TrueTime;
  readonly until: TrueTime;
  readonly y: number;
  readonly look: 'truth' | 'fresh' | 'stale';
  readonly text: string | null;
}

/** Width of a letter of 11 px, px. */
const LETTER = 7;

function Bar({ x, from, until, y, look, text }: BarProps) {
  const width = Math.max(1, x(until) - x(from));
  const words = text ?? 'none';
  return (
    <g>
      <rect
        className={styles[text === null && look === 'truth' ? 'absent' : look]}
        x={x(from)}
        y={y}
        width={width}
        height={STRIP}
      />
      {words.length * LETTER + 18 < width && (
        <text className={styles.inside} x={x(from) + 9} y={y + 13}>
          {words}
        </text>
      )}
    </g>
  );
}

function inWords({ editions, holdings, given }: CacheHistory): string {
  const old = given.filter(({ name, version, at }) => at > outdatedAt(editions, name, version)).length;
  return `${holdings.length} answers were kept; of ${given.length} given to clients ${old} were old`;
}

/** To whole ms. */
function round(length: number): number {
  return Math.round(length / 1000) * 1000;
}
