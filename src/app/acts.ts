/** Acts on processes, links and messages at the playhead: each adds a fault, or ends the one that lasts. */

import { describeFault } from '../scenario/describe.ts';
import type { Fault, ProcessId } from '../sim/scenario.ts';
import { worldAt } from '../sim/simulation.ts';
import { addFault, changeFault, lastingFault, removeFault } from '../store/edits.ts';
import { session } from './session.ts';

export type ProcessAct = 'pause' | 'crash' | 'restart' | 'isolate';
type LinkTarget = { readonly kind: 'link'; readonly from: ProcessId; readonly to: ProcessId };

/** The playhead as faults are dated, whole ms. */
export function now(): number {
  return Math.round(session.getState().cursor / 1000) * 1000;
}

export function add(fault: Fault): void {
  session.edit(addFault(fault), describeFault(fault));
}

/** Has a process do something now, as `trigger` does. */
export function prompt(process: ProcessId, timer: string, at: number = now()): void {
  add({ kind: 'trigger', process, timer, at });
}

export function selectedProcess(): ProcessId | undefined {
  const { selection, simulation } = session.getState();
  if (selection?.kind === 'process') return selection.process;
  if (selection?.kind !== 'event') return undefined;
  const lane = simulation.trace.lane(selection.event);
  return lane < 0 ? undefined : simulation.trace.lanes[lane];
}

export function actOn(target: ProcessId | LinkTarget, act: ProcessAct | 'cut'): void {
  if (typeof target !== 'string') return toggleCut(target);
  switch (act) {
    case 'pause':
      return isPaused(target) ? endLasting('pause', target) : add({ kind: 'pause', process: target, at: now() });
    case 'crash':
      return add({ kind: 'crash', process: target, at: now() });
    case 'restart':
      return add({ kind: 'restart', process: target, at: now() });
    case 'isolate':
      return lasting('isolate', target) === undefined
        ? add({ kind: 'isolate', process: target, at: now() })
        : endLasting('isolate', target);
    case 'cut':
      return;
  }
}

function isPaused(process: ProcessId): boolean {
  const { simulation, cursor } = session.getState();
  return worldAt(simulation, cursor).processes.find(({ id }) => id === process)?.status === 'paused';
}

function lasting(kind: Fault['kind'], process: ProcessId): number | undefined {
  const { simulation, cursor } = session.getState();
  return lastingFault(simulation.scenario, kind, process, cursor);
}

/** The fault that holds now ends now; one that began at this very moment goes. */
export function endLasting(kind: 'pause' | 'isolate', process: ProcessId): void {
  const index = lasting(kind, process);
  if (index !== undefined) endFaultNow(index);
}

export function endFaultNow(index: number): void {
  const fault = session.getState().simulation.scenario.faults[index];
  if (fault === undefined) return;
  const at = now();
  if (at <= fault.at) session.edit(removeFault(index), `remove ${describeFault(fault)}`);
  else session.edit(changeFault(index, { ...fault, until: at } as Fault), `end ${describeFault(fault)}`); // lasting kinds only
}

export function cutFault(link: LinkTarget): number | undefined {
  const { simulation, cursor } = session.getState();
  const index = simulation.scenario.faults.findLastIndex(
    (fault) =>
      fault.kind === 'cut' &&
      ((fault.from === link.from && fault.to === link.to) || (fault.from === link.to && fault.to === link.from)) &&
      fault.at <= cursor &&
      (fault.until === undefined || fault.until > cursor),
  );
  return index < 0 ? undefined : index;
}

function toggleCut(link: LinkTarget): void {
  const index = cutFault(link);
  if (index === undefined) add({ kind: 'cut', from: link.from, to: link.to, bothWays: true, at: now() });
  else endFaultNow(index);
}
