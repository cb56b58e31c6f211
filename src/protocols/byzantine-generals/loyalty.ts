/**
 * Who can still count as loyal. The algorithms promise something only while at most m generals are traitors, and a
 * general whose word does not come in time is as bad as one: so whoever was corrupt when it spoke, was down or paused,
 * ended a round at the wrong time, or sent what was lost or late counts among the m.
 */
import type { LiveWorld } from '../../sim/protocol.ts';
import type { Address, ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { GeneralContext } from './state.ts';

export interface Loyalty {
  readonly suspects: ReadonlySet<ProcessId>;
  /** Sent and not received yet: by address, the sender. */
  readonly underway: ReadonlyMap<Address, ProcessId>;
  readonly decisions: readonly Decision[];
}

export interface Decision {
  readonly process: ProcessId;
  readonly value: string;
  readonly event: EventId;
}

export const NOTHING_KNOWN: Loyalty = { suspects: new Set(), underway: new Map(), decisions: [] };

/** What `follow` must be shown. */
export const FOLLOWED = ['relay', 'late', 'decide', 'send', 'receive', 'lost', 'timer', 'crash', 'pause'] as const;

export function follow(memory: Loyalty, world: LiveWorld, event: TraceEvent): Loyalty {
  const { process } = event;
  switch (event.kind) {
    case 'send':
      return { ...memory, underway: new Map([...memory.underway, [event.message, String(process)]]) };
    case 'receive':
      return { ...memory, underway: without(memory.underway, event.message) };
    case 'lost':
      return suspect({ ...memory, underway: without(memory.underway, event.message) }, senderOf(event.message));
    case 'crash':
    case 'pause':
      return suspect(memory, process);
    case 'timer':
      return endedInTime(world, event) ? memory : suspect(memory, process);
    case 'step':
      if (event.name === 'late') return suspect(memory, String(event.detail.from));
      if (event.name === 'relay') return world.isCorrupt(String(process)) ? suspect(memory, process) : memory;
      return {
        ...memory,
        decisions: [
          ...memory.decisions,
          { process: String(process), value: String(event.detail.value), event: event.id },
        ],
      };
    default:
      return memory;
  }
}

/** What loyal generals have decided; undefined where more than m were not loyal and nothing is promised. */
export function loyalDecisions(memory: Loyalty, world: LiveWorld): readonly Decision[] | undefined {
  const suspects = new Set([...memory.suspects, ...memory.underway.values()]);
  if (suspects.size > Number(world.option('traitors'))) return undefined;
  return memory.decisions.filter(({ process, value }) => !suspects.has(process) && value !== 'none');
}

/** Rounds of a general whose clock runs true end at multiples of their length. */
function endedInTime(world: LiveWorld, { at, process }: TraceEvent): boolean {
  const { round, roundLength } = world.snapshotOf(String(process)).context as GeneralContext; // only generals have timers
  return at === round * roundLength;
}

function suspect(memory: Loyalty, process: ProcessId | undefined): Loyalty {
  return process === undefined || memory.suspects.has(process)
    ? memory
    : { ...memory, suspects: new Set([...memory.suspects, process]) };
}

function without(underway: Loyalty['underway'], message: Address): Loyalty['underway'] {
  if (!underway.has(message)) return underway;
  const left = new Map(underway);
  left.delete(message);
  return left;
}

function senderOf(message: Address): ProcessId {
  return message.slice(0, message.indexOf('-'));
}
