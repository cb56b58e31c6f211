/** What clients ask for: each entry once or repeated, with exactly the values that its operation takes. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Request } from '../sim/scenario.ts';
import { type Cast, isClient } from './cast.ts';
import type { CheckedJson } from './json-schema.ts';
import { MAX_OPERATIONS } from './limits.ts';
import type { ProblemList } from './problems.ts';
import { listed } from './sentences.ts';
import { formatMicros } from './units.ts';

type Entry = NonNullable<CheckedJson['workload']>[number];

/** The requests that have nothing wrong with them. */
export function readWorkload(
  entries: readonly Entry[],
  protocol: ProtocolDefinition,
  cast: Cast,
  problems: ProblemList,
): readonly Request[] {
  const requests = entries.flatMap((entry, index) => {
    const path = `workload[${index}]`;
    isClient(entry.client, cast, `${path}.client`, problems);
    if (!protocol.operations.includes(entry.op)) {
      problems.add(`${path}.op`, `${protocol.id} has no operation ${entry.op}${listed(protocol.operations)}`);
    }
    const when = readWhen(entry, path, problems);
    const values = readValues(entry, path, problems);
    return when && values ? [{ client: entry.client, op: entry.op, key: entry.key, ...values, when }] : [];
  });
  const operations = requests.reduce((sum, request) => sum + countOperations(request), 0);
  if (operations > MAX_OPERATIONS) {
    problems.add('workload', `makes ${operations} operations; ${MAX_OPERATIONS} are the most`);
  }
  return requests;
}

/** How many operations an entry asks for. */
export function countOperations({ when }: Pick<Request, 'when'>): number {
  return 'at' in when ? 1 : Math.floor((when.until - when.from) / when.every) + 1;
}

function readWhen({ at, from, until, every }: Entry, path: string, problems: ProblemList): Request['when'] | undefined {
  if (at !== undefined && from === undefined && until === undefined && every === undefined) return { at };
  if (at !== undefined || from === undefined || until === undefined || every === undefined) {
    problems.add(path, 'happens either `at` a time or `from` one `until` another, `every` so often');
    return undefined;
  }
  if (until > from) return { from, until, every };
  problems.add(
    `${path}.until`,
    `must be after the beginning: ${formatMicros(until)} is not after ${formatMicros(from)}`,
  );
  return undefined;
}

function readValues(
  { op, value, expected }: Entry,
  path: string,
  problems: ProblemList,
): Pick<Request, 'value' | 'expected'> | undefined {
  if (expected !== undefined && op !== 'cas') {
    problems.add(`${path}.expected`, `only a cas expects a value, not a ${op}`);
    return undefined;
  }
  if (op === 'read' && value !== undefined) {
    problems.add(`${path}.value`, 'a read has no value');
    return undefined;
  }
  if (op !== 'cas') return value === undefined ? {} : { value };
  if (value !== undefined) return { value, expected: expected ?? null };
  problems.add(`${path}.value`, 'is missing: a cas says what to write');
  return undefined;
}
