/** What one general knows, and the rules of OM(m) and SM(m) as plain functions. Lamport, Shostak, Pease 1982. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { DEFAULT_VALUE, type GeneralEvent, keyOf, type Path, type Value } from './messages.ts';
import { sign, verifies } from './signatures.ts';
import { pathsTo, treeOf } from './tree.ts';

/** An order as SM(m) has it in hand: with the signatures that prove it. */
export interface Proof {
  readonly value: Value;
  readonly path: Path;
  readonly signatures: readonly string[];
}

export interface GeneralContext {
  readonly id: ProcessId;
  readonly processes: readonly ProcessId[];
  readonly seed: number;
  readonly order: Value;
  readonly signed: boolean;
  /** Rounds of relaying after the commander's own. */
  readonly depth: number;
  /** Local µs. */
  readonly roundLength: number;
  /** Whether an oral algorithm can work at all: n > 3m (Theorem 1), or nobody asks. */
  readonly enough: boolean;
  readonly checksSignatures: boolean;
  /** The round that is on, from 0; orders heard in it have passed through `round + 1` generals. */
  readonly round: number;
  /** OM(m): by path, what was said in time. At most 26 entries. */
  readonly heard: Readonly<Record<string, Value>>;
  /** SM(m): one proof for each value seen. */
  readonly proofs: readonly Proof[];
  /** `none`: too few generals to be sure of anything. */
  readonly decision: Value | 'none' | undefined;
  readonly cameBack: boolean;
}

export type Outcome = readonly [GeneralContext, readonly Effect[]];

export function createContext({ id, processes, seed, options, flaws, incarnation }: ProcessInput): GeneralContext {
  const traitors = options.traitors as number; // `options.ts` declares it as an integer
  const signed = options.signed as boolean; // and this as a boolean
  const oralDepth = flaws.includes('trust-the-commander') ? 0 : traitors;
  return {
    id,
    processes,
    seed,
    order: options.order as Value, // its choices are the values
    signed,
    depth: Math.min(signed ? traitors : oralDepth, Math.max(0, processes.length - 2)),
    roundLength: options.round as number, // a duration
    enough: signed || processes.length > 3 * traitors || flaws.includes('three-of-three'),
    checksSignatures: !flaws.includes('accept-unsigned'),
    round: 0,
    heard: {},
    proofs: [],
    decision: undefined,
    cameBack: incarnation > 0,
  };
}

export function commands({ id, processes }: GeneralContext): boolean {
  return id === processes[0];
}

/** Step 1: the commander sends his value to every lieutenant. */
export function order(context: GeneralContext): Outcome {
  const { id, order: value, signed, seed, processes } = context;
  const signatures = signed ? [sign(seed, id, value, [])] : [];
  const others = processes.filter((other) => other !== id);
  return [context, [role('commander', 0), ...others.flatMap((to) => say(to, { path: [id], value, signatures }))]];
}

export function listen(context: GeneralContext): Outcome {
  return [context, [role('lieutenant', 0)]];
}

/** What comes after its round has ended was not said (A3: the absence of a message can be detected). */
export function hear(context: GeneralContext, event: GeneralEvent): Outcome {
  const { path, value } = event.payload;
  if (path.length < context.round + 1) return [context, [step('late', { path, from: event.from, value })]];
  // Who speaks is who the network says it is (A2), so a path ends with its sender.
  if (path.at(-1) !== event.from || path[0] !== context.processes[0]) return [context, []];
  return context.signed ? hearSigned(context, event) : hearOral(context, event);
}

function hearOral(context: GeneralContext, { payload: { path, value } }: GeneralEvent): Outcome {
  const key = keyOf(path);
  // The first word counts: copies that the network makes say nothing new.
  return Object.hasOwn(context.heard, key)
    ? [context, []]
    : [{ ...context, heard: { ...context.heard, [key]: value } }, []];
}

/** SM(m), step 2: an order is taken if its signatures are right and it is not known yet. */
function hearSigned(context: GeneralContext, { payload, from }: GeneralEvent): Outcome {
  if (context.checksSignatures && !verifies(context.seed, payload))
    return [context, [step('refuse', { path: payload.path, from, value: payload.value })]];
  if (context.proofs.some(({ value }) => value === payload.value)) return [context, []];
  return [{ ...context, proofs: [...context.proofs, payload] }, []];
}

/** Step 2: at the end of a round each lieutenant acts as commander for what it has heard in it. */
export function relay(context: GeneralContext): Outcome {
  const next = { ...context, round: context.round + 1 };
  if (commands(context)) return [next, [role('commander', next.round)]];
  const sayings = context.signed ? signedRelays(context) : oralRelays(context);
  return [next, [role('lieutenant', next.round), ...sayings]];
}

function oralRelays(context: GeneralContext): Effect[] {
  return pathsTo(context, context.round + 1).flatMap((heard) => {
    const value = context.heard[keyOf(heard)] ?? DEFAULT_VALUE;
    const path = [...heard, context.id];
    return outside(context, path).flatMap((to) => say(to, { path, value, signatures: [] }));
  });
}

function signedRelays(context: GeneralContext): Effect[] {
  const fresh = context.proofs.filter(({ path }) => path.length === context.round + 1);
  return fresh.flatMap(({ value, path: before, signatures: earlier }) => {
    const path = [...before, context.id];
    const signatures = [...earlier, sign(context.seed, context.id, value, earlier)];
    return outside(context, path).flatMap((to) => say(to, { path, value, signatures }));
  });
}

/** Step 3: the majority, or of signed orders the one there is. */
export function decide(context: GeneralContext): Outcome {
  const decision = decisionOf(context);
  return [
    { ...context, round: context.round + 1, decision },
    [role('decided', context.round + 1), step('decide', { value: decision })],
  ];
}

function decisionOf(context: GeneralContext): Value | 'none' {
  if (!context.enough) return 'none';
  if (commands(context)) return context.order;
  if (!context.signed) return treeOf(context, context.processes.slice(0, 1)).value;
  const [proof, another] = context.proofs;
  // Two orders signed by the commander prove him a traitor; none leaves nothing to obey.
  return proof === undefined || another !== undefined ? DEFAULT_VALUE : proof.value;
}

function outside({ processes }: GeneralContext, path: Path): readonly ProcessId[] {
  return processes.filter((other) => !path.includes(other));
}

/** The step tells what an honest general says; what a traitor says stands in the message. */
function say(to: ProcessId, payload: GeneralEvent['payload']): readonly Effect[] {
  const { path, value } = payload;
  return [
    step('relay', { path, to, value }),
    { type: 'send', params: { to, type: path.length === 1 ? 'Order' : 'Relay', payload } },
  ];
}

function role(name: string, round: number): Effect {
  return step('role', { role: name, round });
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
