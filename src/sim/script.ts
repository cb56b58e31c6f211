/** What the scenario does to the run from outside, in order of time: begins and ends of faults, and clients' requests. */
import type { Address, Fault, OperationKind, ProcessId, Scenario, TrueTime } from './scenario.ts';

export interface Phase {
  readonly at: TrueTime;
  readonly fault: number;
  readonly phase: 'begin' | 'end';
}

/** One request of one client, its value decided. */
export interface Ask {
  readonly at: TrueTime;
  readonly client: ProcessId;
  readonly op: OperationKind;
  readonly key: string;
  readonly value?: string;
  readonly expected?: string | null;
}

export interface Script {
  readonly phases: readonly Phase[];
  readonly asks: readonly Ask[];
  /** Faults on single messages, by address, in the order of the scenario. */
  readonly onMessage: ReadonlyMap<Address, readonly number[]>;
}

export function writeScript(scenario: Scenario): Script {
  return { phases: phasesOf(scenario), asks: asksOf(scenario), onMessage: messageFaults(scenario) };
}

/** The address a fault on a single message is aimed at; undefined: the fault is carried out at its time. */
export function aimedAt(fault: Fault): Address | undefined {
  return fault.kind === 'drop' || fault.kind === 'duplicate' || fault.kind === 'delay' ? fault.message : undefined;
}

export function endOf(fault: Fault): TrueTime | undefined {
  return 'until' in fault ? fault.until : undefined;
}

function phasesOf({ faults, duration }: Scenario): Phase[] {
  const phases = faults.flatMap((fault, index): Phase[] => {
    if (aimedAt(fault) !== undefined) return [];
    const end = endOf(fault);
    const begin: Phase = { at: fault.at, fault: index, phase: 'begin' };
    return end === undefined ? [begin] : [begin, { at: end, fault: index, phase: 'end' }];
  });
  // sort is stable: ties stay in the order of the scenario.
  return phases.filter(({ at }) => at <= duration).sort((a, b) => a.at - b.at || a.fault - b.fault);
}

function asksOf({ workload, duration }: Scenario): Ask[] {
  const asks: Ask[] = workload.flatMap(({ when, client, op, key, ...rest }) =>
    moments(when, duration).map((at) => ({ at, client, op, key, ...rest })),
  );
  asks.sort((a, b) => a.at - b.at);
  const next = new Map<ProcessId, number>();
  return asks.map((ask) => {
    if (ask.value !== undefined || (ask.op !== 'write' && ask.op !== 'append')) return ask;
    const number = (next.get(ask.client) ?? 0) + 1;
    next.set(ask.client, number);
    return { ...ask, value: String(number) };
  });
}

function moments(when: Scenario['workload'][number]['when'], duration: TrueTime): TrueTime[] {
  if ('at' in when) return when.at <= duration ? [when.at] : [];
  const times: TrueTime[] = [];
  for (let at = when.from; at <= Math.min(when.until, duration); at += when.every) times.push(at);
  return times;
}

function messageFaults({ faults }: Scenario): Map<Address, number[]> {
  const byAddress = new Map<Address, number[]>();
  faults.forEach((fault, index) => {
    const address = aimedAt(fault);
    if (address !== undefined) byAddress.set(address, [...(byAddress.get(address) ?? []), index]);
  });
  return byAddress;
}
