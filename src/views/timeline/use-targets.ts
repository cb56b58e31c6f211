/** What a pointer over the lanes means: hovering shows an event, a tap selects one, and a tap on an arrow opens its message. */
import type { RefObject } from 'react';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Intents, Selection, Target } from '../intents.ts';
import { zoomOf } from '../zoom.ts';
import { timedEvent } from './endings.ts';
import { type Hit, hitAt, REACH } from './hit.ts';
import type { Rows } from './rows.ts';
import type { TimeScale } from './scale.ts';

interface TargetOptions {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
  readonly plot: RefObject<HTMLElement | null>;
  readonly body: RefObject<HTMLElement | null>;
  readonly selection: Selection;
  readonly hover: EventId | undefined;
  readonly segments: boolean;
  readonly intents: Pick<Intents, 'onSelect' | 'onOpen' | 'onHover'>;
}

export function useTargets(options: TargetOptions) {
  const { trace, plot, body, selection, hover, intents } = options;
  const hit = (event: PointerEvent): Hit => {
    const lanes = plot.current?.getBoundingClientRect();
    const view = body.current?.getBoundingClientRect();
    if (lanes === undefined || view === undefined || event.clientX < lanes.left || event.clientY < view.top)
      return undefined;
    const reach = event.pointerType === 'mouse' ? REACH.fine : REACH.coarse;
    const zoom = zoomOf(plot.current);
    return hitAt(options, (event.clientX - lanes.left) / zoom, (event.clientY - lanes.top) / zoom, reach);
  };
  const onProbe = (event: PointerEvent | undefined) => {
    const next = event === undefined ? undefined : eventOf(hit(event));
    if (next !== hover) intents.onHover(next);
  };
  const onTap = (event: PointerEvent) => {
    if (!(event.target instanceof Node) || plot.current?.contains(event.target) !== true) return;
    const found = hit(event);
    // With Shift, Ctrl or ⌘ what is tapped is compared with the event selected before.
    const compares = event.shiftKey || event.ctrlKey || event.metaKey;
    const other = eventOf(found);
    if (compares && selection?.kind === 'event' && other !== undefined) {
      intents.onSelect({ kind: 'event', event: selection.event, other: timedEvent(trace, other) });
    } else if (found?.kind === 'flight' && trace.timeless) {
      intents.onSelect({ kind: 'event', event: found.end });
    } else if (found?.kind === 'flight') {
      const message = messageOf(trace, found.send, found.end);
      intents.onSelect(message);
      intents.onOpen(message, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
    } else intents.onSelect(found && { kind: 'event', event: found.event });
  };
  const onHold = (event: PointerEvent) => {
    if (!(event.target instanceof Node) || plot.current?.contains(event.target) !== true) return;
    const found = hit(event);
    if (found === undefined) return;
    const target: Target =
      found.kind === 'flight' ? messageOf(trace, found.send, found.end) : { kind: 'event', event: found.event };
    intents.onSelect(target);
    if (!trace.timeless) intents.onOpen(target, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
  };
  return { onProbe, onTap, onHold };
}

/** The event that stands for what was hit: of a message its end, or its send while it flies. */
function eventOf(hit: Hit): EventId | undefined {
  if (hit === undefined) return undefined;
  if (hit.kind === 'event') return hit.event;
  return hit.end >= 0 ? hit.end : hit.send;
}

function messageOf(trace: Trace, send: EventId, end: EventId): Target {
  return { kind: 'message', message: trace.address(send), copy: end < 0 ? 1 : Math.max(trace.copy(end), 1) };
}
