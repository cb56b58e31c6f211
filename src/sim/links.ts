/** The state of every directed link: immutable, replaced when a fault changes it. */
import { after, NEW_LINK } from './lifecycle.ts';
import type { Snapshot } from './protocol.ts';
import type { Fault, Network, ProcessId, Range } from './scenario.ts';

export interface Figures {
  /** Parts per million, so that integers decide. */
  readonly lossPpm: number;
  readonly duplicatePpm: number;
  readonly delay: Range;
}

export interface Links {
  /** By `from × lanes + to`. */
  readonly charts: readonly Snapshot[];
  readonly open: readonly boolean[];
  readonly figures: readonly Figures[];
  /** `degrade` faults in force, by index, in the order they began. */
  readonly degrading: readonly number[];
}

export function newLinks(lanes: number, network: Network): Links {
  const count = lanes * lanes;
  return {
    charts: new Array<Snapshot>(count).fill(NEW_LINK),
    open: new Array<boolean>(count).fill(true),
    figures: new Array<Figures>(count).fill(figuresOf(network)),
    degrading: [],
  };
}

/** The directed links that a fault cuts, as `from × lanes + to`. */
export function linksCutBy(fault: Fault, lanes: readonly ProcessId[]): number[] {
  switch (fault.kind) {
    case 'cut':
      return pairs(
        lanes,
        (from, to) =>
          (from === fault.from && to === fault.to) || (fault.bothWays && from === fault.to && to === fault.from),
      );
    case 'isolate':
      return pairs(lanes, (from, to) => from === fault.process || to === fault.process);
    case 'partition': {
      const group = new Map(
        fault.groups.flatMap((members, index) => members.map((member) => [member, index] as const)),
      );
      return pairs(lanes, (from, to) => {
        const [a, b] = [group.get(from), group.get(to)];
        return a !== undefined && b !== undefined && a !== b;
      });
    }
    default:
      return [];
  }
}

export function withCuts(links: Links, cut: readonly number[], type: 'cut' | 'heal', by: number): Links {
  const charts = links.charts.slice();
  const open = links.open.slice();
  for (const link of cut) {
    const chart = after(charts[link] as Snapshot, type, by);
    charts[link] = chart;
    open[link] = chart.value === 'open';
  }
  return { ...links, charts, open };
}

/** The figures with the `degrade` faults `degrading` in force; the one that began last counts. */
export function withDegrades(
  links: Links,
  degrading: readonly number[],
  faults: readonly Fault[],
  network: Network,
  lanes: readonly ProcessId[],
): Links {
  const normal = figuresOf(network);
  const figures = new Array<Figures>(lanes.length * lanes.length).fill(normal);
  for (const index of degrading) {
    const fault = faults[index];
    if (fault?.kind !== 'degrade') continue;
    const matches = (id: ProcessId, end: ProcessId) => end === '*' || end === id;
    const touched = pairs(
      lanes,
      (from, to) =>
        (matches(from, fault.from) && matches(to, fault.to)) ||
        (fault.bothWays && matches(from, fault.to) && matches(to, fault.from)),
    );
    for (const link of touched) {
      const before = figures[link] as Figures;
      figures[link] = {
        lossPpm: fault.loss === undefined ? before.lossPpm : toPpm(fault.loss),
        duplicatePpm: fault.duplicate === undefined ? before.duplicatePpm : toPpm(fault.duplicate),
        delay: fault.delay ?? before.delay,
      };
    }
  }
  return { ...links, figures, degrading };
}

function figuresOf({ loss, duplicate, delay }: Network): Figures {
  return { lossPpm: toPpm(loss), duplicatePpm: toPpm(duplicate), delay };
}

function toPpm(probability: number): number {
  return Math.round(probability * 1_000_000);
}

function pairs(lanes: readonly ProcessId[], which: (from: ProcessId, to: ProcessId) => boolean): number[] {
  const found: number[] = [];
  lanes.forEach((from, a) => {
    lanes.forEach((to, b) => {
      if (a !== b && which(from, to)) found.push(a * lanes.length + b);
    });
  });
  return found;
}
