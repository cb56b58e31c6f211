/** Clients' operations, put together from the events of a trace. */
import type { Trace } from './trace.ts';
import type { EventId, Operation } from './trace-event.ts';

type Asked = Pick<Operation, 'op' | 'key' | 'value' | 'expected'>;
type Answer = Pick<Operation, 'result' | 'status'>;

/** In order of invocation. */
export function readOperations(trace: Trace): Operation[] {
  const operations: Operation[] = [];
  for (const id of trace.calls()) {
    const index = trace.subject(id);
    if (trace.kind(id) === 'invoke') {
      const asked = trace.extra(id) as Asked;
      const client = trace.lanes[trace.lane(id)] as string;
      operations[index] = { client, ...asked, invoke: trace.at(id), return: null, result: null, status: 'unknown' };
    } else {
      const answer = trace.extra(id) as Answer;
      operations[index] = { ...(operations[index] as Operation), return: trace.at(id), ...answer };
    }
  }
  return operations;
}

/** What operation `index`, invoked by the event `invoke`, was answered; undefined: nothing. */
export function readAnswer(trace: Trace, index: number, invoke: EventId): Answer | undefined {
  const answer = trace.calls(invoke + 1).find((id) => trace.kind(id) === 'respond' && trace.subject(id) === index);
  return answer === undefined ? undefined : (trace.extra(answer) as Answer);
}
