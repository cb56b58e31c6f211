/** Shows a history to a monitor as a run would: invocations and answers, one event at a time. */
import type { Finding, LiveWorld, Monitor } from '../../src/sim/protocol.ts';
import type { EventId, Operation, TraceEvent } from '../../src/sim/trace-event.ts';

export interface Watched {
  readonly holds: boolean | null;
  readonly finding: Finding | undefined;
  /** By operation. */
  readonly invoked: readonly EventId[];
  readonly responded: readonly (EventId | undefined)[];
}

/** Operations are numbered as they are invoked; at one instant invocations come first, but one client keeps its order. */
export function watch<Memory>(monitor: Monitor<Memory>, given: readonly Operation[]): Watched {
  const operations = [...given].sort((a, b) => a.invoke - b.invoke);
  const events = eventsOf(operations);
  const answered = new Set<number>();
  const world = {
    asked: (index: number) => {
      const { client, op, key, value, expected } = operations[index] as Operation;
      return {
        client,
        op,
        key,
        ...(value === undefined ? {} : { value }),
        ...(expected === undefined ? {} : { expected }),
      };
    },
    answered: (index: number) => {
      const { result, status } = operations[index] as Operation;
      return answered.has(index) ? { result, status } : undefined;
    },
  } as unknown as LiveWorld; // the monitor asks for nothing else
  let memory = monitor.start;
  let finding: Finding | undefined;
  for (const event of events) {
    if (finding?.holds === false) break;
    if (event.kind === 'respond') answered.add(event.operation);
    const [next, found] = monitor.observe(memory, world, event as TraceEvent);
    memory = next;
    finding = found ?? finding;
  }
  if (finding?.holds !== false) finding = monitor.conclude?.(memory, world) ?? finding;
  const idOf = (kind: string, index: number) =>
    events.find((event) => event.kind === kind && event.operation === index)?.id;
  return {
    holds: finding === undefined ? true : finding.holds,
    finding,
    invoked: operations.map((_, index) => idOf('invoke', index) ?? -1),
    responded: operations.map((_, index) => idOf('respond', index)),
  };
}

function eventsOf(operations: readonly Operation[]) {
  return operations
    .flatMap((operation, index) => {
      const invoke = { kind: 'invoke' as const, operation: index, at: operation.invoke };
      if (operation.return === null) return [invoke];
      return [invoke, { kind: 'respond' as const, operation: index, at: operation.return }];
    })
    .map((event, place) => ({ event, place }))
    .sort((a, b) => a.event.at - b.event.at || a.place - b.place)
    .map(({ event }, id) => ({ ...event, id }));
}
