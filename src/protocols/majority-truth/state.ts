/** What one process knows of the group and of its own standing in it. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import type { Life } from './messages.ts';

/** Survives a crash: a vote that is forgotten could be given again the other way. */
export interface Stable {
  readonly life: number;
  /** Lives that this process has voted dead; it answers their beats no more. */
  readonly votes: readonly Life[];
  /** Lives that a majority has voted dead. */
  readonly dead: readonly Life[];
}

export interface TruthContext extends Stable {
  readonly id: ProcessId;
  readonly peers: readonly ProcessId[];
  readonly needed: number;
  readonly heartbeat: number;
  readonly timeout: number;
  readonly interval: number;
  readonly assumedDrift: number;
  readonly trustsItself: boolean;
  readonly declaresAlone: boolean;
  readonly round: number;
  /** When the last rounds were sent, by the own clock; older ones are worth nothing any more. */
  readonly sent: readonly { readonly round: number; readonly at: number }[];
  /** By peer: until when its consent is good, by the own clock. */
  readonly consents: Readonly<Record<ProcessId, number>>;
  /** By peer: when it was heard last, and in which life. */
  readonly heard: Readonly<Record<ProcessId, { readonly at: number; readonly life: number }>>;
  /** What peers have told of their votes. */
  readonly told: Readonly<Record<ProcessId, readonly Life[]>>;
}

export type Outcome = readonly [TruthContext, readonly Effect[]];

/** After a crash a process begins a new life: what was promised to the old one is not its own. */
export function createContext({
  id,
  processes,
  options,
  flaws,
  stable,
  incarnation,
  reading,
}: ProcessInput): TruthContext {
  const { life = 1, votes = [], dead = [] } = (stable ?? {}) as Partial<Stable>;
  const peers = processes.filter((other) => other !== id);
  return {
    id,
    peers,
    needed: Math.floor(processes.length / 2) + 1,
    heartbeat: options.heartbeat as number, // `options.ts` declares what each of them is
    timeout: options.timeout as number,
    interval: options.interval as number,
    assumedDrift: options.assumedDrift as number,
    trustsItself: flaws.includes('trust-yourself'),
    declaresAlone: flaws.includes('declare-alone'),
    life: incarnation === 0 ? life : life + 1,
    votes,
    dead,
    round: 0,
    sent: [],
    consents: {},
    heard: Object.fromEntries(peers.map((peer) => [peer, { at: reading.monotonic, life: 0 }])),
    told: {},
  };
}

export function stableOf({ life, votes, dead }: TruthContext): Stable {
  return { life, votes, dead };
}

/** Whether `lives` holds this life of the process or a later one. */
export function includes(lives: readonly Life[], process: ProcessId, life: number): boolean {
  return lives.some((one) => one.process === process && one.life >= life);
}

/** The latest life of each process counts: those before it are over. */
export function withLife(lives: readonly Life[], process: ProcessId, life: number): readonly Life[] {
  if (includes(lives, process, life)) return lives;
  return [...lives.filter((one) => one.process !== process), { process, life }];
}

/** Who consents now, the process itself first. */
export function consenting({ id, peers, consents }: TruthContext, now: number): readonly ProcessId[] {
  return [id, ...peers.filter((peer) => (consents[peer] ?? 0) > now)];
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

export function roleStep(role: string, life: number): Effect {
  return stepping('role', { role, epoch: life });
}
