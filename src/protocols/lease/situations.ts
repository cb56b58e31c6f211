/** Moments of a lease worth a name. */
import type { Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** By process: the event with which it began to believe in its lease. */
type Believers = Readonly<Record<ProcessId, EventId>>;

const twoBelieve: Situation<Believers> = {
  id: 'two-believe',
  title: 'Two processes believe that they hold the lease',
  on: ['role', 'crash'],
  start: {},
  observe(believers, _, event) {
    const { process = '' } = event;
    const { [process]: __, ...others } = believers;
    if (event.kind !== 'step' || event.detail.role !== 'holder') return [others, undefined];
    const [other] = Object.values(others);
    return [{ ...others, [process]: event.id }, other === undefined ? undefined : [other, event.id]];
  },
};

const refused: Situation<null> = {
  id: 'write-refused',
  title: 'The resource refuses a write',
  on: ['write'],
  start: null,
  observe: (memory, _, event) => [
    memory,
    event.kind === 'step' && event.detail.accepted === false ? [event.id] : undefined,
  ],
};

/** Memory: who was granted the lease last. */
const takeover: Situation<{ readonly client: string; readonly event: EventId } | null> = {
  id: 'takeover',
  title: 'The lease goes to another process',
  on: ['grant'],
  start: null,
  observe(last, _, event) {
    if (event.kind !== 'step') return [last, undefined];
    const now = { client: String(event.detail.client), event: event.id };
    return [now, last !== null && last.client !== now.client ? [last.event, now.event] : undefined];
  },
};

export const leaseSituations: readonly Situation[] = [twoBelieve, refused, takeover];
