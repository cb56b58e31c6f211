/** The keys of the log page: those of the timeline and of stepping, with the log in place of the session. */
import type { EventId } from '../sim/trace-event.ts';
import type { LogView } from '../store/log.ts';
import { pan, fit as whole, zoom } from '../views/timeline/window.ts';
import { logStore } from './log-in-hand.ts';
import { useUi } from './ui.ts';

type Act = (view: LogView) => void;

const KEYS: Readonly<Record<string, Act>> = {
  ArrowRight: (view) => choose(view, selected(view) + 1),
  ArrowLeft: (view) => choose(view, selected(view) - 1),
  '[': (view) => choose(view, causeOf(view, selected(view))),
  ']': (view) => choose(view, effectOf(view, selected(view))),
  a: ({ window, duration }) => logStore.setWindow(pan(window, -0.25, duration)),
  d: ({ window, duration }) => logStore.setWindow(pan(window, 0.25, duration)),
  w: ({ window, duration }) => logStore.setWindow(zoom(window, 0.6, middle(window), duration)),
  s: ({ window, duration }) => logStore.setWindow(zoom(window, 1 / 0.6, middle(window), duration)),
  f: ({ duration }) => logStore.setWindow(whole(duration)),
  Home: ({ window, duration }) => logStore.setWindow(pan(window, -duration, duration)),
  End: ({ window, duration }) => logStore.setWindow(pan(window, duration, duration)),
  Escape: () => logStore.select(undefined),
};

/** Starts listening; the returned function stops it. */
export function listenForLogKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { dialog, letterKeys } = useUi.getState();
    const view = logStore.getState().open?.view;
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (view === undefined || act === undefined || dialog !== undefined || event.defaultPrevented) return;
    if (event.altKey || event.ctrlKey || event.metaKey || (event.key.length === 1 && !letterKeys)) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role="listbox"]') !== null)
      return;
    event.preventDefault();
    act(view);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

/** −1: none. */
function selected({ selection }: LogView): EventId {
  return selection?.kind === 'event' ? (selection.other ?? selection.event) : -1;
}

function choose({ trace }: LogView, event: EventId): void {
  if (event >= 0 && event < trace.length) logStore.select({ kind: 'event', event });
}

/** Where its message was sent, or the event before it on its lane. */
function causeOf({ trace }: LogView, event: EventId): EventId {
  if (event < 0 || trace.cause(event) >= 0) return event < 0 ? -1 : trace.cause(event);
  const lane = trace.lane(event);
  const own = trace.vector(event, lane);
  return own > 1 ? trace.tick(lane, own - 1) : -1;
}

/** Where its message was received first, or the event after it on its lane. */
function effectOf({ trace }: LogView, event: EventId): EventId {
  if (event < 0) return -1;
  const lane = trace.lane(event);
  const own = trace.vector(event, lane);
  const end = trace.countAt(trace.at(event) + trace.longestFlight);
  for (let id = event + 1; id < end; id += 1) if (trace.cause(id) === event) return id;
  return own < trace.tickCount(lane) ? trace.tick(lane, own + 1) : -1;
}

function middle({ from, to }: { readonly from: number; readonly to: number }): number {
  return (from + to) / 2;
}
