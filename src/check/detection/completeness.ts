/** Strong completeness: whoever has crashed is eventually suspected by everybody who has not (Chandra & Toueg 1996, §2.2). */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { type Opinions, opinionsAfter } from './opinions.ts';

interface Moment {
  readonly at: TrueTime;
  readonly event: EventId;
}

interface Memory {
  readonly opinions: Opinions;
  /** By process: when its status last changed. */
  readonly changed: Readonly<Record<ProcessId, Moment>>;
  /** By observer and sender: when something last arrived, `S1 S2`. A late message renews trust for a while. */
  readonly heard: Readonly<Record<string, TrueTime>>;
  /** Likewise: the longest time between two arrivals, µs, from which a detector may have learnt patience. */
  readonly gaps: Readonly<Record<string, Micros>>;
  /** What was said last, so that a verdict changes only with its standing. */
  readonly standing: Standing;
}

type Standing = 'nobody down' | 'awaited' | 'suspected' | 'overdue';

interface Overlooked {
  readonly observer: ProcessId;
  readonly down: ProcessId;
  readonly since: TrueTime;
}

/** `patience`: how long an observer may take, µs, which is the algorithm's own bound or more; `gap`: what it had to wait before. */
export function completeness(
  patience: (world: LiveWorld, observer: ProcessId, down: ProcessId, gap: Micros) => Micros,
): Monitor<Memory> {
  const judge = (memory: Memory, world: LiveWorld): readonly [Memory, Finding | undefined] => {
    const down = world.processes.filter((process) => world.statusOf(process) === 'crashed');
    const overlooked = overlookedIn(memory, world, down);
    const overdue = overlooked.find(
      ({ observer, down: who, since }) =>
        world.now - since > patience(world, observer, who, memory.gaps[`${observer} ${who}`] ?? 0),
    );
    const standing = standingOf(down.length, overlooked.length, overdue !== undefined);
    if (standing === memory.standing) return [memory, undefined];
    return [{ ...memory, standing }, say(standing, memory, overdue, world)];
  };
  return {
    id: 'completeness',
    claim: 'Every process that has crashed is eventually suspected by every process that is up.',
    type: 'liveness',
    source: 'Chandra & Toueg 1996, §2.2 (strong completeness)',
    on: ['suspect', 'trust', 'crash', 'restart', 'pause', 'resume', 'receive'],
    start: { opinions: {}, changed: {}, heard: {}, gaps: {}, standing: 'awaited' },
    observe(memory, world, event) {
      const now = noted(memory, event);
      return event.kind === 'receive' ? [now, undefined] : judge(now, world);
    },
    conclude: (memory, world) => judge(memory, world)[1],
  };
}

function noted(memory: Memory, event: TraceEvent): Memory {
  const opinions = opinionsAfter(memory.opinions, event);
  const { process } = event;
  if (process === undefined || event.kind === 'step') return { ...memory, opinions };
  if (event.kind === 'receive') {
    const pair = `${process} ${event.from}`;
    const gap = Math.max(memory.gaps[pair] ?? 0, event.at - (memory.heard[pair] ?? 0));
    return { ...memory, heard: { ...memory.heard, [pair]: event.at }, gaps: { ...memory.gaps, [pair]: gap } };
  }
  return { ...memory, opinions, changed: { ...memory.changed, [process]: { at: event.at, event: event.id } } };
}

/** Pairs in which the observer is up, the other is down, and the observer does not suspect it. */
function overlookedIn(
  { opinions, changed, heard }: Memory,
  world: LiveWorld,
  down: readonly ProcessId[],
): Overlooked[] {
  const observers = world.processes.filter((process) => world.statusOf(process) === 'up');
  return observers.flatMap((observer) =>
    down
      .filter((who) => opinions[observer]?.[who] === undefined)
      .map((who) => ({
        observer,
        down: who,
        since: Math.max(changed[who]?.at ?? 0, changed[observer]?.at ?? 0, heard[`${observer} ${who}`] ?? 0),
      })),
  );
}

function standingOf(down: number, overlooked: number, overdue: boolean): Standing {
  if (overdue) return 'overdue';
  if (down === 0) return 'nobody down';
  return overlooked === 0 ? 'suspected' : 'awaited';
}

function say(standing: Standing, { changed }: Memory, overdue: Overlooked | undefined, world: LiveWorld): Finding {
  switch (standing) {
    case 'overdue': {
      const { observer = '', down = '', since = 0 } = overdue ?? {};
      const crash = changed[down];
      return {
        holds: false,
        events: crash === undefined ? [] : [crash.event],
        message: `${down} is down, and ${observer} had ${((world.now - since) / 1000).toFixed(0)} ms of silence without suspecting it.`,
      };
    }
    case 'suspected':
      return { holds: true, events: [], message: 'Everybody who is up suspects everybody who is down.' };
    case 'nobody down':
      return { holds: true, events: [], message: 'Nobody is down.' };
    default:
      return { holds: null, events: [], message: 'Awaited: somebody is down and not suspected by all yet.' };
  }
}
