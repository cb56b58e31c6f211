/** Which transition a process took last, as far as the trace can tell. */
import type { ChartTransition, Statechart } from '../../sim/statechart.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { ProcessState } from '../../sim/world.ts';

/**
 * Guards are not asked again: what was entered, and whether a timer was set anew, tell the transitions apart;
 * undefined where they do not.
 */
export function lastTaken(
  chart: Statechart,
  active: readonly string[],
  process: ProcessState,
  trace: Trace,
  events: EventId,
): ChartTransition | undefined {
  const stimulus = lastStimulus(trace, process.lane, events);
  if (stimulus < 0 || process.status === 'crashed') return undefined;
  const before = roleBefore(trace, process.lane, stimulus);
  const entered = process.timers.some(({ setAt }) => setAt === trace.at(stimulus));
  const named = chart.transitions.filter(
    ({ from, to, trigger }) =>
      to !== undefined &&
      active.includes(to) &&
      trigger.kind !== 'always' &&
      trigger.name === trace.word(stimulus) &&
      (before === undefined || nameOf(chart, from) === before),
  );
  const moved = named.filter(({ from, to }) => from !== to || entered);
  return moved.length === 1 || new Set(moved.map(({ to }) => to)).size === 1 ? moved[0] : undefined;
}

function nameOf(chart: Statechart, id: string): string | undefined {
  return chart.states.find((state) => state.id === id)?.name;
}

/** How far back a role is looked for, events of the lane: further back the answer is left out. */
const FAR = 20_000;

/** Position on the lane of the last event below `events`, from 1; 0: none. */
function lastTick(trace: Trace, lane: number, events: EventId): number {
  let low = 0;
  let high = trace.tickCount(lane);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.tick(lane, middle + 1) < events) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last message received or timer run out on the lane. */
function lastStimulus(trace: Trace, lane: number, events: EventId): EventId {
  for (let counter = lastTick(trace, lane, events); counter > 0; counter -= 1) {
    const id = trace.tick(lane, counter);
    if (trace.kind(id) === 'receive' || trace.kind(id) === 'timer') return id;
  }
  return -1;
}

/** The role that the lane had when the event came, by its `step role` events. */
function roleBefore(trace: Trace, lane: number, event: EventId): string | undefined {
  const last = lastTick(trace, lane, event);
  for (let counter = last; counter > Math.max(0, last - FAR); counter -= 1) {
    const id = trace.tick(lane, counter);
    if (trace.kind(id) === 'step' && trace.word(id) === 'role')
      return String((trace.extra(id) as { role?: unknown }).role);
  }
  return undefined;
}
