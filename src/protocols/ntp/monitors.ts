/** What NTP promises, and on what conditions. */
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

/** Clocks are cut off to whole µs wherever their rate changes or they are read: some of that adds up. */
const ROUNDING = 4;

interface Tracked {
  /** ppm now. */
  readonly rate: number;
  /** When its clock was last touched by anything; −1: never. */
  readonly touchedAt: TrueTime;
  /** When it last asked. */
  readonly askedAt: TrueTime;
  /** As client: delays of the round under way, by server. */
  readonly delays: Readonly<Record<ProcessId, number>>;
}
type Tracking = Readonly<Record<ProcessId, Tracked>>;

const UNTOUCHED: Tracked = { rate: 0, touchedAt: -1, askedAt: -1, delays: {} };

/** What is remembered of every clock and every round. */
function track(tracking: Tracking, event: TraceEvent): Tracking {
  const { process, at } = event;
  if (process === undefined) return tracking;
  const before = tracking[process] ?? UNTOUCHED;
  const after = tracked(before, event, at);
  return after === before ? tracking : { ...tracking, [process]: after };
}

function tracked(before: Tracked, event: TraceEvent, at: TrueTime): Tracked {
  if (event.kind === 'clock') return { ...before, rate: event.drift, touchedAt: at };
  if (event.kind !== 'step') return before;
  if (event.name === 'poll') return { ...before, askedAt: at, delays: {} };
  if (event.name !== 'exchange') return before;
  return { ...before, delays: { ...before.delays, [String(event.detail.server)]: Number(event.detail.delay) } };
}

export const errorBound: Monitor<Tracking> = {
  id: 'error-bound',
  claim:
    'The offset that an exchange gives is wrong by at most half its delay, and by what the two clocks drift apart meanwhile, as long as nobody touches either clock during the exchange.',
  type: 'safety',
  source: 'RFC 5905 §8; Mills 1991',
  on: ['clock', 'poll', 'exchange'],
  start: {},
  observe(tracking, world, event) {
    const next = track(tracking, event);
    if (event.kind !== 'step' || event.name !== 'exchange' || event.process === undefined) return [next, undefined];
    const { server, offset, delay } = event.detail;
    const [client, source] = [tracking[event.process] ?? UNTOUCHED, tracking[String(server)] ?? UNTOUCHED];
    if (Math.max(client.touchedAt, source.touchedAt) >= client.askedAt) return [next, undefined];
    const error = Number(offset) - (world.clockOf(String(server)) - Number(event.clock));
    const apart = Math.ceil((Math.abs(client.rate - source.rate) * (event.at - client.askedAt)) / 1_000_000);
    if (Math.abs(error) <= Number(delay) / 2 + apart + ROUNDING) return [next, undefined];
    const message = `${event.process} takes ${server} to be ${ms(offset)} ahead; that is wrong by ${ms(Math.abs(error))}, more than half the delay of ${ms(delay)}.`;
    return [next, { holds: false, events: [event.id], message }];
  },
};

/** The last reading of a process's clock, and whether a step was allowed to follow. */
type Readings = Readonly<
  Record<ProcessId, { readonly reading: number; readonly event: EventId; readonly mayStep: boolean }>
>;

export const neverBack: Monitor<Readings> = {
  id: 'never-back',
  claim: 'Where corrections are slewed, no correction below the step threshold makes a clock go back.',
  type: 'safety',
  source: 'RFC 5905 §11.3; Kleppmann, chapter 8, Monotonic versus time-of-day clocks',
  on: ['clock', 'poll', 'adjust'],
  start: {},
  observe(readings, world, event) {
    const { process } = event;
    if (process === undefined || event.clock === undefined) return [readings, undefined];
    const last = readings[process];
    // A large correction ends a slew first and steps then: two changes of the clock.
    const mayStep =
      event.kind === 'clock'
        ? last?.mayStep === true
        : event.kind === 'step' && event.name === 'adjust' && isLargeFor(world, Number(event.detail.by));
    const next = { ...readings, [process]: { reading: event.clock, event: event.id, mayStep } };
    if (event.kind !== 'clock' || event.reason !== 'ntp' || last === undefined || last.mayStep)
      return [next, undefined];
    if (event.clock >= last.reading) return [next, undefined];
    const message = `${process} sets its clock back by ${ms(last.reading - event.clock)}.`;
    return [next, { holds: false, events: [last.event, event.id], message }];
  },
};

function isLargeFor(world: LiveWorld, by: number): boolean {
  return world.option('mode') === 'step' || Math.abs(by) >= Number(world.option('threshold'));
}

/**
 * The interval that is agreed on lies in that of more than half of the servers, so in that of one that is right: its
 * middle is no farther from the truth than that interval is wide.
 */
export const majorityRight: Monitor<Tracking> = {
  id: 'majority-right',
  claim:
    'While the clocks of more than half of the servers are right, a correction brings a clock as close to true time as the longest delay of a right server that answered, and nobody touches the clock meanwhile.',
  type: 'safety',
  source: 'Marzullo 1984; RFC 5905 §11.2.1',
  on: ['clock', 'poll', 'exchange', 'adjust'],
  start: {},
  observe(tracking, world, event) {
    const next = track(tracking, event);
    if (event.kind !== 'step' || event.name !== 'adjust' || event.process === undefined) return [next, undefined];
    const client = tracking[event.process] ?? UNTOUCHED;
    const servers = world.processes.slice(0, Math.min(Number(world.option('servers')), world.processes.length - 1));
    // Once touched, a server counts as wrong for good: it may have been wrong when it was asked.
    const right = servers.filter((server) => tracking[server] === undefined);
    if (right.length * 2 <= servers.length || client.touchedAt >= client.askedAt) return [next, undefined];
    const error = Math.abs(Number(event.clock) + Number(event.detail.by) - event.at);
    const longest = Math.max(0, ...right.map((server) => client.delays[server] ?? 0));
    const drifted = Math.ceil((2 * Math.abs(client.rate) * (event.at - client.askedAt)) / 1_000_000);
    if (error <= longest + drifted + ROUNDING) return [next, undefined];
    const message = `${event.process} corrects its clock to ${ms(error)} off true time, although ${right.join(' and ')} tell the right time.`;
    return [next, { holds: false, events: [event.id], message }];
  },
};

function ms(micros: unknown): string {
  return `${(Number(micros) / 1000).toFixed(3)} ms`;
}
