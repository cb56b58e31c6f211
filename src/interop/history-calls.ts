/** Puts a log of calls and answers together into operations: the form in which Jepsen and Porcupine tell histories. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Json, OperationKind } from '../sim/scenario.ts';
import type { Operation } from '../sim/trace-event.ts';

/** One line of such a log. */
export interface LoggedCall {
  readonly process: string;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly op: OperationKind;
  readonly key: string;
  /** What was asked, or what was read. */
  readonly value: string | null;
  /** cas: what was expected. */
  readonly expected: string | null;
  /** Where it stands, for sentences: `line 3`. */
  readonly where: string;
}

/**
 * Times are positions in the log: its order is the order of real time. `info` and calls without an answer may have
 * happened; `fail` certainly did not (a refused cas of Jepsen says no more than that).
 */
export function operationsOf(log: readonly LoggedCall[]): Result<readonly Operation[], string> {
  const operations: Operation[] = [];
  const open = new Map<string, number>();
  for (const [at, call] of log.entries()) {
    const { process, type, op, where } = call;
    const index = open.get(process);
    if (type === 'invoke') {
      if (index !== undefined) return fail(`${where}: process ${process} asks again before it has its answer`);
      open.set(process, operations.length);
      operations.push(invoked(call, at));
      continue;
    }
    const asked = index === undefined ? undefined : operations[index];
    if (index === undefined || asked === undefined)
      return fail(`${where}: process ${process} has an answer but asked nothing`);
    if (asked.op !== op) return fail(`${where}: process ${process} asked for a ${asked.op} and is answered a ${op}`);
    open.delete(process);
    if (type !== 'info') operations[index] = answered(asked, call, at);
  }
  return ok(operations);
}

function invoked({ process, op, key, value, expected }: LoggedCall, at: number): Operation {
  const asked = op === 'read' ? {} : op === 'cas' ? { value: value ?? '', expected } : { value: value ?? '' };
  return { client: clientName(process), op, key, ...asked, invoke: at, return: null, result: null, status: 'unknown' };
}

function answered(asked: Operation, { type, value }: LoggedCall, at: number): Operation {
  if (type === 'fail') return { ...asked, return: at, status: 'fail' };
  const result: Json = asked.op === 'read' ? value : asked.op === 'cas' ? true : null;
  return { ...asked, return: at, result, status: 'ok' };
}

function clientName(process: string): string {
  return /^\d+$/.test(process) ? `C${process}` : process;
}
