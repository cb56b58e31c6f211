/**
 * What the chosen model of processes and of time excludes. A run in which an excluded thing happened would show
 * nothing about that model, so it is an error that names model and fault (docs/adr/0009).
 */
import type { Fault, Micros, Network, ProcessId, Scenario, SystemModel, TrueTime } from '../sim/scenario.ts';
import { formatMicros, printDuration } from './units.ts';

/** Drift that a clock of a synchronous system may have: what quartz keeps to. */
export const MAX_DRIFT_PPM = 200;

export interface Exclusion {
  /** As in the JSON form: `faults[2].kind`. */
  readonly path: string;
  readonly message: string;
}

type Modelled = Pick<Scenario, 'model' | 'network' | 'faults'>;

/** Everything in the scenario that its model excludes, in the order of the scenario. */
export function exclusionsOf({ model, network, faults }: Modelled): readonly Exclusion[] {
  const strictFrom = boundedFrom(model);
  const says = sayTiming(model);
  const found: Exclusion[] = [];
  for (const [index, fault] of faults.entries()) {
    const path = `faults[${index}]`;
    const process = excludedByProcesses(fault, model);
    if (process !== undefined) found.push({ path: `${path}.kind`, message: process });
    if (strictFrom === Number.POSITIVE_INFINITY || endOf(fault) <= strictFrom) continue;
    if (fault.kind === 'pause') {
      const wrong = excludedPause(fault, index, { model, network, faults });
      if (wrong !== undefined) found.push({ path: `${path}.until`, message: wrong });
      continue;
    }
    const reason = excludedByTiming(fault, network);
    if (reason !== undefined)
      found.push({ path: `${path}.kind`, message: `${says} excludes ${fault.kind}${after(model)}: ${reason}` });
  }
  return found;
}

/** True time from which delays, pauses and clocks are bounded; Infinity: never, or nobody says when. */
export function boundedFrom({ timing, gst }: SystemModel): TrueTime {
  if (timing === 'synchronous') return 0;
  return timing === 'partially-synchronous' && gst !== undefined ? gst : Number.POSITIVE_INFINITY;
}

function excludedByProcesses({ kind }: Fault, { process }: SystemModel): string | undefined {
  if (kind === 'restart' && process === 'crash-stop')
    return 'model process=crash-stop excludes restart: what has crashed stays down';
  if (kind === 'corrupt' && process !== 'arbitrary')
    return `model process=${process} excludes corrupt: only process=arbitrary lets processes lie`;
  return undefined;
}

/** Why a fault breaks a bound; undefined: it breaks none. Pauses are looked at together, elsewhere. */
function excludedByTiming(fault: Fault, network: Network): string | undefined {
  const bound = formatMicros(network.delay[1]);
  switch (fault.kind) {
    case 'cut':
    case 'partition':
    case 'isolate':
    case 'drop':
      return `what it keeps from arriving would have to arrive within ${bound}`;
    case 'delay':
      return `a message would take longer than the network's ${bound}`;
    case 'degrade':
      // Fair loss of the whole network is a matter of its links; losing more for a while is a fault.
      if ((fault.loss ?? 0) > network.loss) return `what is lost would have to arrive within ${bound}`;
      return (fault.delay?.[1] ?? 0) > network.delay[1]
        ? `a message could take longer than the network's ${bound}`
        : undefined;
    case 'drift':
      return Math.abs(fault.ppm) > MAX_DRIFT_PPM
        ? `clocks may gain or lose at most ${MAX_DRIFT_PPM} ppm, or a time measured means nothing`
        : undefined;
    case 'skew':
      return Math.abs(fault.by) > network.delay[1] ? `a clock may jump by at most ${bound}` : undefined;
    default:
      return undefined;
  }
}

/** A process may stand still for as long as a message may take; pauses that meet or overlap are one. */
function excludedPause(
  fault: Extract<Fault, { process: ProcessId }>,
  index: number,
  all: Modelled,
): string | undefined {
  const { model, network } = all;
  const end = endOf(fault);
  if (end === Number.POSITIVE_INFINITY) return `is missing: ${sayTiming(model)} excludes a pause without end`;
  const length = end - Math.max(standstillBegins(fault, index, all.faults), boundedFrom(model));
  return length > network.delay[1]
    ? `${sayTiming(model)} excludes a pause of ${formatMicros(length)}${after(model)}: a process may stand still for ${formatMicros(network.delay[1])}, as long as a message may take`
    : undefined;
}

/** Where the standstill began that this pause is part of. */
function standstillBegins(
  fault: Extract<Fault, { process: ProcessId }>,
  index: number,
  faults: readonly Fault[],
): Micros {
  let begins = fault.at;
  for (let again = true; again; ) {
    again = false;
    for (const [other, earlier] of faults.entries()) {
      if (other === index || earlier.kind !== 'pause' || earlier.process !== fault.process) continue;
      if (earlier.at < begins && endOf(earlier) >= begins) {
        begins = earlier.at;
        again = true;
      }
    }
  }
  return begins;
}

/** When the fault is over; what does not last is over at the next µs. */
function endOf(fault: Fault): TrueTime {
  switch (fault.kind) {
    case 'cut':
    case 'partition':
    case 'isolate':
    case 'degrade':
    case 'pause':
    case 'drift':
      return fault.until ?? Number.POSITIVE_INFINITY;
    default:
      return fault.at + 1;
  }
}

function sayTiming({ timing, gst }: SystemModel): string {
  return timing === 'synchronous' || gst === undefined
    ? `model timing=${timing}`
    : `model timing=${timing} gst=${printDuration(gst)}`;
}

function after({ timing, gst }: SystemModel): string {
  return timing === 'synchronous' || gst === undefined ? '' : ` after ${formatMicros(gst)}`;
}
