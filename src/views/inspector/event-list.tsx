/** Everything that happened, one line an event: the timeline for those who read. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { lightCone, placeIn, ticks } from '../../sim/causality.ts';
import type { Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Selection } from '../intents.ts';
import { useSize } from '../timeline/use-size.ts';
import { EVERYTHING, type EventFilter, shownEvents } from './event-filter.ts';
import styles from './event-list.module.css';
import { EventRow } from './event-row.tsx';
import type { Narrator } from './event-sentence.ts';
import { FilterBar } from './filter-bar.tsx';
import { type ListGeometry, listHeight, rowsInView, scrollNear, scrollTo } from './list-window.ts';

export interface EventListProps {
  readonly trace: Trace;
  readonly protocol: Narrator;
  /** Names the faults; left out: they go by number. */
  readonly scenario?: Scenario | undefined;
  /** How many events have happened at the playhead; undefined: there is none, and all have. */
  readonly count: number | undefined;
  readonly selection: Selection;
  readonly onSelect: (target: Selection) => void;
  readonly onSeek: (at: TrueTime) => void;
}

const ROW = 26;
/** Room for the names of processes: width of a character, and bounds, px. */
const NAMES = { advance: 8.2, least: 22, most: 130 } as const;
/** The playhead keeps to this share of the height, so that what comes next is seen too. */
const PLAYHEAD = 0.72;

export function EventList({ trace, protocol, scenario, count: passed, selection, onSelect, onSeek }: EventListProps) {
  const count = passed ?? trace.length;
  const list = useRef<HTMLDivElement>(null);
  const size = useSize(list);
  const id = useId();
  const [filter, setFilter] = useState<EventFilter>(EVERYTHING);
  const [scroll, setScroll] = useState(0);
  const [following, setFollowing] = useState(passed !== undefined);
  const ours = useRef(0);
  const shown = useMemo(() => shownEvents(trace, filter), [trace, filter]);
  const names = useMemo(() => namesWidth(trace.lanes), [trace.lanes]);
  const geometry: ListGeometry = { count: shown.length, row: ROW, view: size?.height ?? 0 };
  const happened = shown.rowOf(count);
  const chosen = selection?.kind === 'event' && selection.event < trace.length ? selection : undefined;
  const cone = useMemo(
    () => (chosen !== undefined && ticks(trace, chosen.event) ? lightCone(trace, chosen.event) : undefined),
    [trace, chosen],
  );
  const activeId = chosen?.other ?? chosen?.event ?? Math.max(0, (passed ?? 0) - 1);
  const activeRow = Math.min(shown.rowOf(activeId), Math.max(0, shown.length - 1));
  const { first, end, top } = rowsInView(geometry, scroll);

  const moveTo = (position: number) => {
    if (list.current === null) return;
    list.current.scrollTop = position;
    ours.current = list.current.scrollTop;
    setScroll(ours.current);
  };
  const target = scrollTo(geometry, happened - 1, PLAYHEAD);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moveTo` is made anew each time and does the same
  useLayoutEffect(() => {
    if (following && geometry.view > 0) moveTo(target);
  }, [following, target, geometry.view]);

  // Something selected elsewhere is brought into view; what was chosen here is there already.
  const selected = chosen?.event;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection moves the list, not a growing run
  useLayoutEffect(() => {
    if (selected === undefined || geometry.view === 0) return;
    setFollowing(false);
    moveTo(scrollNear(geometry, shown.rowOf(selected), list.current?.scrollTop ?? 0));
  }, [selected, geometry.view]);

  const onScroll = () => {
    const position = list.current?.scrollTop ?? 0;
    setScroll(position);
    // Our own scrolling comes back as an event too: only another position is the reader's.
    if (Math.abs(position - ours.current) > 2) setFollowing(false);
  };
  const choose = (event: EventId, comparing: boolean) => {
    const both = comparing && chosen !== undefined && chosen.event !== event;
    onSelect(both ? { kind: 'event', event: chosen.event, other: event } : { kind: 'event', event });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(geometry.view / ROW) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -shown.length,
      End: shown.length,
    };
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    if (shown.length === 0) return;
    if (step === undefined) return onSeek(trace.at(shown.id(activeRow)));
    const next = Math.max(
      0,
      Math.min(shown.length - 1, activeRow + (chosen === undefined && step > 0 ? step - 1 : step)),
    );
    setFollowing(false);
    choose(shown.id(next), event.shiftKey);
    moveTo(scrollNear(geometry, next, list.current?.scrollTop ?? 0));
  };
  const onClick = (event: MouseEvent, of: EventId) => {
    setFollowing(false);
    choose(of, event.shiftKey);
  };
  const rows = Array.from({ length: end - first }, (_, offset) => first + offset);
  return (
    <div className={styles.place}>
      <FilterBar
        filter={filter}
        lanes={trace.lanes}
        timeless={trace.timeless}
        shown={shown.length}
        all={trace.length}
        onChange={setFilter}
        onFollow={following || passed === undefined || shown.length === 0 ? undefined : () => setFollowing(true)}
      />
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label="Events"
        aria-multiselectable
        aria-activedescendant={
          shown.length === 0 || activeRow < first || activeRow >= end ? undefined : `${id}-${shown.id(activeRow)}`
        }
        className={styles.list}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div
          role="presentation"
          className={styles.sheet}
          style={{ height: listHeight(geometry), '--names': `${names}px` } as CSSProperties}
        >
          {rows.map((row, offset) => {
            const event = shown.id(row);
            return (
              <EventRow
                key={event}
                id={`${id}-${event}`}
                event={event}
                trace={trace}
                protocol={protocol}
                scenario={scenario}
                place={row + 1}
                count={shown.length}
                top={top + offset * ROW}
                height={ROW}
                mark={chosen?.event === event ? 'chosen' : chosen?.other === event ? 'other' : undefined}
                cone={cone === undefined ? undefined : placeIn(trace, cone, event)}
                yetToCome={event >= count}
                onClick={onClick}
                onSeek={onSeek}
              />
            );
          })}
          {passed !== undefined && geometry.view > 0 && happened >= first && happened <= end && (
            <div className={styles.playhead} style={{ top: top + (happened - first) * ROW }} />
          )}
        </div>
      </div>
      {shown.length === 0 && (
        <p className={styles.empty}>{trace.length === 0 ? 'Nothing has happened yet.' : 'No event is of this kind.'}</p>
      )}
    </div>
  );
}

function namesWidth(lanes: readonly string[]): number {
  const longest = lanes.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(Math.max(Math.ceil(longest * NAMES.advance), NAMES.least), NAMES.most);
}
