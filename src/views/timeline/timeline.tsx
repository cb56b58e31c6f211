/** The space-time diagram: a lane for each process, an arrow for each message, and the faults as clips on top. */
import { memo, useCallback, useMemo, useRef } from 'react';
import { type ProtocolDefinition, promptsOf, type Sighting, type Verdict } from '../../sim/protocol.ts';
import type { ProcessId, Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Narrator } from '../inspector/event-sentence.ts';
import type { Anchor, Selection, Window } from '../intents.ts';
import { later } from '../later.tsx';
import { Axis } from './axis.tsx';
import type { Change } from './change.ts';
import { classes } from './classes.ts';
import type { PromptTitle } from './fault-label.ts';
import { FaultTrack, trackHeight } from './fault-track.tsx';
import { useGestures } from './gestures.ts';
import { LaneLabels } from './lane-labels.tsx';
import { Playhead, ticksUnderFlag } from './playhead.tsx';
import { Plot } from './plot.tsx';
import { layoutRows } from './rows.ts';
import { ticksOf, timeScale, xOf } from './scale.ts';
import { type FirstRoles, storiesOf } from './stories.ts';
import { summaryOf } from './summary.ts';
import styles from './timeline.module.css';
import { Tip } from './tip.tsx';
import { tonesOf } from './tones.ts';
import { TrackLabel } from './track-label.tsx';
import { useDrawing } from './use-drawing.ts';
import { type UsedIntents, useIntents } from './use-intents.ts';
import { type Size, useSize } from './use-size.ts';
import { useTargets } from './use-targets.ts';
import { pan } from './window.ts';

/** Only in runs that settle at some moment. */
const GstMarker = later(async () => (await import('./gst-marker.tsx')).GstMarker);
/** Only beside another run. */
const Parting = later(async () => (await import('./change-layer.tsx')).Parting);

export interface TimelineProps extends UsedIntents {
  readonly trace: Trace;
  readonly protocol: Narrator & Pick<ProtocolDefinition, 'situations' | 'prompts'>;
  readonly scenario: Pick<Scenario, 'duration' | 'faults' | 'processes'> & Partial<Pick<Scenario, 'model'>>;
  /** For processes that never say in the trace what they are. */
  readonly firstRoles?: FirstRoles;
  /** Everything up to here is known, µs. */
  readonly reached: TrueTime;
  readonly verdicts: readonly Verdict[];
  readonly sightings: readonly Sighting[];
  readonly window: Window;
  /** undefined: there is no playhead. */
  readonly cursor: TrueTime | undefined;
  readonly selection: Selection;
  readonly hover: EventId | undefined;
  /** Anything that changes when the colours do. */
  readonly theme: string;
  /** Whether segments of the transport are drawn and its steps marked; folded away where left out. */
  readonly segments?: boolean;
  /** A short mark beside a process's name, e.g. `✓4` for its commit index. */
  readonly laneNote?: (process: ProcessId) => string;
  /** What a process that never says so in the trace is at the playhead; left out: what it was first. */
  readonly laneRole?: (process: ProcessId) => string | undefined;
  /** A line was drawn from lane to lane: the first is to send the other a message then. */
  readonly onDrawMessage?: (from: ProcessId, to: ProcessId, at: TrueTime) => void;
  /** A place on the track was pressed twice, or its + button once: a fault is to be added there; undefined: there are no faults. */
  readonly onAddFaultAt: ((at: TrueTime, anchor: Anchor) => void) | undefined;
  /** What it is called where there are two; `Timeline` where left out. */
  readonly name?: string;
  /** It is one of the two runs of a what-if; what only it has stands out. */
  readonly change?: Change | undefined;
  /** A question waits for its answer: what comes after this moment is not shown yet. */
  readonly veiledFrom?: TrueTime | undefined;
  /** Its faults can be seen and not changed. */
  readonly frozen?: boolean;
}

const AXIS = 28;
/** Room under the lanes for what parts two runs, px. */
const PARTING = 24;
/** Below this width the names beside the lanes are only names, px. */
const NARROW = 560;
const LABELS = { wide: 104, narrow: 52, widest: 190, widestNarrow: 92 } as const;
/** Advance of a character of a lane's name, and what else stands beside it, px. */
const NAME = { advance: 7.6, rest: 34 } as const;

export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { trace, scenario, reached, window, cursor, selection, hover, onAddFaultAt, change, frozen = false } = props;
  const { duration, faults } = scenario;
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(root);
  const { narrow, labels, header, scale, rows } = useGeometry(props, size);
  const tones = useMemo(() => tonesOf(props.protocol), [props.protocol]);
  const promptTitle = useMemo(
    () => promptTitles(props.protocol, scenario.processes),
    [props.protocol, scenario.processes],
  );
  const stories = useMemo(() => storiesOf(trace, props.firstRoles), [trace, props.firstRoles]);
  const ticks = useMemo(() => ticksOf(scale, duration), [scale, duration]);
  const [coveredFrom, coveredBefore] = ticksUnderFlag(ticks, cursor, scale);
  const intents = useIntents(props);
  const targets = useTargets({
    trace,
    rows,
    scale,
    reached,
    plot,
    body,
    selection,
    hover,
    segments: props.segments ?? false,
    intents,
  });
  const { onWindow } = intents;
  const view = useRef(window);
  view.current = window;
  const onPan = useCallback((share: number) => onWindow(pan(view.current, share, duration)), [onWindow, duration]);
  const [drawn, drawing] = useDrawing({
    protocol: props.protocol,
    processes: scenario.processes,
    rows,
    scale,
    duration,
    plot,
    onDrawMessage: props.onDrawMessage,
  });
  useGestures({ root, plot, body, scale, window, duration, ready: size !== undefined, onWindow, ...targets, drawing });

  return (
    <section
      ref={root}
      className={classes(styles.timeline, narrow && styles.narrow)}
      aria-label={props.name ?? 'Timeline'}
    >
      {size !== undefined && (
        <>
          <div className={styles.header} style={{ height: header, paddingLeft: labels }}>
            <Axis
              ticks={ticks}
              scale={scale}
              duration={duration}
              sightings={props.sightings}
              situations={props.protocol.situations}
              coveredFrom={coveredFrom}
              coveredBefore={coveredBefore}
              onSeek={intents.onSeek}
            />
            {onAddFaultAt !== undefined && (
              <>
                {!frozen && <TrackLabel top={AXIS} width={labels} cursor={cursor ?? 0} onAddFaultAt={onAddFaultAt} />}
                <FaultTrack
                  faults={faults}
                  moot={stories.moot}
                  duration={duration}
                  scale={scale}
                  selection={selection}
                  intents={intents}
                  promptTitle={promptTitle}
                  onAddFaultAt={onAddFaultAt}
                  onPan={onPan}
                  frozen={frozen}
                />
              </>
            )}
          </div>
          <div ref={body} className={styles.body}>
            <div className={styles.labels} style={{ width: labels, height: rows.height }}>
              <LaneLabels
                trace={trace}
                stories={stories}
                rows={rows}
                tones={tones}
                cursor={cursor ?? 0}
                narrow={narrow}
                selected={selection?.kind === 'process' ? selection.process : undefined}
                laneNote={props.laneNote}
                laneRole={props.laneRole}
                intents={intents}
              />
            </div>
            <Plot
              ref={plot}
              left={labels}
              label={summaryOf(trace, window, faults.length)}
              trace={trace}
              stories={stories}
              rows={rows}
              tones={tones}
              scale={scale}
              ticks={ticks}
              reached={reached}
              scenario={scenario}
              verdicts={props.verdicts}
              selection={selection}
              hover={hover}
              theme={props.theme}
              drawn={drawn}
              segments={props.segments ?? false}
              change={change}
            />
          </div>
          {props.veiledFrom !== undefined && (
            <div
              className={styles.veil}
              style={{ left: labels + Math.max(xOf(scale, props.veiledFrom), 0), top: header }}
            >
              <span>What happens now is shown with the answer.</span>
            </div>
          )}
          {cursor !== undefined && (
            <div className={styles.playheadPlace} style={{ left: labels, width: scale.width }}>
              {scenario.model?.timing === 'partially-synchronous' && scenario.model.gst !== undefined && (
                <div inert={frozen}>
                  <GstMarker gst={scenario.model.gst} duration={duration} scale={scale} onMoveGst={intents.onMoveGst} />
                </div>
              )}
              {change !== undefined && <Parting change={change} scale={scale} />}
              <Playhead cursor={cursor} duration={duration} scale={scale} onSeek={intents.onSeek} />
            </div>
          )}
          {hover !== undefined && hover < trace.length && (
            <Tip
              trace={trace}
              protocol={props.protocol}
              scenario={scenario}
              event={hover}
              rows={rows}
              scale={scale}
              left={labels}
              top={header - (body.current?.scrollTop ?? 0)}
            />
          )}
        </>
      )}
    </section>
  );
});

/** Where everything goes in `size`. */
function useGeometry({ trace, scenario, window, onAddFaultAt, name }: TimelineProps, size: Size | undefined) {
  const { faults, duration } = scenario;
  const narrow = (size?.width ?? 0) < NARROW;
  const longest = useMemo(() => trace.lanes.reduce((most, { length }) => Math.max(most, length), 0), [trace.lanes]);
  const wanted = longest * NAME.advance + NAME.rest;
  const [least, most] = narrow ? [LABELS.narrow, LABELS.widestNarrow] : [LABELS.wide, LABELS.widest];
  const labels = Math.min(Math.max(trace.timeless ? wanted : least, least), most);
  const width = Math.max((size?.width ?? 0) - labels, 1);
  const track = useMemo(() => trackHeight(faults, duration), [faults, duration]);
  const header = AXIS + (onAddFaultAt === undefined ? 0 : track);
  const room = (size?.height ?? 0) - header - (name === undefined ? 0 : PARTING);
  const scale = useMemo(() => timeScale(window, width, trace.timeless), [window, width, trace.timeless]);
  const { lanes, serverCount } = trace;
  const rows = useMemo(() => layoutRows(lanes.length, serverCount, room), [lanes.length, serverCount, room]);
  return { narrow, labels, header, scale, rows };
}

function promptTitles(protocol: Pick<ProtocolDefinition, 'prompts'>, processes: readonly ProcessId[]): PromptTitle {
  return (process, timer) => promptsOf(protocol, process, processes).find(({ name }) => name === timer)?.title;
}
