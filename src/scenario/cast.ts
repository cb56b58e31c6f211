/** Who takes part in a run, and whether what is said about them is about them. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { ProcessId } from '../sim/scenario.ts';
import type { CheckedJson } from './json-schema.ts';
import { MAX_PROCESSES } from './limits.ts';
import type { ProblemList } from './problems.ts';
import { listed, quote, unknownWord } from './sentences.ts';

export interface Cast {
  readonly processes: readonly ProcessId[];
  readonly clients: readonly ProcessId[];
}

export function numbered(letter: 'S' | 'C', count: number): readonly ProcessId[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

/** The names that a count of processes stands for. */
export function namesOf(count: number, protocol: Pick<ProtocolDefinition, 'named'>): readonly ProcessId[] {
  return protocol.named?.(count) ?? numbered('S', count);
}

/** Processes and clients by id; problems where the protocol cannot have them or ids mean two things. */
export function castOf(json: CheckedJson, protocol: ProtocolDefinition, problems: ProblemList): Cast {
  const asked = json.processes ?? protocol.defaults.processes;
  const processes = typeof asked === 'number' ? namesOf(asked, protocol) : asked;
  const clients = numbered('C', json.clients ?? protocol.defaults.clients);
  const [min, max] = [protocol.limits.processes[0], Math.min(protocol.limits.processes[1], MAX_PROCESSES)];
  if (processes.length < min || processes.length > max) {
    problems.add('processes', `${protocol.id} runs with ${min} to ${max} processes, not ${processes.length}`);
  }
  const wrong = protocol.checkCast?.(processes, clients);
  if (wrong !== undefined) problems.add('processes', wrong);
  for (const [index, process] of processes.entries()) {
    const path = `processes[${index}]`;
    if (processes.indexOf(process) < index) problems.add(path, `${quote(process)} is there twice`);
    if (clients.includes(process)) problems.add(path, `${quote(process)} is the name of a client`);
    if (protocol.options.some((option) => option.id === process)) {
      problems.add(path, `${quote(process)} is the name of an option of ${protocol.id}`);
    }
  }
  return { processes, clients };
}

/** Whether `id` takes part in the run; a problem at `path` where it does not. */
export function isInCast(id: ProcessId, cast: Cast, path: string, problems: ProblemList): boolean {
  if (cast.processes.includes(id) || cast.clients.includes(id)) return true;
  problems.add(path, unknownWord(id, 'no process of this run', cast.processes));
  return false;
}

/** Whether `id` is a client of the run; a problem at `path` where it is not. */
export function isClient(id: ProcessId, cast: Cast, path: string, problems: ProblemList): boolean {
  if (cast.clients.includes(id)) return true;
  const known = cast.clients.length === 0 ? ' (it has none)' : listed(cast.clients);
  problems.add(path, `${quote(id)} is no client of this run${known}`);
  return false;
}

/** What is wrong with a link between two that are in the cast; undefined: such a link exists. */
export function wrongLink(from: ProcessId, to: ProcessId, cast: Cast): string | undefined {
  if (from === to) return `there is no link from ${from} to itself`;
  if (cast.clients.includes(from) && cast.clients.includes(to)) {
    return `there is no link ${from}-${to}: clients do not talk to each other`;
  }
  return undefined;
}
