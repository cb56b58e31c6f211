/** Edits of a scenario: a scenario in, a scenario out. */
import type {
  Fault,
  Micros,
  Network,
  Options,
  OptionValue,
  ProcessId,
  Request,
  Scenario,
  SystemModel,
} from '../sim/scenario.ts';

export type Edit = (scenario: Scenario) => Scenario;

export function addFault(fault: Fault): Edit {
  return (scenario) => ({ ...scenario, faults: [...scenario.faults, fault] });
}

export function changeFault(index: number, fault: Fault): Edit {
  return (scenario) => ({ ...scenario, faults: scenario.faults.with(index, fault) });
}

export function removeFault(index: number): Edit {
  return (scenario) => ({ ...scenario, faults: scenario.faults.filter((_, other) => other !== index) });
}

export function addRequest(request: Request): Edit {
  return (scenario) => ({ ...scenario, workload: [...scenario.workload, request] });
}

export function setSeed(seed: number): Edit {
  return (scenario) => ({ ...scenario, seed });
}

export function setTitle(title: string): Edit {
  return (scenario) => ({ ...scenario, title });
}

/** Links that lose, or keep, or prove what they carry. */
export function setTransport(transport: Network['transport']): Edit {
  return (scenario) => ({ ...scenario, network: { ...scenario.network, transport } });
}

export function setModel(change: Partial<SystemModel>): Edit {
  return (scenario) => ({ ...scenario, model: { ...scenario.model, ...change } });
}

/** Nobody says any more when delays become bounded. */
export function withoutGst(): Edit {
  return (scenario) => {
    const { gst: _, ...model } = scenario.model;
    return { ...scenario, model };
  };
}

/** `fallback` is the option's default: a scenario holds only what differs. */
export function setOption(id: string, value: OptionValue, fallback: OptionValue): Edit {
  return (scenario) => ({ ...scenario, options: withOption(scenario.options, id, value, fallback) });
}

export function setProcesses(processes: readonly ProcessId[]): Edit {
  return (scenario) => ({ ...scenario, processes });
}

export function toggleFlaw(flaw: string): Edit {
  return (scenario) => ({
    ...scenario,
    flaws: scenario.flaws.includes(flaw) ? scenario.flaws.filter((other) => other !== flaw) : [...scenario.flaws, flaw],
  });
}

/** A process's own value of an option; the same as everybody's is none of its own. */
export function setProcessOption(process: ProcessId, id: string, value: OptionValue, common: OptionValue): Edit {
  return (scenario) => {
    const { [id]: _, ...others } = scenario.processOptions[process] ?? {};
    const own: Options = JSON.stringify(value) === JSON.stringify(common) ? others : { ...others, [id]: value };
    const { [process]: __, ...rest } = scenario.processOptions;
    return { ...scenario, processOptions: Object.keys(own).length === 0 ? rest : { ...rest, [process]: own } };
  };
}

export function setNetwork(change: Partial<Network>): Edit {
  return (scenario) => ({ ...scenario, network: { ...scenario.network, ...change } });
}

/** What lies beyond the new end of the run stays in the scenario, for the day it is long enough again. */
export function setDuration(duration: Micros): Edit {
  return (scenario) => ({ ...scenario, duration });
}

/** The fault that holds a process or link in some state at `at`, if one does: what "resume" and "restart" end. */
export function lastingFault(
  { faults }: Scenario,
  kind: Fault['kind'],
  process: ProcessId,
  at: number,
): number | undefined {
  const index = faults.findLastIndex(
    (fault) =>
      fault.kind === kind &&
      'process' in fault &&
      fault.process === process &&
      fault.at <= at &&
      (!('until' in fault) || fault.until === undefined || fault.until > at),
  );
  return index < 0 ? undefined : index;
}

function withOption(options: Options, id: string, value: OptionValue, fallback: OptionValue): Options {
  const { [id]: _, ...others } = options;
  return JSON.stringify(value) === JSON.stringify(fallback) ? others : { ...others, [id]: value };
}
