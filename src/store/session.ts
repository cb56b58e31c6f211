/**
 * The session: the scenario in hand, where the playhead stands, what is selected, and what can be undone.
 * Everything else is derived from the simulation, which is derived from the scenario.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { exclusionsOf } from '../scenario/check-model.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Micros, Scenario, TrueTime } from '../sim/scenario.ts';
import { advance, amend, begin, type Simulation } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';
import type { Edit } from './edits.ts';

/** What is selected; the views' `Target` has this shape. */
export type Chosen =
  | { readonly kind: 'process'; readonly process: string }
  | { readonly kind: 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'message'; readonly message: string; readonly copy: number }
  | { readonly kind: 'event'; readonly event: EventId; readonly other?: EventId }
  | { readonly kind: 'fault'; readonly fault: number }
  | undefined;

export interface Span {
  readonly from: TrueTime;
  readonly to: TrueTime;
}

/** One state that undo can return to: the old run itself, so that its future comes back with it. */
export interface Chapter {
  readonly simulation: Simulation;
  /** The edit that led away from it, e.g. `drag pause S1`. */
  readonly label: string;
}

/** The run that a what-if is held against. */
export interface Reference {
  readonly simulation: Simulation;
  /** Where the playhead stood when the what-if began. */
  readonly at: TrueTime;
}

export interface Notice {
  readonly text: string;
  /** Whether undo takes back what the notice is about. */
  readonly undoable: boolean;
  /** Counts notices, so that the same sentence twice is told twice. */
  readonly number: number;
}

export interface Session {
  readonly simulation: Simulation;
  readonly cursor: TrueTime;
  readonly window: Span;
  readonly selection: Chosen;
  /** The next event that is selected is compared with this one. */
  readonly comparing: EventId | undefined;
  readonly hover: EventId | undefined;
  readonly playing: boolean;
  /** Virtual time for each unit of real time. */
  readonly speed: number;
  readonly past: readonly Chapter[];
  readonly future: readonly Chapter[];
  /** The run as it was before the hand that is still dragging took hold. */
  readonly held: Simulation | undefined;
  /** While a what-if is open: the old run, kept beside the one in hand. */
  readonly reference: Reference | undefined;
  readonly notice: Notice | undefined;
}

/** Undo steps kept: their runs share most of their memory. */
const MAX_UNDO = 100;
/** Events computed at once on an edit, so that the very next frame shows the new run where the hand is. */
const EAGER_EVENTS = 2_000;
/** What a new run shows at first, µs: at most this, and so little that single messages can be told apart. */
const FIRST_VIEW = 3_000_000;
const FIRST_EVENTS = 420;
/** A playhead this close to the end stands at the end, µs. */
const INSTANT = 1;

export const SPEEDS = { min: 0.01, max: 10, usual: 0.2 } as const;

export type SessionStore = StoreApi<Session> & SessionActions;

export interface SessionActions {
  /** `shows`: how much of the run is in view, µs; left out: as much as stays readable. */
  open(scenario: Scenario, protocol: ProtocolDefinition, at?: TrueTime, shows?: Micros): void;
  /** `settled` false: the hand is still on it; one undo step covers the whole drag. */
  edit(edit: Edit, label: string, settled?: boolean): void;
  undo(): void;
  redo(): void;
  /** Keeps the run in hand beside what edits make of it from now on. */
  fork(): void;
  /** Ends the what-if with the new run. */
  keepNew(): void;
  /** Ends the what-if with the old run, its future included; undo brings the new one back. */
  backToOld(): void;
  seek(at: TrueTime): void;
  play(playing: boolean): void;
  setSpeed(speed: number): void;
  setWindow(window: Span): void;
  select(selection: Chosen): void;
  /** The next event that is selected is compared with `event`; undefined: no longer. */
  compareWithNext(event: EventId | undefined): void;
  hover(event: EventId | undefined): void;
  tell(text: string): void;
  /** One more slice of the run, at most `events` events, up to `until`. */
  compute(until: TrueTime, events: number): void;
  /** One more slice of the old run, while a what-if is open. */
  computeReference(events: number): void;
}

export function createSession(scenario: Scenario, protocol: ProtocolDefinition): SessionStore {
  const store = createStore<Session>(() => opened(scenario, protocol, 0));
  const { getState, setState } = store;

  const edit: SessionActions['edit'] = (change, label, settled = true) => {
    const { simulation, held, cursor, window, past, notice, reference } = getState();
    const base = held ?? simulation;
    const scenarioNow = change(base.scenario);
    const refusal = newExclusion(base.scenario, scenarioNow);
    if (refusal !== undefined) {
      if (settled)
        setState({
          simulation: base,
          held: undefined,
          notice: { text: refusal, undoable: false, number: (notice?.number ?? 0) + 1 },
        });
      return;
    }
    const shown = Math.max(cursor, window.to);
    const amended = advance(amend(base, scenarioNow), Math.min(shown, scenarioNow.duration), EAGER_EVENTS);
    if (!settled) {
      setState({ simulation: amended, held: base });
      return;
    }
    // Beside the old run it can be seen what is replaced.
    const replaced =
      reference === undefined && (amended.trace.length < base.trace.length || amended.reached < base.reached);
    setState({
      simulation: amended,
      held: undefined,
      past: [...past, { simulation: base, label }].slice(-MAX_UNDO),
      future: [],
      cursor: Math.min(cursor, scenarioNow.duration),
      notice: {
        text: replaced ? `${label}: replaces what came after ${seconds(differsFrom(base, amended))}` : label,
        undoable: true,
        number: (notice?.number ?? 0) + 1,
      },
    });
  };

  const swap = (from: 'past' | 'future', to: 'past' | 'future') => {
    const state = getState();
    const chapter = state[from].at(-1);
    if (chapter === undefined) return;
    const { scenario: back } = chapter.simulation;
    setState({
      simulation: chapter.simulation,
      held: undefined,
      [from]: state[from].slice(0, -1),
      [to]: [...state[to], { simulation: state.simulation, label: chapter.label }],
      cursor: Math.min(state.cursor, back.duration),
      selection: undefined,
      comparing: undefined,
      hover: undefined,
      notice: {
        text: `${from === 'past' ? 'Undone' : 'Done again'}: ${chapter.label}`,
        undoable: false,
        number: (state.notice?.number ?? 0) + 1,
      },
    });
  };

  return Object.assign(store, {
    open: (next, definition, at = 0, shows) => setState(opened(next, definition, at, shows), true),
    edit,
    undo: () => swap('past', 'future'),
    redo: () => swap('future', 'past'),
    fork: () =>
      setState(({ simulation, cursor, reference }) => ({ reference: reference ?? { simulation, at: cursor } })),
    keepNew: () => setState({ reference: undefined }),
    backToOld: () => setState(returned),
    seek: (at) => {
      const { simulation, window } = getState();
      const cursor = Math.round(Math.min(Math.max(at, 0), simulation.scenario.duration));
      const known = cursor > simulation.reached ? advance(simulation, cursor, EAGER_EVENTS) : simulation;
      setState({
        cursor: Math.min(cursor, Math.max(known.reached, 0)),
        simulation: known,
        window: following(window, cursor, simulation),
      });
    },
    play: (playing) => {
      const { cursor, simulation } = getState();
      const atEnd = cursor >= simulation.scenario.duration - INSTANT;
      setState({ playing, ...(playing && atEnd ? { cursor: 0 } : {}) });
    },
    setSpeed: (speed) => setState({ speed: Math.min(Math.max(speed, SPEEDS.min), SPEEDS.max) }),
    setWindow: (window) => setState({ window }),
    select: (selection) =>
      setState(({ comparing }) => ({ selection: paired(comparing, selection), comparing: undefined })),
    compareWithNext: (event) => setState({ comparing: event }),
    hover: (event) => setState({ hover: event }),
    tell: (text) =>
      setState(({ notice }) => ({ notice: { text, undoable: false, number: (notice?.number ?? 0) + 1 } })),
    compute: (until, events) => {
      const { simulation, reference } = getState();
      const further = advance(simulation, until, events);
      const same = reference?.simulation === simulation;
      if (further !== simulation)
        setState({ simulation: further, ...(same ? { reference: { ...reference, simulation: further } } : {}) });
    },
    computeReference: (events) => {
      const { reference } = getState();
      if (reference === undefined) return;
      const { simulation } = reference;
      const further = advance(simulation, simulation.scenario.duration, events);
      if (further !== simulation) setState({ reference: { ...reference, simulation: further } });
    },
  } satisfies SessionActions);
}

/** What is selected while another event waits to be compared. */
export function paired(comparing: EventId | undefined, selection: Chosen): Chosen {
  if (comparing === undefined || selection?.kind !== 'event' || selection.event === comparing) return selection;
  return { kind: 'event', event: comparing, other: selection.other ?? selection.event };
}

function opened(scenario: Scenario, protocol: ProtocolDefinition, at: TrueTime, shows?: Micros): Session {
  const { duration } = scenario;
  const wanted = Math.min(Math.max(at, 0), duration);
  const simulation = advance(begin(scenario, protocol), Math.min(duration, wanted + FIRST_VIEW), EAGER_EVENTS * 4);
  const cursor = Math.min(wanted, Math.max(simulation.reached, 0));
  const width = shows === undefined ? firstWidth(simulation, cursor) : Math.min(shows, duration);
  const before = shows !== undefined && cursor < width ? cursor : width / 3;
  const from = Math.min(Math.max(cursor - before, 0), duration - width);
  return {
    simulation,
    cursor,
    window: { from, to: from + width },
    selection: undefined,
    comparing: undefined,
    hover: undefined,
    playing: false,
    speed: SPEEDS.usual,
    past: [],
    future: [],
    held: undefined,
    reference: undefined,
    notice: undefined,
  };
}

/** The old run in hand again; where edits were made, one undo step leads back to what they made. */
function returned({ simulation, reference, past, cursor, notice }: Session): Partial<Session> {
  if (reference === undefined) return {};
  const { simulation: old } = reference;
  if (old.scenario === simulation.scenario) return { reference: undefined };
  return {
    simulation: old,
    reference: undefined,
    held: undefined,
    past: [...past, { simulation, label: 'back to the old run' }].slice(-MAX_UNDO),
    future: [],
    cursor: Math.min(cursor, Math.max(old.reached, 0)),
    selection: undefined,
    comparing: undefined,
    hover: undefined,
    notice: { text: 'Back to the old run', undoable: true, number: (notice?.number ?? 0) + 1 },
  };
}

function firstWidth({ trace, scenario }: Simulation, cursor: TrueTime): number {
  let width = Math.min(FIRST_VIEW, scenario.duration);
  const events = () => trace.countAt(cursor + width) - trace.countAt(cursor);
  while (events() > FIRST_EVENTS) width *= 0.8;
  return Math.max(width, 1000);
}

/** The window moved, its width kept, where the playhead has left it. */
export function following(window: Span, cursor: TrueTime, { scenario: { duration } }: Simulation): Span {
  if (cursor >= window.from && cursor <= window.to) return window;
  const width = window.to - window.from;
  const from = Math.min(Math.max(cursor - width / 8, 0), Math.max(duration - width, 0));
  return { from, to: from + width };
}

/** What the edit brings in that the system model excludes, as a sentence; undefined: nothing. */
function newExclusion(before: Scenario, after: Scenario): string | undefined {
  const known = new Set(exclusionsOf(before).map(({ message }) => message));
  return exclusionsOf(after).find(({ message }) => !known.has(message))?.message;
}

/** When two runs part: the first moment at which their events differ in kind, place or time. */
function differsFrom({ trace: a }: Simulation, { trace: b }: Simulation): TrueTime {
  const length = Math.min(a.length, b.length);
  let low = 0;
  let high = length;
  // Up to the difference the runs are equal, so the first unequal event can be searched for.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (a.at(middle) === b.at(middle) && a.kind(middle) === b.kind(middle) && a.lane(middle) === b.lane(middle))
      low = middle + 1;
    else high = middle;
  }
  return low < a.length ? a.at(low) : low < b.length ? b.at(low) : 0;
}

function seconds(micros: TrueTime): string {
  return `${(micros / 1_000_000).toFixed(3)} s`;
}
