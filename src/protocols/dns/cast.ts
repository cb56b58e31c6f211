/** Who takes part: resolvers `R1…`, and one name server for each step of the walk: the root, `com`, and the authority. */
import type { ProcessId } from '../../sim/scenario.ts';

export const ROOT = 'root';
export const TOP_LEVEL = 'com';
export const AUTHORITY = 'auth';
const SERVERS: readonly ProcessId[] = [ROOT, TOP_LEVEL, AUTHORITY];

export function namedCast(count: number): readonly ProcessId[] {
  const resolvers = Array.from({ length: Math.max(1, count - SERVERS.length) }, (_, index) => `R${index + 1}`);
  return [...resolvers, ...SERVERS];
}

export function isResolver(process: ProcessId): boolean {
  return process.startsWith('R');
}

export function checkCast(processes: readonly ProcessId[]): string | undefined {
  const missing = SERVERS.find((server) => !processes.includes(server));
  if (missing !== undefined) return `the walk needs its name servers: ${SERVERS.join(', ')}`;
  const stranger = processes.find((process) => !isResolver(process) && !SERVERS.includes(process));
  if (stranger !== undefined) return `besides ${SERVERS.join(', ')} there are only resolvers, such as R1`;
  return processes.some(isResolver) ? undefined : 'somebody must resolve: at least R1';
}
