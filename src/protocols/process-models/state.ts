/** A counter that one process keeps for another: what is acknowledged must be there after a crash. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';

export type Add = { readonly number: number };
/** The addition that is acknowledged, and the count with it. */
export type Added = { readonly number: number; readonly count: number };
export type CounterEvent =
  | { readonly type: 'Add'; readonly from: ProcessId; readonly payload: Add }
  | { readonly type: 'Added'; readonly from: ProcessId; readonly payload: Added };

/** What is on disk. */
export interface Stored {
  readonly count: number;
  /** Additions carried out so far: one that comes again is acknowledged and not counted. */
  readonly done: number;
}

export interface CounterContext {
  readonly id: ProcessId;
  readonly server: ProcessId;
  readonly interval: number;
  readonly writesFirst: boolean;
  /** In memory. */
  readonly memory: Stored;
  /** On stable storage; behind memory only where the rule is left out. */
  readonly disk: Stored;
  /** Of the asker: the addition that is asked for, and the highest count it was told. */
  readonly asked: number;
  readonly told: number;
}

export type Outcome = readonly [CounterContext, readonly Effect[]];
const EMPTY: Stored = { count: 0, done: 0 };

export function createContext({ id, processes, options, flaws, stable }: ProcessInput): CounterContext {
  const [server = id] = processes;
  const kept = stable as { readonly disk: Stored; readonly asked: number } | undefined; // what `stableOf` gave
  const disk = kept?.disk ?? EMPTY;
  return {
    id,
    server,
    interval: options.interval as number, // `index.ts` declares it as a duration
    writesFirst: !flaws.includes('reply-before-writing'),
    memory: disk,
    disk,
    asked: kept?.asked ?? 0,
    told: 0,
  };
}

export function stableOf({ disk, asked }: CounterContext): { readonly disk: Stored; readonly asked: number } {
  return { disk, asked };
}

export function serves({ id, server }: CounterContext): boolean {
  return id === server;
}

export function wake(context: CounterContext): Outcome {
  return serves(context)
    ? [context, [step('load', { count: context.memory.count, done: context.memory.done })]]
    : [context, []];
}

/** The addition is on disk before anybody hears that it is done. */
export function add(
  context: CounterContext,
  { from, payload: { number } }: Extract<CounterEvent, { type: 'Add' }>,
): Outcome {
  const { memory } = context;
  const known = number <= memory.done;
  const next = known ? memory : { count: memory.count + 1, done: number };
  const disk = context.writesFirst ? next : context.disk;
  return [
    { ...context, memory: next, disk },
    [
      ...(known ? [] : [step('add', { number, count: next.count, written: context.writesFirst })]),
      { type: 'send', params: { to: from, type: 'Added', payload: { number, count: next.count } } },
    ],
  ];
}

/** Where the rule is left out, memory goes to disk only now and then. */
export function flush(context: CounterContext): Outcome {
  return context.disk === context.memory
    ? [context, []]
    : [{ ...context, disk: context.memory }, [step('flush', { count: context.memory.count })]];
}

/** The next addition, or the same once more while nobody has acknowledged it. */
export function askNext(context: CounterContext): Outcome {
  const asked = context.asked === 0 ? 1 : context.asked;
  return [
    { ...context, asked },
    [{ type: 'send', params: { to: context.server, type: 'Add', payload: { number: asked } } }],
  ];
}

export function hear(context: CounterContext, { payload }: Extract<CounterEvent, { type: 'Added' }>): Outcome {
  if (payload.number !== context.asked) return [context, []];
  const told = Math.max(context.told, payload.count);
  return [{ ...context, asked: context.asked + 1, told }, [step('acknowledged', { ...payload })]];
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
