/** What one server of the chain knows, and how it says so to the world. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { type Configuration, type Position, positionOf, successorOf, UNCONFIGURED } from './configuration.ts';
import type { Attach, Query, Update } from './messages.ts';
import { type History, NO_HISTORY, type Objects, objectsOf } from './objects.ts';

/** Survives a crash: it is written before anybody hears of it. */
export interface Stable {
  readonly history: History;
  /** The last update known to have reached the tail, by `seq`: what comes after it is in process. */
  readonly acked: number;
  readonly configuration: Configuration;
  /** The last epoch in which this server had all that its predecessor had; 0: none since it was last outside. */
  readonly synced: number;
}

export interface ServerOptions {
  readonly heartbeat: number;
  readonly lease: number;
  readonly resend: number;
}

export interface ServerFlaws {
  readonly noResend: boolean;
  readonly replyFromHead: boolean;
  readonly acceptStaleEpoch: boolean;
  readonly noLease: boolean;
  readonly serveDirty: boolean;
}

export interface ServerContext extends Stable {
  readonly self: {
    readonly id: ProcessId;
    readonly controllers: readonly ProcessId[];
    /** CRAQ: every server of the chain answers reads. */
    readonly readsAnywhere: boolean;
    readonly options: ServerOptions;
    readonly flaws: ServerFlaws;
  };
  readonly objects: Objects;
  /** Updates that overtook an earlier one, by `seq`. */
  readonly ahead: readonly Update[];
  /** Only the flaw `no-resend` sets it: up to here the predecessor believes that everything has arrived. */
  readonly skippedTo: number;
  /** Outside: the epoch whose tail was copied; 0: none. */
  readonly ready: number;
  /** Its own clock's reading until which the control plane will not take it out of the chain. */
  readonly leaseUntil: number;
  /** Reading when an acknowledgement came or the updates in process were sent last. */
  readonly movedAt: number;
  /** What the successor asked for before this server knew the epoch or was synced itself. */
  readonly attaching: Attach | null;
  /** CRAQ: reads that wait for the tail to say which version is committed. */
  readonly asking: readonly Query[];
}

/** State in, state and consequences out. */
export type Outcome = readonly [ServerContext, readonly Effect[]];

export function createServer(input: ProcessInput, readsAnywhere: boolean): ServerContext {
  const { id, processes, options, flaws, reading } = input;
  const stable = input.stable as Stable | undefined; // what `stableOf` gave
  const history = stable?.history ?? NO_HISTORY;
  return {
    self: {
      id,
      controllers: processes.filter(isController),
      readsAnywhere,
      // Resolved options have the kinds that `options.ts` declares.
      options: {
        heartbeat: options.heartbeat as number,
        // Whatever the options say, a lease has run out by the time at which its server is given up.
        lease: Math.min(options.lease as number, Math.floor(((options.detectAfter as number) * 2) / 3)),
        resend: options.resend as number,
      },
      flaws: {
        noResend: flaws.includes('no-resend'),
        replyFromHead: flaws.includes('reply-from-head'),
        acceptStaleEpoch: flaws.includes('accept-stale-epoch'),
        noLease: flaws.includes('no-lease'),
        serveDirty: flaws.includes('serve-dirty'),
      },
    },
    history,
    acked: stable?.acked ?? 0,
    configuration: stable?.configuration ?? UNCONFIGURED,
    synced: stable?.synced ?? 0,
    objects: objectsOf(history),
    ahead: [],
    skippedTo: 0,
    ready: 0,
    leaseUntil: 0,
    movedAt: reading.monotonic,
    attaching: null,
    asking: [],
  };
}

export function stableOf({ history, acked, configuration, synced }: ServerContext): Stable {
  return { history, acked, configuration, synced };
}

/** `M1` and its like decide the configuration; all others hold the objects. */
export function isController(id: ProcessId): boolean {
  return id.startsWith('M');
}

export function lastSeq({ history }: Pick<Stable, 'history'>): number {
  return history.get(history.length - 1)?.seq ?? 0;
}

/** What this server has and the tail is not known to have: what must be sent again if the successor fails (Sent in the paper). */
export function inProcess({ history, acked }: Pick<Stable, 'history' | 'acked'>): readonly Update[] {
  return updatesAfter(history, acked);
}

export function updatesAfter(history: History, seq: number): readonly Update[] {
  let first = history.length;
  while (first > 0 && (history.get(first - 1)?.seq ?? 0) > seq) first -= 1;
  return history.slice(first);
}

export function placeOf({ configuration, self }: ServerContext): Position {
  return positionOf(configuration, self.id);
}

/** Whether it has all that its predecessor had when this epoch began: before, it neither acknowledges nor answers. */
export function isSynced({ synced, configuration }: ServerContext): boolean {
  return configuration.epoch > 0 && synced === configuration.epoch;
}

export function successorIn({ configuration, self }: ServerContext): ProcessId | undefined {
  return successorOf(configuration, self.id);
}

export function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

/** One rule after the other. */
export function inTurn(start: Outcome, ...rules: readonly ((context: ServerContext) => Outcome)[]): Outcome {
  return rules.reduce<Outcome>(([context, effects], rule) => {
    const [next, more] = rule(context);
    return [next, more.length === 0 ? effects : [...effects, ...more]];
  }, start);
}
