/** One process asks, another answers. Who asks gives up after 2d + r: the way there, the answer, the way back. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import type { TimingEvent } from './messages.ts';

export interface TimingContext {
  readonly id: ProcessId;
  readonly asker: ProcessId;
  readonly answerer: ProcessId;
  /** Local µs between the end of one exchange and the next. */
  readonly interval: number;
  /** Local µs after which no answer means that there is nobody. */
  readonly timeout: number;
  /** Number of the request that is open or was the last; restarts begin anew far above. */
  readonly request: number;
  readonly suspects: boolean;
  readonly answered: number;
  readonly suspicions: number;
}

export type Outcome = readonly [TimingContext, readonly Effect[]];

/** Parts per million that a clock of a synchronous system may run fast: the timeout is longer by as much. */
const DRIFT_PPM = 200;
const MILLION = 1_000_000;
/** Requests of one life at most: numbers of different lives never meet. */
const A_LIFE = 1_000_000;

export function createContext({ id, processes, options, flaws, delayBound, incarnation }: ProcessInput): TimingContext {
  const [asker = id, answerer = id] = processes;
  const reply = delayBound; // a process stands still no longer than a message may take
  const ways = flaws.includes('forget-the-way-back') ? 1 : 2;
  return {
    id,
    asker,
    answerer,
    interval: options.interval as number, // `index.ts` declares it as a duration
    timeout: lengthened(ways * delayBound + reply),
    request: incarnation * A_LIFE,
    suspects: false,
    answered: 0,
    suspicions: 0,
  };
}

/** As long on a clock that runs fast as the given time truly is, and 1 µs for what is rounded. */
function lengthened(micros: number): number {
  return micros + Math.ceil((micros * DRIFT_PPM) / MILLION) + 1;
}

export function asks({ id, asker }: TimingContext): boolean {
  return id === asker;
}

export function ask(context: TimingContext): Outcome {
  const request = context.request + 1;
  const { answerer } = context;
  return [
    { ...context, request },
    [
      step('ask', { process: answerer, request }),
      { type: 'send', params: { to: answerer, type: 'Request', payload: { request } } },
    ],
  ];
}

export function answer(context: TimingContext, { from, payload }: TimingEvent): Outcome {
  return [context, [{ type: 'send', params: { to: from, type: 'Reply', payload } }]];
}

export function isAwaited({ request }: TimingContext, { payload }: TimingEvent): boolean {
  return payload.request === request;
}

export function trust(context: TimingContext): Outcome {
  const { answerer, request } = context;
  const next = { ...context, answered: context.answered + 1, suspects: false };
  return [next, context.suspects ? [step('trust', { process: answerer, request })] : []];
}

/** The time is up: nobody is there, or so it seems. */
export function suspect(context: TimingContext): Outcome {
  const { answerer, request, timeout } = context;
  return [
    { ...context, suspects: true, suspicions: context.suspicions + 1 },
    [step('suspect', { process: answerer, request, timeout })],
  ];
}

/** A late answer shows the suspicion wrong. */
export function regret(context: TimingContext, { from, payload }: TimingEvent): Outcome {
  return context.suspects && payload.request === context.request
    ? [{ ...context, suspects: false }, [step('trust', { process: from, request: payload.request })]]
    : [context, []];
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
