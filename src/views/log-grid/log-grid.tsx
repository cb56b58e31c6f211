/** The logs of all processes side by side: who has what, of which term, and what of it is committed. */
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { epochClass } from '../../marks/epoch-colour.ts';
import { LogCell } from '../../marks/log-cell.tsx';
import { toneClass } from '../../marks/tone.ts';
import { useSize } from '../timeline/use-size.ts';
import styles from './log-grid.module.css';
import { type Columns, columnsInView, type FollowerMark, type LogRow } from './log-row.ts';
import { useChanged } from './use-changed.ts';

export interface LogGridProps {
  readonly rows: readonly LogRow[];
  /** Name of the grid, e.g. `Logs`. */
  readonly label?: string;
  /** What the number in a cell is, e.g. `term`. */
  readonly termName?: string;
}

/** Width of a column with its gap, and height of a row, px. */
const CELL = 56;
const ROW = 45;
const NAMES = 88;
/** Empty columns after the last entry, so that the end can be seen to be the end. */
const AFTER = 2;

export function LogGrid(props: LogGridProps) {
  if (props.rows.every(({ length }) => length === 0)) {
    return <p className={styles.empty}>Every log is empty: nothing has been appended yet.</p>;
  }
  return <Grid {...props} />;
}

function Grid({ rows, label = 'Logs', termName = 'term' }: LogGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [scroll, setScroll] = useState(0);
  const [following, setFollowing] = useState(true);
  const longest = Math.max(0, ...rows.map(({ length }) => length));
  const count = longest + AFTER;
  const room = Math.max(0, (size?.width ?? 0) - NAMES);
  const columns = columnsInView(scroll, room, CELL, count);
  const changed = useChanged(rows, columns);
  const marks = marksByProcess(rows);

  // The end of the log is where things happen: the grid stays there until somebody scrolls away.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !following || room <= 0) return;
    // A whole number of columns, so that none is cut in half at the names.
    element.scrollLeft = Math.floor(Math.max(0, count * CELL - room) / CELL) * CELL;
  }, [following, count, room]);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    setScroll(element.scrollLeft);
    setFollowing(element.scrollLeft + element.clientWidth >= element.scrollWidth - CELL);
  };
  return (
    <div className={styles.place}>
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
        tabIndex={0}
        aria-label={`${label}, scrolls`}
        className={styles.scroller}
        onScroll={onScroll}
        onKeyDown={keepArrows}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: only some columns of thousands are there at a time */}
        <div
          role="grid"
          aria-label={label}
          aria-rowcount={rows.length + 1}
          aria-colcount={count + 1}
          className={styles.grid}
          style={{ width: NAMES + count * CELL }}
        >
          <Header columns={columns} />
          {rows.map((row, index) => (
            <Row
              key={row.process}
              row={row}
              place={index + 2}
              columns={columns}
              changed={changed}
              marks={marks.get(row.process)}
              termName={termName}
              hidden={Math.floor((scroll + CELL / 2) / CELL)}
            />
          ))}
        </div>
      </section>
      <div className={styles.foot}>
        <Legend marked={marks.size > 0} />
        {!following && (
          <button type="button" className={styles.follow} onClick={() => setFollowing(true)}>
            to the end, {longest} →
          </button>
        )}
      </div>
    </div>
  );
}

/** Arrows scroll the grid while it has the focus; elsewhere they step through the run. */
function keepArrows(event: KeyboardEvent): void {
  if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) event.stopPropagation();
}

function Header({ columns }: { columns: Columns }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of which only some columns are there
    // biome-ignore lint/a11y/useFocusableInteractive: cells are read, not acted on
    <div role="row" aria-rowindex={1} className={styles.header}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="columnheader" aria-colindex={1} className={styles.corner}>
        index
      </div>
      {indices(columns).map((index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={index}
          role="columnheader"
          aria-colindex={index + 1}
          className={styles.index}
          style={{ left: NAMES + (index - 1) * CELL, width: CELL - 4 }}
        >
          {index}
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  readonly row: LogRow;
  readonly place: number;
  readonly columns: Columns;
  readonly changed: ReadonlySet<string>;
  readonly marks: FollowerMark | undefined;
  readonly termName: string;
  /** Columns scrolled away on the left. */
  readonly hidden: number;
}

function Row({ row, place, hidden, columns, changed, marks, termName }: RowProps) {
  const first = row.first ?? 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of which only some columns are there
    // biome-ignore lint/a11y/useFocusableInteractive: cells are read, not acted on
    <div role="row" aria-rowindex={place} className={styles.row} style={{ height: ROW }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="rowheader"
        aria-colindex={1}
        className={`${toneClass(row.tone)} ${styles.process}`}
        aria-label={`${row.process}, ${row.role}, ${row.length} entries, committed up to ${row.commitIndex}`}
      >
        <span className={styles.name}>{row.process}</span>
        <span className={`${styles.dot} ${row.tone === 'leading' ? styles.full : ''}`} />
        <span className={styles.commit}>✓{row.commitIndex}</span>
      </div>
      {first > 1 && <Compacted first={first} />}
      {indices(columns).map((index) => {
        const entry = row.entry(index);
        if (entry === undefined) return null;
        const name = `index ${index}: ${entry.label}, ${termName} ${entry.term}, ${entry.committed ? 'committed' : 'not committed'}`;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={index}
            role="gridcell"
            aria-colindex={index + 1}
            aria-label={name}
            title={name}
            className={styles.cell}
            style={{ left: NAMES + (index - 1) * CELL, width: CELL - 4 }}
          >
            <LogCell
              label={entry.label}
              term={entry.term}
              committed={entry.committed}
              changed={changed.has(`${row.process}/${index}`)}
            />
          </div>
        );
      })}
      {row.length > 0 && row.length <= hidden && (
        <div className={styles.away} style={{ left: NAMES + hidden * CELL }}>
          ← ends at index {row.length}
        </div>
      )}
      {marks !== undefined && <Marks marks={marks} />}
      {(row.notes ?? []).map((note) => (
        <div key={note.text} className={styles.note} style={{ left: NAMES + row.length * CELL + 4 }}>
          {note.text}
        </div>
      ))}
    </div>
  );
}

/** What is no longer there is said to be so, never merely left away. */
function Compacted({ first }: { first: number }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of which only some columns are there
    // biome-ignore lint/a11y/useFocusableInteractive: cells are read, not acted on
    <div
      role="gridcell"
      aria-colindex={2}
      className={styles.compacted}
      style={{ left: NAMES, width: (first - 1) * CELL - 4 }}
    >
      <span className={styles.compactedWords}>
        {first === 2 ? 'index 1 is compacted' : `1 to ${first - 1} are compacted`}
      </span>
    </div>
  );
}

function Marks({ marks: { process, next, match } }: { marks: FollowerMark }) {
  const centre = (index: number) => NAMES + (index - 1) * CELL + (CELL - 4) / 2;
  return (
    <>
      {match > 0 && (
        <span
          className={styles.match}
          style={{ left: centre(match) }}
          title={`the leader knows that ${process} has index ${match}`}
        />
      )}
      <span
        className={styles.next}
        style={{ left: centre(next) }}
        title={`the leader sends ${process} index ${next} next`}
      />
    </>
  );
}

function Legend({ marked }: { marked: boolean }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      <li>
        <span className={`${styles.swatch} ${styles.solid}`} /> committed
      </li>
      <li>
        <span className={`${styles.swatch} ${epochClass(0)} ${styles.dashed}`} /> not yet
      </li>
      {marked && (
        <>
          <li>
            <span className={styles.matchSign} /> leader knows it is there
          </li>
          <li>
            <span className={styles.nextSign} /> leader sends next
          </li>
        </>
      )}
    </ul>
  );
}

/** The marks that concern each process; where two claim to lead, those of the later row. */
function marksByProcess(rows: readonly LogRow[]): ReadonlyMap<string, FollowerMark> {
  return new Map(rows.flatMap((row) => (row.marks ?? []).map((mark) => [mark.process, mark] as const)));
}

function indices({ first, last }: Columns): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
}
