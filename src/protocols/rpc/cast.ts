/** Who takes part: a server alone, or a broker `B1` before it. */
import type { ProcessId } from '../../sim/scenario.ts';

export function namedCast(count: number): readonly ProcessId[] {
  return count === 1 ? ['S1'] : ['B1', 'S1'];
}

export function isBroker(process: ProcessId): boolean {
  return process.startsWith('B');
}

export function brokerOf(processes: readonly ProcessId[]): ProcessId | undefined {
  return processes.find(isBroker);
}

export function serverOf(processes: readonly ProcessId[]): ProcessId {
  return processes.find((process) => !isBroker(process)) ?? '';
}

export function checkCast(processes: readonly ProcessId[]): string | undefined {
  const brokers = processes.filter(isBroker).length;
  if (brokers > 1) return 'one broker is enough: one process named with a B, such as B1';
  return processes.length - brokers === 1 ? undefined : 'one server keeps the ledger, such as S1';
}
