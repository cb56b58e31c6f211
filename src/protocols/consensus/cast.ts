/** Who takes part: proposers `P1…`, acceptors `A1…`, learners `L1…`; the letter tells which is which. */
import type { ProcessId } from '../../sim/scenario.ts';

export type Part = 'proposer' | 'acceptor' | 'learner';

/** Acceptors make up most of a count: they are whom majorities are counted of. A third proposer comes with nine. */
export function namedCast(count: number): readonly ProcessId[] {
  const learners = count >= 6 ? 1 : 0;
  const proposers = count >= 9 ? 3 : count >= 5 ? 2 : 1;
  const acceptors = Math.max(1, count - learners - proposers);
  const numbered = (letter: string, many: number) =>
    Array.from({ length: many }, (_, index) => `${letter}${index + 1}`);
  return [...numbered('P', proposers), ...numbered('A', acceptors), ...numbered('L', learners)];
}

export function partOf(process: ProcessId): Part {
  if (process.startsWith('P')) return 'proposer';
  return process.startsWith('L') ? 'learner' : 'acceptor';
}

export function those(part: Part, processes: readonly ProcessId[]): readonly ProcessId[] {
  return processes.filter((process) => partOf(process) === part);
}

export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}

export function checkCast(processes: readonly ProcessId[]): string | undefined {
  const stranger = processes.find((process) => !/^[PAL][0-9]+$/.test(process));
  if (stranger !== undefined)
    return `processes are proposers, acceptors or learners, such as P1, A1, L1; "${stranger}" is none`;
  if (those('proposer', processes).length === 0) return 'somebody must propose: a process named with a P, such as P1';
  if (those('acceptor', processes).length === 0) return 'somebody must accept: processes named with an A, such as A1';
  return undefined;
}
