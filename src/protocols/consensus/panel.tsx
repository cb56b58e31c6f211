/** Acceptors by ballots: who has promised, accepted or refused what, and which value is chosen. */
import { useMemo, useRef } from 'react';
import { epochClass } from '../../marks/epoch-colour.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import type { AcceptorContext, StableAcceptor } from './acceptor.ts';
import { partOf } from './cast.ts';
import { type GridCell, type GridColumn, gridOf } from './grid.ts';
import type { LearnerContext } from './learner.ts';
import { ballotText } from './messages.ts';
import styles from './panel.module.css';

/** Widths of the names and of a ballot, px. */
const NAMES = 64;
const COLUMN = 86;

const SIGNS: Readonly<Record<GridCell['state'], string>> = { promised: '○', accepted: '●', refused: '×' };

export function Ballots({ world, trace, selection, onSelect }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 470;
  const acceptors = world.processes.filter(({ id, client }) => !client && partOf(id) === 'acceptor');
  const names = acceptors.map(({ id }) => id).join();
  const all = useMemo(() => gridOf(trace, world.events, names.split(',')), [trace, world.events, names]);
  const shown = shownOf(all, Math.max(2, Math.floor((width - NAMES) / COLUMN)));
  const chosenEvent = selection?.kind === 'event' ? selection.event : undefined;
  return (
    <div className={styles.panel}>
      <div ref={place} />
      <p className={styles.said}>
        {sayChosen(all)} {sayDecided(world.processes)}
      </p>
      {all.length === 0 ? (
        <p className={styles.empty}>No ballot has begun yet.</p>
      ) : (
        <table className={styles.table} aria-label="Acceptors by ballots">
          <thead>
            <tr>
              <th scope="col" className={styles.names}>
                <span className={styles.corner}>ballot</span>
              </th>
              {shown.map((column) => (
                <Head key={ballotText(column.ballot)} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {acceptors.map(({ id, status, snapshot, stable }) => {
              const down = status === 'crashed';
              const { promised } = (down ? stable : snapshot.context) as StableAcceptor | AcceptorContext;
              return (
                <tr key={id} className={down ? styles.down : ''}>
                  <th scope="row" className={styles.names}>
                    {id}
                    <span className={styles.bound}>
                      {down ? 'down' : promised === null ? '–' : `≥ ${ballotText(promised)}`}
                    </span>
                  </th>
                  {shown.map((column) => (
                    <Cell
                      key={ballotText(column.ballot)}
                      column={column}
                      cell={column.cells[id]}
                      selected={column.cells[id] !== undefined && column.cells[id]?.event === chosenEvent}
                      onSelect={(event) => onSelect({ kind: 'event', event })}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {all.length > 0 && (
        <p className={styles.key}>
          <span>○ promised</span> <span>● accepted</span> <span>× refused</span> <span>≥ takes no lower ballot</span>
          {all.length > shown.length && (
            <span>
              {shown.length} of {all.length} ballots
            </span>
          )}
        </p>
      )}
    </div>
  );
}

/** The latest, and always the first ballot in which a value was chosen. */
function shownOf(all: readonly GridColumn[], room: number): readonly GridColumn[] {
  const latest = all.slice(-room);
  const first = all.find(({ chosen }) => chosen);
  return first === undefined || latest.includes(first) ? latest : [first, ...latest.slice(1)];
}

function Head({ column: { ballot, value, chosen } }: { readonly column: GridColumn }) {
  return (
    <th scope="col" className={`${epochClass(ballot.round)} ${styles.ballot} ${chosen ? styles.chosen : ''}`}>
      {ballotText(ballot)}
      <span className={styles.value} title={value ?? ''}>
        {value ?? '–'}
      </span>
    </th>
  );
}

interface CellProps {
  readonly column: GridColumn;
  readonly cell: GridCell | undefined;
  readonly selected: boolean;
  readonly onSelect: (event: number) => void;
}

function Cell({ column: { ballot, value, chosen }, cell, selected, onSelect }: CellProps) {
  const tone = `${epochClass(ballot.round)} ${chosen ? styles.chosen : ''}`;
  if (cell === undefined) return <td className={tone} />;
  const { state, event, overtaken } = cell;
  return (
    <td className={tone}>
      <button
        type="button"
        className={`${styles.cell} ${styles[state]} ${selected ? styles.selected : ''}`}
        aria-label={`${overtaken ? 'promised, then refused' : state} in ballot ${ballotText(ballot)}`}
        title={state === 'accepted' ? `accepted ${value}` : overtaken ? 'promised, then refused' : state}
        onClick={() => onSelect(event)}
      >
        <span aria-hidden="true">{overtaken ? '○ ×' : SIGNS[state]}</span>
        {state === 'accepted' && <span className={styles.value}>{value}</span>}
      </button>
    </td>
  );
}

function sayChosen(columns: readonly GridColumn[]): string {
  const values = [...new Set(columns.filter(({ chosen }) => chosen).map(({ value }) => value))];
  if (values.length === 0) return 'No value is chosen: none has a majority in one ballot.';
  return values.length === 1 ? `✓ Chosen: ${values[0]}.` : `✗ Chosen: ${values.join(' and ')}.`;
}

function sayDecided(processes: PanelProps['world']['processes']): string {
  const told = processes.flatMap(({ id, client, snapshot }) => {
    if (client || partOf(id) === 'acceptor') return [];
    const { decided } = snapshot.context as Pick<LearnerContext, 'decided'>; // proposers and learners have it
    return decided === null ? [] : [`${id} ${decided.value}`];
  });
  return told.length === 0 ? 'Nobody has decided.' : `Decided: ${told.join(', ')}.`;
}
