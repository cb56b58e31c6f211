/** Both ends on the picture of RFC 9293, figure 5: where they are, and which way they came. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { told } from './run-reading.ts';
import { STATES, type StateName, type TcpContext } from './state.ts';

/** Columns and rows of the picture. */
const PLACES: Readonly<Record<StateName, readonly [column: number, row: number]>> = {
  closed: [1, 0],
  listen: [0, 1],
  synSent: [2, 1],
  synReceived: [0, 2],
  established: [1, 2],
  finWait1: [0, 3],
  closeWait: [2, 3],
  finWait2: [0, 4],
  closing: [1, 4],
  lastAck: [2, 4],
  timeWait: [1, 5],
};

/** The ways through a connection that is not cut short. */
const WAYS: readonly (readonly [from: StateName, to: StateName])[] = [
  ['closed', 'listen'],
  ['closed', 'synSent'],
  ['listen', 'synReceived'],
  ['synSent', 'synReceived'],
  ['synSent', 'established'],
  ['synReceived', 'established'],
  ['synReceived', 'closeWait'],
  ['established', 'finWait1'],
  ['established', 'closeWait'],
  ['finWait1', 'finWait2'],
  ['finWait1', 'closing'],
  ['finWait1', 'timeWait'],
  ['finWait2', 'timeWait'],
  ['closing', 'timeWait'],
  ['closeWait', 'lastAck'],
];

/** px */
const BOX = { width: 106, height: 26 };
const COLUMN = 124;
const ROW = 46;
const SIZE = { width: 2 * COLUMN + BOX.width + 4, height: 5 * ROW + BOX.height + 4 };

export function TcpStates({ world, trace, selection }: PanelProps) {
  const chosen = selection?.kind === 'process' ? selection.process : undefined;
  const ends = world.processes.filter(({ client }) => !client).map(({ snapshot }) => snapshot.context as TcpContext);
  const own = ends.filter(({ id, peer }) => id === chosen || peer === chosen);
  return (
    <div className={styles.panel}>
      <div className={styles.charts}>
        {(own.length > 0 ? own : ends).map((end) => (
          <Chart key={end.id} end={end} path={pathOf(trace, end.id, world.events)} />
        ))}
      </div>
      <p className={styles.say}>RST and a connection given up lead from every state to CLOSED.</p>
    </div>
  );
}

/** The states since it was last closed or listening, the present one included. */
function pathOf(trace: PanelProps['trace'], process: ProcessId, events: number): readonly string[] {
  const all = told(trace, 'state', process, events).map(({ detail }) => String(detail.state));
  const begun = all.findLastIndex((state, index) => index < all.length - 1 && state === STATES.closed);
  return begun < 0 ? [STATES.closed, ...all] : all.slice(begun);
}

function Chart({ end, path }: { readonly end: TcpContext; readonly path: readonly string[] }) {
  const taken = (from: StateName, to: StateName) =>
    path.some((state, index) => state === STATES[from] && path[index + 1] === STATES[to]);
  return (
    <figure className={styles.chart}>
      <figcaption>{end.id}</figcaption>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={`${end.id} is in ${STATES[end.state]} by way of ${path.join(', ')}`}
      >
        {WAYS.map(([from, to]) => (
          <line key={`${from} ${to}`} {...ends(from, to)} className={taken(from, to) ? styles.taken : styles.way} />
        ))}
        {(Object.keys(PLACES) as StateName[]).map((name) => {
          const [x, y] = corner(name);
          const here = name === end.state;
          return (
            <g key={name}>
              <rect x={x} y={y} {...BOX} rx={5} className={here ? styles.here : styles.state} />
              <text
                x={x + BOX.width / 2}
                y={y + 17}
                textAnchor="middle"
                className={here ? styles.hereName : styles.stateName}
              >
                {STATES[name]}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

function corner(name: StateName): readonly [x: number, y: number] {
  const [column, row] = PLACES[name];
  return [2 + column * COLUMN, 2 + row * ROW];
}

/** From middle to middle: the boxes lie over the lines. */
function ends(from: StateName, to: StateName): { x1: number; y1: number; x2: number; y2: number } {
  const middle = (name: StateName) => {
    const [x, y] = corner(name);
    return [x + BOX.width / 2, y + BOX.height / 2] as const;
  };
  const [[x1, y1], [x2, y2]] = [middle(from), middle(to)];
  return { x1, y1, x2, y2 };
}
