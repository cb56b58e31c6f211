/** The log beside the states: a row an entry, a column a replica, in each cell the digest of the state after that entry. */
import { useMemo } from 'react';
import type { ProcessState } from '../../sim/world.ts';
import type { PanelProps } from '../panels.ts';
import { commandText, type Entry, nameOf } from './messages.ts';
import styles from './panel.module.css';
import { shortDigest, timeText } from './portrait.ts';
import type { ReplicaContext, StableReplica } from './replica.ts';
import { type StateCell, statesOf } from './states.ts';

/** Entries shown: the latest. */
const MOST = 6;

export function Replicas({ world, trace, selection, onSelect }: PanelProps) {
  const states = useMemo(() => statesOf(trace, world.events), [trace, world.events]);
  const replicas = world.processes.filter(({ client }) => !client);
  const [sequencer] = replicas;
  const orders = sequencer === undefined ? [] : replicas.map((one) => orderOf(one, sequencer));
  const longest = Math.max(0, ...replicas.map((one) => logOf(one).length));
  const first = Math.max(1, longest - MOST + 1);
  const rows = Array.from({ length: longest - first + 1 }, (_, place) => first + place);
  const chosen = selection?.kind === 'event' ? selection.event : undefined;
  if (longest === 0) return <p className={styles.empty}>The log is empty: nothing has been put in order yet.</p>;
  return (
    <div className={styles.panel}>
      <p className={styles.said}>{sayStates(states, orders)}</p>
      <table className={styles.table} aria-label="Log entries and the state of each replica after them">
        <thead>
          <tr>
            <th scope="col">log</th>
            {replicas.map(({ id, status }) => (
              <th key={id} scope="col">
                {id}
                <span className={styles.note}>
                  {status === 'crashed' ? ' down' : ` ${states.get(id)?.length ?? 0} of ${longest}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((index) => {
            const entry = replicas.map((one) => logOf(one).get(index - 1)).find((one) => one !== undefined);
            return (
              <tr key={index}>
                <th scope="row">
                  <span className={styles.note}>{index}</span> {entry === undefined ? '' : commandText(entry)}
                </th>
                {replicas.map((replica) => (
                  <Cell
                    key={replica.id}
                    cell={states.get(replica.id)?.[index - 1]}
                    own={logOf(replica).get(index - 1)}
                    usual={entry}
                    chosen={chosen}
                    onSelect={(event) => onSelect({ kind: 'event', event })}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">state</th>
            {replicas.map((replica) => (
              <td key={replica.id} className={styles.state}>
                {replica.status === 'crashed' ? 'lost' : <Items replica={replica} />}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {first > 1 && (
        <p className={styles.note}>
          The latest {rows.length} of {longest} entries.
        </p>
      )}
    </div>
  );
}

interface CellProps {
  readonly cell: StateCell | undefined;
  readonly own: Entry | undefined;
  /** What most have at this place. */
  readonly usual: Entry | undefined;
  readonly chosen: number | undefined;
  readonly onSelect: (event: number) => void;
}

function Cell({ cell, own, usual, chosen, onSelect }: CellProps) {
  if (cell === undefined) return <td className={styles.waiting}>{own === undefined ? '–' : 'in log'}</td>;
  const elsewhere = own !== undefined && usual !== undefined && nameOf(own) !== nameOf(usual);
  const wrong = cell.differs || elsewhere;
  return (
    <td>
      <button
        type="button"
        className={`${styles.digest} ${wrong ? styles.wrong : ''} ${chosen === cell.event ? styles.chosen : ''}`}
        onClick={() => onSelect(cell.event)}
      >
        {wrong && '✗ '}
        {shortDigest(cell.state)}
        <span className={styles.note}>{noteOf(cell, elsewhere ? own : undefined)}</span>
      </button>
    </td>
  );
}

function noteOf({ effective, replayed }: StateCell, other: Entry | undefined): string {
  if (other !== undefined) return commandText(other);
  if (!effective) return 'done already';
  return replayed ? 'replayed' : '';
}

function Items({ replica }: { readonly replica: ProcessState }) {
  const items = [...(replica.snapshot.context as ReplicaContext).state.items.entries()];
  if (items.length === 0) return <span className={styles.note}>empty</span>;
  return items.map(([key, { text, changed }]) => (
    <span key={key} className={styles.item} title={`${key}=${text}`}>
      {key}={shortened(text)}
      <span className={styles.note}>at {timeText(changed)}</span>
    </span>
  ));
}

/** Characters of a text that are shown: its end, where things change. */
const TEXT = 8;

function shortened(text: string): string {
  return text.length <= TEXT ? text : `…${text.slice(-TEXT)}`;
}

/** A replica that is down has what its disk holds. */
function logOf({ status, snapshot, stable }: ProcessState): StableReplica['log'] {
  return ((status === 'crashed' ? stable : snapshot.context) as StableReplica).log;
}

function sayStates(
  states: ReadonlyMap<string, readonly StateCell[]>,
  orders: readonly { readonly id: string; readonly differs: boolean }[],
): string {
  const parted = [...states].filter(([, cells]) => cells.some(({ differs }) => differs)).map(([process]) => process);
  const astray = orders.filter(({ differs }) => differs).map(({ id }) => id);
  if (parted.length > 0) return `✗ Another state after the same log: ${parted.join(', ')}.`;
  if (astray.length > 0) return `✗ Another log, and so another state: ${astray.join(', ')}.`;
  return '✓ Equal logs, equal states.';
}

/** Whether the replica has another command than the sequencer at some index. */
function orderOf(replica: ProcessState, sequencer: ProcessState): { readonly id: string; readonly differs: boolean } {
  const [own, right] = [logOf(replica), logOf(sequencer)];
  const differs = own.slice(0).some((entry, place) => {
    const usual = right.get(place);
    return usual === undefined || nameOf(usual) !== nameOf(entry);
  });
  return { id: replica.id, differs };
}
