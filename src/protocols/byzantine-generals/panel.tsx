/** What one general has heard, as the tree its decision is made from, and how many messages each round took. */
import { useState } from 'react';
import type { Trace } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { layoutTree, type Placed } from './panel-layout.ts';
import type { GeneralContext } from './state.ts';
import { treeOf } from './tree.ts';

const COLUMN = 168;
const ROW = 26;
const PAD = 10;

export function GeneralsOrders({ world, trace, selection, onSelect }: PanelProps) {
  const generals = world.processes.filter(({ client }) => !client);
  const lieutenants = generals.slice(1);
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const wanted = selection?.kind === 'process' ? selection.process : picked;
  const shown = lieutenants.find(({ id }) => id === wanted) ?? lieutenants[0];
  if (shown === undefined) return <p className={styles.say}>There is nobody to command.</p>;
  const context = shown.snapshot.context as GeneralContext; // lieutenants are generals
  const pick = (id: string) => {
    setPicked(id);
    onSelect({ kind: 'process', process: id });
  };
  return (
    <div className={styles.panel}>
      <fieldset className={styles.pick}>
        <legend>What has been told to</legend>
        {lieutenants.map(({ id }) => (
          <button key={id} type="button" aria-pressed={id === shown.id} onClick={() => pick(id)}>
            {id}
          </button>
        ))}
      </fieldset>
      {context.signed ? <Proofs context={context} /> : <Tree context={context} />}
      <p className={styles.say}>{sayDecision(context)}</p>
      <Rounds trace={trace} world={world} />
    </div>
  );
}

function Tree({ context }: { readonly context: GeneralContext }) {
  const root = treeOf(context, context.processes.slice(0, 1));
  const { nodes, columns, rows } = layoutTree(root);
  const width = columns * COLUMN + PAD;
  const height = rows * ROW + PAD;
  return (
    <div className={styles.tree}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Tree of what ${context.id} was told: ${nodes.map(({ node }) => sayNode(node)).join('; ')}`}
      >
        {nodes.map((placed) => (
          <Branch key={placed.node.path.join('.')} placed={placed} />
        ))}
        {nodes.map((placed) => (
          <Word key={placed.node.path.join('.')} placed={placed} />
        ))}
      </svg>
    </div>
  );
}

const xOf = (column: number) => PAD / 2 + column * COLUMN;
const yOf = (row: number) => PAD / 2 + row * ROW + ROW / 2;

function Branch({ placed: { column, row, parent } }: { readonly placed: Placed }) {
  if (parent === undefined) return null;
  const [x, y, x0, y0] = [xOf(column), yOf(row), xOf(parent.column) + COLUMN - 26, yOf(parent.row)];
  return <path className={styles.branch} d={`M${x0},${y0}C${x0 + 14},${y0} ${x - 14},${y} ${x},${y}`} />;
}

/** `S3 said attack`, and after the arrow what the general makes of it where others were asked. */
function Word({ placed: { node, column, row } }: { readonly placed: Placed }) {
  const { path, said, value, children } = node;
  const tone = said === undefined ? styles.unsaid : said === 'attack' ? styles.attack : styles.retreat;
  return (
    <g transform={`translate(${xOf(column)},${yOf(row)})`} className={tone}>
      <rect y={-10} width={COLUMN - 26} height={20} rx={5} />
      <text x={5} y={4}>
        {path.at(-1)} {said ?? '–'}
        {children.length > 0 && ` → ${value}`}
      </text>
    </g>
  );
}

function sayNode({ path, said, value, children }: ReturnType<typeof treeOf>): string {
  const told = `${path.join(', ')} says ${said ?? 'nothing'}`;
  return children.length === 0 ? told : `${told}, taken for ${value}`;
}

function Proofs({ context }: { readonly context: GeneralContext }) {
  if (context.proofs.length === 0) return <p className={styles.say}>{context.id} holds no signed order.</p>;
  return (
    <ul className={styles.proofs}>
      {context.proofs.map(({ value, path }) => (
        <li key={value}>
          <strong>{value}</strong>, signed by {path.join(', then ')}
        </li>
      ))}
    </ul>
  );
}

function sayDecision({ id, decision, enough }: GeneralContext): string {
  if (decision === undefined) return `${id} has not decided yet.`;
  if (decision === 'none') return `${id} does nothing: by word of mouth these are too few generals.`;
  return `${id} decides to ${decision}${enough ? '' : ', though these are too few generals'}.`;
}

/** Messages that were really sent, by the length of their path. */
function Rounds({ trace, world }: { readonly trace: Trace; readonly world: World }) {
  const counts = countRounds(trace, world.events);
  return (
    <table className={styles.rounds}>
      <caption>Messages</caption>
      <tbody>
        <tr>
          <th scope="row">round</th>
          {counts.map((_, round) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
            <td key={round}>{round}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">sent</th>
          {counts.map((count, round) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
            <td key={round}>{count}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function countRounds(trace: Trace, events: number): number[] {
  const counts = [0];
  for (let id = 0; id < Math.min(events, trace.length); id += 1) {
    if (trace.kind(id) !== 'send') continue;
    const { path } = trace.extra(id) as { readonly path: readonly string[] }; // generals send nothing else
    while (counts.length < path.length) counts.push(0);
    counts[path.length - 1] = (counts[path.length - 1] ?? 0) + 1;
  }
  return counts;
}
