/** The statechart of one process, drawn from the very machine that runs; where it is now is lit. */
import { useEffect, useMemo, useRef } from 'react';
import { toneClass } from '../../marks/tone.ts';
import { type Machine, machineFor, type ProtocolDefinition, type Role } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { activeStates, type Statechart, statechartOf } from '../../sim/statechart.ts';
import type { Trace } from '../../sim/trace.ts';
import type { ProcessState, World } from '../../sim/world.ts';
import { OneOf } from '../one-of.tsx';
import { FONT, HANDLED_LINE, LINE, type PlacedArrow, type StateBox } from './chart-layout.ts';
import { type Arrow, triggerText, wayOf, waysOf } from './edges.ts';
import { lastTaken } from './last-taken.ts';
import { isCrowded, layoutChart } from './layout-chart.ts';
import { nameWithin, readableWords } from './readable-words.ts';
import styles from './statechart.module.css';

export interface StatechartViewProps {
  readonly world: World;
  readonly protocol: ProtocolDefinition;
  readonly process: ProcessId;
  /** Gives the transition taken last. */
  readonly trace?: Trace | undefined;
  readonly size: { readonly width: number; readonly height: number };
  readonly onPick: (process: ProcessId) => void;
}

/** Rows that the stage's head and the picker take, px. */
const HEAD = 40;
const FOOT = 42;
/** A chart that is a little too high or too wide is drawn smaller; smaller than this it scrolls. */
const SMALLEST = 0.86;
/** With more arrows than these, only those that matter now have words. */
const MOST_ARROWS = 12;

export function StatechartView({ world, protocol, process, trace, size, onPick }: StatechartViewProps) {
  const state = world.processes.find(({ id }) => id === process) ?? world.processes[0];
  const machine = machineFor(protocol, state?.id ?? '', state?.client ?? false);
  const chart = useMemo(() => statechartOf(machine), [machine]);
  const narrow = size.width < 560;
  const room = { width: size.width, height: size.height - HEAD - FOOT - (narrow ? 18 : 0) };
  const layout = useMemo(
    () => layoutChart(chart, { width: room.width, height: room.height }),
    [chart, room.width, room.height],
  );
  const low = Math.max(SMALLEST, Math.min(1, room.height / layout.height));
  const slim = room.width / layout.width;
  const scale = slim >= SMALLEST ? Math.min(low, slim) : low;
  const active = state === undefined ? [] : activeStates(machine, state.snapshot);
  const scroller = useInView(
    layout.boxes.find(({ id }) => active.includes(id)),
    scale,
  );
  if (state === undefined) return null;
  const taken = trace === undefined ? undefined : lastTaken(chart, active, state, trace, world.events);
  // What was done last and what can be done now is said first; the rest where there is room, or under the pointer.
  const takenWay = (arrow: Arrow) =>
    taken !== undefined && arrow.transitions.includes(taken) ? wayOf(arrow, taken) : undefined;
  const rank = ({ arrow }: PlacedArrow) => (takenWay(arrow) !== undefined ? 0 : active.includes(arrow.from) ? 1 : 2);
  const readable = readableWords(layout, rank);
  const crowded = isCrowded(chart) || layout.arrows.length > MOST_ARROWS;
  const worded = layout.arrows.filter((placed) => readable.has(placed.arrow.key) && (!crowded || rank(placed) < 2));
  return (
    <div className={styles.place} data-narrow={narrow ? '' : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={`Statechart of ${state.id}`}>
        <svg
          className={styles.chart}
          width={layout.width * scale}
          height={layout.height * scale}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          role="img"
          aria-label={summary(chart, active, state, machine)}
        >
          {layout.arrows.map((placed) => (
            <ArrowMark
              key={placed.arrow.key}
              placed={placed}
              open={active.includes(placed.arrow.from)}
              taken={takenWay(placed.arrow) !== undefined}
            />
          ))}
          {worded.map((placed) => (
            <ArrowWords key={placed.arrow.key} placed={placed} taken={takenWay(placed.arrow)} />
          ))}
          {layout.boxes.map((box) => (
            <StateMark
              key={box.id}
              box={box}
              role={protocol.roles.find(({ id }) => id === box.name)}
              state={state}
              chart={chart}
              active={active.includes(box.id)}
              at={world.at}
            />
          ))}
        </svg>
      </section>
      <OneOf
        name="Whose statechart"
        choices={world.processes.map(({ id }) => ({ id, title: id }))}
        value={state.id}
        onChoose={onPick}
        className={styles.picker}
      />
      {state.status !== 'up' && (
        <p className={styles.note}>
          {state.status === 'crashed' ? `${state.id} is down: this is where it was` : `${state.id} is paused`}
        </p>
      )}
    </div>
  );
}

/** Keeps the state it is in within sight where the chart is larger than its place. */
function useInView(box: StateBox | undefined, scale: number) {
  const scroller = useRef<HTMLElement>(null);
  const [x, y] = [(box?.x ?? 0) * scale, (box?.y ?? 0) * scale];
  useEffect(() => {
    const place = scroller.current;
    if (place !== null) place.scrollTo({ left: x - place.clientWidth / 2, top: y - place.clientHeight / 2 });
  }, [x, y]);
  return scroller;
}

function summary(chart: Statechart, active: readonly string[], state: ProcessState, machine: Machine): string {
  const now = chart.states.filter(({ id }) => active.includes(id)).map(({ name }) => name);
  return `Statechart ${machine.id}: ${chart.states.map(({ name }) => name).join(', ')}. ${state.id} is in ${now.join(' and ')}.`;
}

interface ArrowProps {
  readonly placed: PlacedArrow;
  /** It leads from where the process is now. */
  readonly open: boolean;
  /** It was taken last. */
  readonly taken: boolean;
}

function ArrowMark({ placed, open, taken }: ArrowProps) {
  const { path, head, arrow } = placed;
  return (
    <g className={`${taken ? styles.taken : ''} ${open ? styles.open : ''}`}>
      <title>{arrow.words.join('; ')}</title>
      <path d={path} className={styles.reach} />
      <path d={path} className={styles.shaft} />
      <path d={head} className={styles.head} />
    </g>
  );
}

/** Above all arrows, so that none strikes them through. `taken`: which of its ways was taken last, if one was. */
function ArrowWords({ placed, taken }: { readonly placed: PlacedArrow; readonly taken: number | undefined }) {
  const { lines, label, arrow } = placed;
  const ways = waysOf(arrow.words, lines);
  return (
    <text x={label.x} y={label.y + FONT * 0.35} textAnchor={label.anchor} fontSize={FONT} className={styles.label}>
      {lines.map((line, index) => (
        <tspan
          key={`${arrow.key}${line}`}
          x={label.x}
          dy={index === 0 ? 0 : LINE}
          className={taken === ways[index] ? styles.takenWay : undefined}
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}

interface StateMarkProps {
  readonly box: StateBox;
  /** What the protocol says of this state, where it is one of its roles. */
  readonly role: Role | undefined;
  readonly state: ProcessState;
  readonly chart: Statechart;
  readonly active: boolean;
  readonly at: number;
}

function StateMark({ box, role, state, chart, active, at }: StateMarkProps) {
  const { x, y, width, height, handled } = box;
  const name = titleOf(box.name, role);
  const top = handled.length === 0 ? 5 : -((handled.length * HANDLED_LINE) / 2) + 3;
  const left = active ? timerLeft(chart, box.id, state, at) : undefined;
  return (
    <g
      transform={`translate(${x} ${y})`}
      className={`${toneClass(role?.tone ?? 'neutral')} ${styles.state} ${active ? styles.active : ''}`}
    >
      {box.initial && <Initial left={-width / 2} />}
      <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={11} className={styles.box} />
      {box.final && (
        <rect
          x={-width / 2 + 4}
          y={-height / 2 + 4}
          width={width - 8}
          height={height - 8}
          rx={8}
          className={styles.final}
        />
      )}
      <text y={top} className={styles.name}>
        {nameWithin(name, width)}
        <title>{name}</title>
      </text>
      {handled.map((line, index) => (
        <text key={line} y={top + 14 + index * HANDLED_LINE} className={styles.handled}>
          {line}
        </text>
      ))}
      {left !== undefined && (
        <>
          <rect
            x={-width / 2 + 12}
            y={height / 2 - 6}
            width={width - 24}
            height={2.5}
            rx={1.25}
            className={styles.timerTrack}
          />
          <rect
            x={-width / 2 + 12}
            y={height / 2 - 6}
            width={(width - 24) * left}
            height={2.5}
            rx={1.25}
            className={styles.timer}
          />
        </>
      )}
    </g>
  );
}

/** As the protocol writes it, where that is the same word: `TIME-WAIT` for `timeWait`. */
function titleOf(name: string, role: Role | undefined): string {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return role !== undefined && letters(role.title) === letters(name) ? role.title : name;
}

/** A dot and a short arrow: the run begins here. */
function Initial({ left }: { left: number }) {
  return (
    <g className={styles.initial}>
      <circle cx={left - 20} r={4} />
      <path d={`M${left - 16},0H${left - 6}`} className={styles.shaft} />
      <path d={`M${left - 1},0l-8,-3.6v7.2z`} />
    </g>
  );
}

/** Share left of the timer that a state's own `after` waits for. */
function timerLeft(chart: Statechart, id: string, state: ProcessState, at: number): number | undefined {
  const waits = chart.transitions
    .filter(({ from, trigger }) => from === id && trigger.kind === 'after')
    .map(({ trigger }) => triggerText(trigger));
  const timer = state.timers.find(({ name }) => waits.includes(`after ${name}`));
  if (timer === undefined || timer.dueAt <= timer.setAt) return undefined;
  return Math.max(0, Math.min(1, (timer.dueAt - at) / (timer.dueAt - timer.setAt)));
}
