/** Who takes part: a server `S1` and players `P1…`. */
import type { ProcessId } from '../../sim/scenario.ts';

export function namedCast(count: number): readonly ProcessId[] {
  return ['S1', ...Array.from({ length: Math.max(1, count - 1) }, (_, index) => `P${index + 1}`)];
}

export function isPlayer(process: ProcessId): boolean {
  return process.startsWith('P');
}

export function checkCast(processes: readonly ProcessId[]): string | undefined {
  const players = processes.filter(isPlayer).length;
  if (players === 0) return 'somebody must play: at least P1';
  return processes.length - players === 1
    ? undefined
    : 'one server holds the game: one process beside the players, such as S1';
}
