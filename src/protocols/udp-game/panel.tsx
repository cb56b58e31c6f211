/** How old the picture of each player is, over time and now, and where the players are against where they are seen. */
import { scaleLinear } from 'd3';
import { useMemo, useRef } from 'react';
import type { World } from '../../sim/world.ts';
import { LINE_LOOKS, LineChart } from '../../views/chart/line-chart.tsx';
import { lengthText } from '../../views/timeline/scale.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import { ageLine, ages, type Screen, screens } from './freshness.ts';
import styles from './panel.module.css';
import type { PlayerContext } from './player.ts';
import type { ServerContext } from './server.ts';

/** Players drawn in the chart: more lines cannot be told apart. */
const MOST = LINE_LOOKS.length;

export function Freshness({ world, trace, scenario, onSeek }: PanelProps) {
  const whole = useMemo(() => screens(trace, trace.length).slice(0, MOST), [trace]);
  const sofar = useMemo(() => screens(trace, world.events), [trace, world.events]);
  const known = trace.length === 0 ? 0 : trace.at(trace.length - 1);
  const lines = useMemo(() => {
    return whole.map((screen, index) => ({
      id: screen.player,
      title: screen.player,
      look: LINE_LOOKS[index] ?? 'first',
      points: ageLine(screen, known),
    }));
  }, [whole, known]);
  const most = Math.max(100, ...lines.flatMap(({ points }) => points.map(([, age]) => age)));
  return (
    <div className={styles.panel}>
      <LineChart
        label="Age of the picture that each player sees, over time"
        x={{ title: 'time, s', domain: [0, scenario.duration / 1e6] }}
        y={{ title: 'age of the picture, ms', domain: [0, most * 1.05] }}
        lines={lines}
        playhead={world.at / 1e6}
        onSeek={(seconds) => onSeek(Math.round(seconds * 1e6))}
        height={160}
      />
      <Field world={world} />
      <Figures all={sofar} now={world.at} />
    </div>
  );
}

/** Height of a player's line, room for names on the left, px. */
const ROW = 26;
const NAMES = 82;
const EDGE = 8;
const LENGTH = 100;

/** A ring where the server has each player, a dot where each player sees itself. */
function Field({ world }: { readonly world: World }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 480;
  const server = world.processes.find(({ snapshot }) => snapshot.context !== undefined && 'tick' in snapshot.context);
  const players = world.processes.filter(
    ({ snapshot }) => snapshot.context !== undefined && 'shown' in snapshot.context,
  );
  const truth = (server?.snapshot.context as ServerContext | undefined)?.places ?? {};
  const x = scaleLinear([0, LENGTH], [NAMES + EDGE, width - EDGE]);
  return (
    <div ref={place}>
      <svg
        width={width}
        height={players.length * ROW}
        role="img"
        aria-label="Where players are, and where they see themselves"
      >
        {players.map(({ id, snapshot }, index) => {
          const seen = (snapshot.context as PlayerContext).places[id];
          const real = truth[id];
          const y = index * ROW + ROW / 2;
          return (
            <g key={id}>
              <text className={styles.name} x={0} y={y + 4}>
                {id} sees {id}
              </text>
              <path className={styles.track} d={`M${x(0)} ${y}H${x(LENGTH)}`} />
              {real !== undefined && seen !== undefined && (
                <path className={styles.gap} d={`M${x(real)} ${y}H${x(seen)}`} />
              )}
              {real !== undefined && <circle className={styles.real} cx={x(real)} cy={y} r={7} />}
              {seen !== undefined && <circle className={styles.seen} cx={x(seen)} cy={y} r={4} />}
            </g>
          );
        })}
      </svg>
      <p className={styles.say}>Ring: where the server has the player. Dot: where the player sees itself.</p>
    </div>
  );
}

function Figures({ all, now }: { readonly all: readonly Screen[]; readonly now: number }) {
  if (all.length === 0) return <p className={styles.say}>No player has seen anything yet.</p>;
  return (
    <table className={styles.table} aria-label="Age of the picture, for each player">
      <thead>
        <tr>
          {['player', 'sees', 'age now', 'on average', 'at worst', 'thrown away'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map((screen) => {
          const last = screen.shown.at(-1);
          const figures = ages(screen, now);
          return (
            <tr key={screen.player}>
              <th scope="row">{screen.player}</th>
              <td>{last?.number ?? '–'}</td>
              <td>{last === undefined ? '–' : ms(now - last.taken)}</td>
              <td>{figures === undefined ? '–' : ms(figures.mean)}</td>
              <td>{figures === undefined ? '–' : ms(figures.most)}</td>
              <td>{screen.late}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ms(length: number): string {
  return lengthText(Math.round(length / 1000) * 1000);
}
