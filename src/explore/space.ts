/** The scenarios that a search tries: the one in hand under other luck and with more faults. */

import { printText } from '../scenario/print.ts';
import { parseText } from '../scenario/text.ts';
import { draw, drawWithin } from '../sim/chance.ts';
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import type { Fault, FaultKind, ProcessId, Scenario, TrueTime } from '../sim/scenario.ts';

export interface Space {
  /** Seeds tried, both ends included. */
  readonly seeds: readonly [first: number, last: number];
  /** Kinds of fault that may be added; empty: the seed alone varies. */
  readonly kinds: readonly FaultKind[];
  /** Faults added to one scenario, at most. */
  readonly faults: number;
  /** Whether the delay of the network may be made wider or narrower too. */
  readonly delays: boolean;
}

/** Kinds that a search can add: `corrupt` needs a model that allows it, and `trigger` timers that the protocol names. */
export const ADDABLE: readonly FaultKind[] = [
  'crash',
  'pause',
  'partition',
  'isolate',
  'cut',
  'degrade',
  'drop',
  'delay',
  'duplicate',
  'skew',
  'drift',
  'trigger',
  'corrupt',
];

export const USUAL_SPACE: Space = {
  seeds: [1, 100],
  kinds: ['crash', 'pause', 'partition', 'cut', 'drop', 'delay'],
  faults: 3,
  delays: false,
};

const MS = 1_000;
/** Faults begin and end on whole tens of milliseconds: what is found is to be read by people. */
const GRID = 10 * MS;

/** How many tries the space has: every seed with every number of faults. */
export function sizeOf({ seeds, faults, kinds }: Space): number {
  return (seeds[1] - seeds[0] + 1) * (kinds.length === 0 ? 1 : faults + 1);
}

/**
 * The try with this number, from 0; undefined where its faults cannot be in such a scenario.
 * Few faults come first, so that what is found first is small. A pure function: shards need no word between them.
 */
export function tryOf(base: Scenario, protocol: ProtocolDefinition, space: Space, index: number): Scenario | undefined {
  const seeds = space.seeds[1] - space.seeds[0] + 1;
  const seed = space.seeds[0] + (index % seeds);
  const added = Math.floor(index / seeds);
  const luck = drawWithin(seed, `explore/${added}`, [0, 0x7fffffff]);
  const faults = Array.from({ length: added }, (_, number) => faultOf(base, protocol, space, luck, number));
  if (faults.includes(undefined)) return undefined;
  const scenario: Scenario = {
    ...base,
    seed,
    ...(space.delays ? { network: { ...base.network, delay: delayOf(luck) } } : {}),
    faults: [...base.faults, ...(faults as readonly Fault[])],
  };
  // The one judge of scenarios says whether model and cast allow it.
  return isAllowed(scenario, protocol) ? scenario : undefined;
}

export function isAllowed(scenario: Scenario, protocol: ProtocolDefinition): boolean {
  const only: Catalog = (id) => (id === protocol.id ? protocol : undefined);
  return parseText(printText(scenario, protocol), only).ok;
}

function delayOf(luck: number): readonly [number, number] {
  const low = drawWithin(luck, 'delay/low', [1, 40]) * MS;
  return [low, low + drawWithin(luck, 'delay/spread', [0, 80]) * MS];
}

function faultOf(
  base: Scenario,
  protocol: ProtocolDefinition,
  space: Space,
  luck: number,
  number: number,
): Fault | undefined {
  const address = (what: string) => `fault${number}/${what}`;
  const within = (what: string, low: number, high: number) => drawWithin(luck, address(what), [low, high]);
  const oneOf = <Value>(what: string, values: readonly Value[]): Value | undefined =>
    values[within(what, 0, values.length - 1)];
  const kind = oneOf('kind', space.kinds);
  const cells = Math.max(1, Math.floor(base.duration / GRID) - 1);
  const at: TrueTime = within('at', 0, cells) * GRID;
  const until = at + within('length', 1, Math.max(1, Math.floor(cells / 3))) * GRID;
  const lasting = draw(luck, address('ends')) < 0.85 ? { at, until } : { at };
  const process = oneOf('process', base.processes);
  const [from, to] = linkOf(base, within('from', 0, 999), within('to', 0, 999));
  if (kind === undefined || process === undefined || from === undefined || to === undefined) return undefined;
  const message = `${from}-${to}.${within('message', 1, 40)}`;
  switch (kind) {
    case 'crash':
    case 'pause':
    case 'isolate':
      return { kind, process, ...lasting };
    case 'partition':
      return { kind, groups: groupsOf(base.processes, (id) => draw(luck, address(`side/${id}`)) < 0.5), ...lasting };
    case 'cut':
      return { kind, from, to, bothWays: draw(luck, address('ways')) < 0.5, ...lasting };
    case 'degrade':
      return { kind, from: '*', to: '*', bothWays: true, loss: within('loss', 1, 9) / 10, ...lasting };
    case 'drop':
    case 'duplicate':
      return { kind, message, at };
    case 'delay':
      return { kind, message, by: within('by', 1, 60) * GRID, at };
    case 'restart':
      return { kind, process, at };
    case 'skew':
      return { kind, process, by: within('skew', -100, 100) * GRID, at };
    case 'drift':
      return { kind, process, ppm: within('drift', -50, 50) * 10_000, ...lasting };
    case 'trigger': {
      const timer = oneOf('timer', protocol.timers)?.name;
      return timer === undefined ? undefined : { kind, process, timer, at };
    }
    case 'corrupt': {
      const behaviour = oneOf('behaviour', protocol.behaviours);
      return behaviour === undefined ? undefined : { kind, process, behaviour, ...lasting };
    }
  }
}

/** Two ends of a link that can be: clients do not talk to each other. */
function linkOf({ processes, clients }: Scenario, a: number, b: number): readonly (ProcessId | undefined)[] {
  const from = processes[a % processes.length];
  const others = [...processes, ...clients].filter((id) => id !== from);
  const to = others[b % Math.max(others.length, 1)];
  return a % 2 === 0 ? [from, to] : [to, from];
}

/** Two sides, neither empty. */
function groupsOf(
  processes: readonly ProcessId[],
  left: (id: ProcessId) => boolean,
): readonly (readonly ProcessId[])[] {
  const one = processes.filter(left);
  if (one.length === 0 || one.length === processes.length) return [processes.slice(0, 1), processes.slice(1)];
  return [one, processes.filter((id) => !one.includes(id))];
}
