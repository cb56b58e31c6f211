/** The space-time diagram: a lane for each process, an arrow for each message, and the faults as clips on top. */
import { memo, useCallback, useMemo, useRef } from 'react';
import type { ProcessId, Scenario, TrueTime } from '../../sim/scenario.ts';
import type { ProtocolDefinition, Sighting, Verdict } from '../../sim/protocol.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Anchor, Intents, Selection, Window } from '../intents.ts';
import { Axis } from './axis.tsx';
import { BandLabels } from './band-label-layer.tsx';
import { FaultTrack, trackHeight } from './fault-track.tsx';
import { useGestures } from './gestures.ts';
import { hitAt, REACH } from './hit.ts';
import { LaneLabels } from './lane-labels.tsx';
import { OperationLayer } from './operation-layer.tsx';
import { Overlay, timedEvent } from './overlay.tsx';
import { HatchDefinition } from './picture-svg.tsx';
import { PictureLayer } from './picture-layer.tsx';
import { Playhead } from './playhead.tsx';
import { layoutRows } from './rows.ts';
import { ticksOf, timeScale, timeText, xOf } from './scale.ts';
import { storiesOf } from './stories.ts';
import { classes } from './classes.ts';
import styles from './timeline.module.css';
import { Tip } from './tip.tsx';
import { tonesOf } from './tones.ts';
import { Backdrop } from './backdrop.tsx';
import { useSize } from './use-size.ts';

type UsedIntents = Pick<Intents, 'onSelect' | 'onOpen' | 'onHover' | 'onSeek' | 'onWindow' | 'onChangeFault' | 'onRemoveFault'>;

export interface TimelineProps extends UsedIntents {
  readonly trace: Trace;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  /** Everything up to here is known, µs. */
  readonly reached: TrueTime;
  readonly verdicts: readonly Verdict[];
  readonly sightings: readonly Sighting[];
  readonly window: Window;
  readonly cursor: TrueTime;
  readonly selection: Selection;
  readonly hover: EventId | undefined;
  /** Anything that changes when the colours do. */
  readonly theme: string;
  /** A short mark beside a process's name, e.g. `✓4` for its commit index. */
  readonly laneNote?: (process: ProcessId) => string;
  /** A place on the track was pressed twice, or its + button once: a fault is to be added there. */
  readonly onAddFaultAt: (at: TrueTime, anchor: Anchor) => void;
}

const AXIS = 28;
/** Below this width the names beside the lanes are only names, px. */
const NARROW = 560;
const LABELS = { wide: 96, narrow: 52 } as const;

export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { trace, protocol, scenario, reached, window, cursor, selection, hover, theme } = props;
  const { duration, faults } = scenario;
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const narrow = (size?.width ?? 0) < NARROW;
  const labels = narrow ? LABELS.narrow : LABELS.wide;
  const width = Math.max((size?.width ?? 0) - labels, 1);
  const header = AXIS + useMemo(() => trackHeight(faults, duration), [faults, duration]);
  const room = (size?.height ?? 0) - header;

  const scale = useMemo(() => timeScale(window, width), [window, width]);
  const rows = useMemo(() => layoutRows(trace.lanes.length, trace.serverCount, room), [trace.lanes.length, trace.serverCount, room]);
  const tones = useMemo(() => tonesOf(protocol), [protocol]);
  const stories = useMemo(() => storiesOf(trace), [trace]);
  const ticks = useMemo(() => ticksOf(scale, duration), [scale, duration]);
  const intents = useIntents(props);

  const reachOf = (event: PointerEvent) => (event.pointerType === 'mouse' ? REACH.fine : REACH.coarse);
  const hit = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined || event.clientX < box.left || event.clientY < (body.current?.getBoundingClientRect().top ?? 0)) return undefined;
    return hitAt({ trace, rows, scale, reached }, event.clientX - box.left, event.clientY - box.top, reachOf(event));
  };
  const onProbe = (event: PointerEvent | undefined) => {
    const found = event === undefined ? undefined : hit(event);
    const next = found === undefined ? undefined : found.kind === 'event' ? found.event : found.end >= 0 ? found.end : found.send;
    if (next !== hover) props.onHover(next);
  };
  const onTap = (event: PointerEvent) => {
    if (!(event.target instanceof Node) || plot.current?.contains(event.target) !== true) return;
    const found = hit(event);
    if (found?.kind === 'flight') {
      const message = { kind: 'message', message: trace.address(found.send), copy: found.end < 0 ? 1 : Math.max(trace.copy(found.end), 1) } as const;
      props.onSelect(message);
      props.onOpen(message, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
    } else if (found === undefined) props.onSelect(undefined);
    else if (selection?.kind === 'event' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      props.onSelect({ kind: 'event', event: selection.event, other: found.event });
    } else props.onSelect({ kind: 'event', event: found.event });
  };
  useGestures({ root, plot, body, scale, window, duration, ready: size !== undefined, onWindow: props.onWindow, onTap, onProbe });

  const comparing = selection?.kind === 'event' && selection.other !== undefined;
  const chosen = selection?.kind === 'event' && !comparing ? selection.event : undefined;
  const focus = hover ?? chosen;
  const known = focus !== undefined && focus < trace.length ? focus : undefined;
  const faded = known !== undefined || comparing;
  const tipped = hover !== undefined && hover < trace.length ? timedEvent(trace, hover) : undefined;
  const tippedRow = tipped === undefined ? undefined : rows.rows[trace.lane(tipped)];
  const chosenFault = selection?.kind === 'fault' ? faults[selection.fault] : undefined;

  return (
    <section ref={root} className={classes(styles.timeline, narrow && styles.narrow)} aria-label="Timeline">
      {size !== undefined && (
        <>
          <HatchDefinition />
          <div className={styles.header} style={{ height: header, paddingLeft: labels }}>
            <Axis ticks={ticks} scale={scale} duration={duration} sightings={props.sightings} onSeek={props.onSeek} />
            <div className={styles.trackLabel} style={{ top: AXIS, width: labels }}>
              <span>Faults</span>
              <AddButton cursor={cursor} onAddFaultAt={props.onAddFaultAt} />
            </div>
            <FaultTrack
              faults={faults}
              moot={stories.moot}
              duration={duration}
              scale={scale}
              selection={selection}
              intents={intents}
              onAddFaultAt={props.onAddFaultAt}
            />
          </div>
          <div ref={body} className={styles.body}>
            <div className={styles.labels} style={{ width: labels, height: rows.height }}>
              <LaneLabels
                trace={trace}
                stories={stories}
                rows={rows}
                tones={tones}
                cursor={cursor}
                narrow={narrow}
                selected={selection?.kind === 'process' ? selection.process : undefined}
                laneNote={props.laneNote}
                intents={intents}
              />
            </div>
            <div
              ref={plot}
              className={styles.plot}
              style={{ left: labels, width, height: rows.height }}
              role="application"
              aria-roledescription="space-time diagram"
              aria-label={summaryOf(trace, window, faults.length)}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: one tab stop, from which the app's keys move through the events
              tabIndex={0}
            >
              <Backdrop ticks={ticks} scale={scale} rows={rows} reached={reached} duration={duration} fault={chosenFault} selection={selection} trace={trace} />
              <PictureLayer
                trace={trace}
                reached={reached}
                rows={rows}
                tones={tones}
                scale={scale}
                duration={duration}
                theme={theme}
                faded={faded}
              />
              <OperationLayer trace={trace} rows={rows} scale={scale} reached={reached} />
              <BandLabels stories={stories} rows={rows} scale={scale} tones={tones} reached={reached} dimmed={faded} />
              <Overlay trace={trace} rows={rows} scale={scale} reached={reached} focus={known} selection={selection} verdicts={props.verdicts} />
            </div>
          </div>
          <div className={styles.playheadPlace} style={{ left: labels, width, top: 0 }}>
            <Playhead cursor={cursor} duration={duration} scale={scale} onSeek={props.onSeek} />
          </div>
          {hover !== undefined && tipped !== undefined && tippedRow !== undefined && (
            <Tip
              trace={trace}
              protocol={protocol}
              event={hover}
              x={labels + xOf(scale, trace.at(tipped))}
              y={header + tippedRow.y - (body.current?.scrollTop ?? 0)}
              width={size.width}
            />
          )}
        </>
      )}
    </section>
  );
});

function AddButton({ cursor, onAddFaultAt }: Pick<TimelineProps, 'cursor' | 'onAddFaultAt'>) {
  return (
    <button
      type="button"
      className={styles.addFault}
      aria-label="Add a fault at the playhead"
      title="Add a fault at the playhead"
      onClick={(event) => {
        const { x, y, width, height } = event.currentTarget.getBoundingClientRect();
        onAddFaultAt(cursor, { x, y, width, height });
      }}
    >
      +
    </button>
  );
}

/** The same functions from render to render, so that clips and labels need not draw again. */
function useIntents(props: UsedIntents) {
  const latest = useRef(props);
  latest.current = props;
  const onSelect = useCallback<Intents['onSelect']>((target) => latest.current.onSelect(target), []);
  const onOpen = useCallback<Intents['onOpen']>((target, anchor) => latest.current.onOpen(target, anchor), []);
  const onChangeFault = useCallback<Intents['onChangeFault']>((index, fault, settled) => latest.current.onChangeFault(index, fault, settled), []);
  const onRemoveFault = useCallback<Intents['onRemoveFault']>((index) => latest.current.onRemoveFault(index), []);
  return useMemo(() => ({ onSelect, onOpen, onChangeFault, onRemoveFault }), [onSelect, onOpen, onChangeFault, onRemoveFault]);
}

function summaryOf(trace: Trace, window: Window, faults: number): string {
  const clients = trace.lanes.length - trace.serverCount;
  const events = trace.countAt(window.to) - trace.countAt(window.from - 1);
  const who = `${count(trace.serverCount, 'process', 'processes')}${clients === 0 ? '' : ` and ${count(clients, 'client', 'clients')}`}`;
  return `Space-time diagram of ${who}, ${timeText(window.from)} to ${timeText(window.to)}: ${count(events, 'event', 'events')}, ${count(faults, 'fault', 'faults')}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
