/** Histories for the benchmark: what clients of a linearizable store see, made of draws, and one where a read goes back. */
import { effectOn, explains, type State } from '../check/register.ts';
import { draw } from '../sim/chance.ts';
import type { Operation } from '../sim/trace-event.ts';

interface Plan {
  readonly operation: Operation;
  readonly end: number;
  /** When it takes effect. */
  readonly at: number;
}

/** Every client asks again up to 5 ms after its answer; an operation takes 1 to 20 ms. Times in µs. */
export function busyHistory(count: number, clients: number, keys: number, lostPermille = 0): readonly Operation[] {
  const plans = Array.from({ length: clients }, (_, client) =>
    plansOf(client, Math.ceil(count / clients), keys, lostPermille),
  );
  const inOrder = plans
    .flat()
    .sort((a, b) => a.operation.invoke - b.operation.invoke)
    .slice(0, count);
  const states = new Map<string, State>();
  const results = new Map<Plan, Operation['result']>();
  for (const plan of [...inOrder].sort((a, b) => a.at - b.at)) {
    const { operation } = plan;
    const state = states.get(operation.key) ?? null;
    const result = operation.op === 'read' ? state : operation.op === 'cas' ? explains(state, operation, true) : null;
    results.set(plan, result);
    states.set(operation.key, effectOn(state, operation));
  }
  return inOrder.map((plan) => {
    const { operation, end } = plan;
    return operation.status === 'unknown'
      ? operation
      : { ...operation, return: end, result: results.get(plan) ?? null };
  });
}

/** The same, but the last read returns the first value ever written to its key. */
export function withStaleRead(operations: readonly Operation[]): readonly Operation[] {
  const index = operations.findLastIndex(({ op, status }) => op === 'read' && status === 'ok');
  const first = operations.find(({ op, key }) => op === 'write' && key === operations[index]?.key);
  return operations.map((operation, at) => (at === index ? { ...operation, result: first?.value ?? null } : operation));
}

function plansOf(client: number, count: number, keys: number, lostPermille: number): Plan[] {
  let now = 0;
  return Array.from({ length: count }, (_, number): Plan => {
    const chance = (what: string) => draw(1, `C${client + 1}/${number}/${what}`);
    const invoke = now + Math.floor(chance('wait') * 5_000);
    const end = invoke + 1_000 + Math.floor(chance('length') * 19_000);
    now = end;
    const kind = chance('kind');
    const op = kind < 0.5 ? 'read' : kind < 0.9 ? 'write' : 'cas';
    const value = `${client + 1}.${number}`;
    const asked = op === 'read' ? {} : op === 'write' ? { value } : { value, expected: `${client + 1}.${number - 1}` };
    const status = op !== 'read' && chance('lost') * 1000 < lostPermille ? 'unknown' : 'ok';
    const key = `k${Math.floor(chance('key') * keys)}`;
    return {
      operation: { client: `C${client + 1}`, op, key, ...asked, invoke, return: null, result: null, status },
      end,
      at: invoke + chance('effect') * (end - invoke),
    };
  });
}
