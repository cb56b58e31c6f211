/** The imported log in hand: which execution is shown, where, and what is selected in it. Apart from the session, which it never touches. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportedExecution, ImportedLog } from '../interop/imported-log.ts';
import { durationOf, traceOf } from '../interop/log-trace.ts';
import { CAUSAL_STEP, type Trace } from '../sim/trace.ts';
import type { EventId } from '../sim/trace-event.ts';
import { type Chosen, paired, type Span } from './session.ts';

/** One execution of the log as it is looked at. */
export interface LogView {
  readonly execution: ImportedExecution;
  readonly index: number;
  readonly trace: Trace;
  readonly duration: number;
  readonly window: Span;
  readonly selection: Chosen;
  readonly hover: EventId | undefined;
  /** The event that the next one selected will be compared with. */
  readonly comparing: EventId | undefined;
}

export interface OpenLog {
  readonly name: string;
  readonly log: ImportedLog;
  readonly view: LogView;
}

export interface LogState {
  readonly open: OpenLog | undefined;
}

export type LogStore = StoreApi<LogState> & LogActions;

export interface LogActions {
  open(log: ImportedLog, name: string): void;
  /** Shows another execution, from its beginning. */
  show(index: number): void;
  setWindow(window: Span): void;
  /** What is selected is brought into view. */
  select(selection: Chosen): void;
  compareWithNext(event: EventId | undefined): void;
  hover(event: EventId | undefined): void;
  /** Brings `at` into view. */
  seek(at: number): void;
}

/** Events shown at first: so few that messages can be told apart. */
const FIRST_EVENTS = 220;
const NARROWEST = 12 * CAUSAL_STEP;

export function createLogStore(): LogStore {
  const store = createStore<LogState>(() => ({ open: undefined }));
  const change = (next: (view: LogView) => Partial<LogView>) =>
    store.setState(({ open }) =>
      open === undefined ? {} : { open: { ...open, view: { ...open.view, ...next(open.view) } } },
    );
  return Object.assign(store, {
    open: (log, name) => store.setState({ open: { name, log, view: viewOf(log, 0) } }),
    show: (index) =>
      store.setState(({ open }) => (open === undefined ? {} : { open: { ...open, view: viewOf(open.log, index) } })),
    setWindow: (window) => change(() => ({ window })),
    select: (chosen) =>
      change((view) => {
        const selection = paired(view.comparing, chosen);
        return { selection, comparing: undefined, window: shown(view, selection) };
      }),
    compareWithNext: (comparing) => change(() => ({ comparing })),
    hover: (hover) => change(() => ({ hover })),
    seek: (at) => change((view) => ({ window: holding(view, at) })),
  } satisfies LogActions);
}

function viewOf(log: ImportedLog, index: number): LogView {
  const execution = log.executions[index] ?? log.executions[0];
  if (execution === undefined) throw new Error('Lightcone bug: a log without executions');
  const trace = traceOf(log, execution);
  const duration = durationOf(execution);
  const window = { from: 0, to: firstWidth(trace, duration) };
  return { execution, index, trace, duration, window, selection: undefined, hover: undefined, comparing: undefined };
}

function firstWidth(trace: Trace, duration: number): number {
  const end = trace.length > FIRST_EVENTS ? trace.at(FIRST_EVENTS) : duration;
  return Math.min(Math.max(end, NARROWEST), duration);
}

/** The window with what is selected in it. */
function shown(view: LogView, selection: Chosen): Span {
  return selection?.kind === 'event' ? holding(view, view.trace.at(selection.other ?? selection.event)) : view.window;
}

/** The window moved, its width kept, where `at` is outside. */
function holding({ window, duration }: LogView, at: number): Span {
  if (at >= window.from && at <= window.to) return window;
  const width = window.to - window.from;
  const from = Math.min(Math.max(at - width / 2, 0), Math.max(duration - width, 0));
  return { from, to: from + width };
}
