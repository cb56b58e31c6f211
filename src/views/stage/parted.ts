/** Which links a partition that is in force stands across. */
import type { Fault, ProcessId, Scenario, TrueTime } from '../../sim/scenario.ts';

/** Keys `a-b` of the links that a wall stands across. */
export function partedBy(
  scenario: Pick<Scenario, 'faults' | 'processes' | 'clients'>,
  at: TrueTime,
): ReadonlySet<string> {
  const ids = [...scenario.processes, ...scenario.clients];
  const parted = new Set<string>();
  for (const fault of scenario.faults) {
    if ((fault.kind !== 'partition' && fault.kind !== 'isolate') || !isInForce(fault, at)) continue;
    ids.forEach((a, index) => {
      for (const b of ids.slice(index + 1)) if (parts(fault, a, b)) parted.add(`${a}-${b}`);
    });
  }
  return parted;
}

function parts(fault: Extract<Fault, { kind: 'partition' | 'isolate' }>, a: ProcessId, b: ProcessId): boolean {
  if (fault.kind === 'isolate') return fault.process === a || fault.process === b;
  const [own, other] = [a, b].map((id) => fault.groups.findIndex((group) => group.includes(id)));
  return own !== other && own !== -1 && other !== -1;
}

export function isInForce(fault: Fault, at: TrueTime): boolean {
  return fault.at <= at && !('until' in fault && fault.until !== undefined && fault.until <= at);
}
