/**
 * What one detector knows of its peers, and the rules of both styles as plain functions.
 * Pings are pulled, heartbeats are pushed; either way silence for one timeout is taken for a crash, and taken back
 * when the silence ends (Chandra & Toueg 1996, §1 and figure 10).
 */
import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import type { DetectorEvent } from './messages.ts';

export type Style = 'heartbeat' | 'ping';

export interface Peer {
  readonly suspected: boolean;
  /** Whether anything came from it since this process started. */
  readonly heard: boolean;
  /** Heartbeats or answers that came. */
  readonly arrivals: number;
  /** Rounds of pings that wait for their answer, ascending; at most timeout ÷ period of them. */
  readonly unanswered: readonly number[];
}

export interface DetectorContext {
  readonly id: ProcessId;
  readonly peers: Readonly<Record<ProcessId, Peer>>;
  readonly style: Style;
  /** Local µs. */
  readonly period: number;
  readonly timeout: number;
  /** How long after its start it speaks first: not all at the same moment. */
  readonly phase: number;
  /** Rounds of pings or heartbeats sent since the start. */
  readonly round: number;
  readonly flaws: readonly string[];
}

export type Outcome = readonly [DetectorContext, readonly Effect[]];
type Of<Type extends DetectorEvent['type']> = Extract<DetectorEvent, { type: Type }>;

const UNKNOWN: Peer = { suspected: false, heard: false, arrivals: 0, unanswered: [] };

/** Suspicions are memory: after a restart everybody is trusted until silence says otherwise. */
export function createContext({ id, processes, seed, options, flaws, incarnation }: ProcessInput): DetectorContext {
  const period = options.period as number;
  const others = processes.filter((process) => process !== id);
  return {
    id,
    peers: Object.fromEntries(others.map((process) => [process, UNKNOWN])),
    style: options.style as Style,
    period,
    timeout: options.timeout as number,
    phase: drawWithin(seed, `${id}/phase/${incarnation}`, [0, period]),
    round: 0,
    flaws,
  };
}

/** Where heartbeats are awaited, silence counts from the start on; a ping starts its own timeout. */
export function begin(context: DetectorContext): Outcome {
  const waits = context.style === 'heartbeat' && !context.flaws.includes('wait-for-first');
  const timers = waits ? Object.keys(context.peers).map((peer) => awaiting(context, peer, 0)) : [];
  return [context, [role(context), ...timers]];
}

/** The period is over: everybody is pinged, or told that this process is alive. */
export function speak(context: DetectorContext): Outcome {
  const round = context.round + 1;
  const names = Object.keys(context.peers);
  if (context.style === 'heartbeat') {
    const beats = names.map((to) => sending(to, 'Heartbeat', { number: round }));
    return [{ ...context, round }, beats];
  }
  const asked = Object.fromEntries(
    Object.entries(context.peers).map(([name, peer]) => [name, { ...peer, unanswered: [...peer.unanswered, round] }]),
  );
  const pings = names.flatMap((to) => [sending(to, 'Ping', { round }), ...awaitingAnswer(context, to, round)]);
  return [{ ...context, round, peers: asked }, pings];
}

/** A process that has just been reached by a ping answers it, whatever it thinks of the asker. */
export function answer(context: DetectorContext, { from, payload }: Of<'Ping'>): Outcome {
  return [context, [sending(from, 'Pong', payload)]];
}

/** A heartbeat: the sender was alive when it left, so the wait begins anew. */
export function hear(context: DetectorContext, { from }: Of<'Heartbeat'>): Outcome {
  const peer = context.peers[from];
  if (peer === undefined) return [context, []];
  const restarts = !context.flaws.includes('old-deadline') || !peer.heard || peer.suspected;
  return believe(context, from, { ...peer, heard: true }, restarts ? [awaiting(context, from, 0)] : []);
}

/** The answer to a ping settles that ping and those before it: the peer was alive after them. */
export function settle(context: DetectorContext, { from, payload }: Of<'Pong'>): Outcome {
  const peer = context.peers[from];
  if (peer === undefined) return [context, []];
  if (context.flaws.includes('old-deadline')) return believe(context, from, { ...peer, heard: true }, []);
  const settled = peer.unanswered.filter((round) => round <= payload.round);
  const unanswered = peer.unanswered.filter((round) => round > payload.round);
  const cancels = settled.map((round) => ({ type: 'xstate.cancel', params: { sendId: timerOf(from, round) } }));
  return believe(context, from, { ...peer, heard: true, unanswered }, cancels);
}

/** A sign of life: a suspicion was wrong, or is wrong by now, and is withdrawn. */
function believe(context: DetectorContext, name: ProcessId, peer: Peer, effects: readonly Effect[]): Outcome {
  const keeps = peer.suspected && context.flaws.includes('never-trust-again');
  const withdrawn = peer.suspected && !keeps;
  const next = withPeer(context, name, { ...peer, suspected: keeps, arrivals: peer.arrivals + 1 });
  return [next, withdrawn ? [...effects, step('trust', { process: name }), role(next)] : effects];
}

/** Silence for a whole timeout. */
export function suspect(context: DetectorContext, { peer: name, round }: Of<'timeout'>): Outcome {
  const peer = context.peers[name];
  if (peer === undefined) return [context, []];
  const unanswered = peer.unanswered.filter((other) => other !== round);
  const next = withPeer(context, name, { ...peer, suspected: true, unanswered });
  return [next, peer.suspected ? [] : [step('suspect', { process: name }), role(next)]];
}

export function suspectsOf({ peers }: Pick<DetectorContext, 'peers'>): ProcessId[] {
  return Object.keys(peers).filter((name) => peers[name]?.suspected === true);
}

function withPeer(context: DetectorContext, name: ProcessId, peer: Peer): DetectorContext {
  return { ...context, peers: { ...context.peers, [name]: peer } };
}

function awaitingAnswer(context: DetectorContext, peer: ProcessId, round: number): readonly Effect[] {
  const holdsBack = context.flaws.includes('wait-for-first') && context.peers[peer]?.heard === false;
  return holdsBack ? [] : [awaiting(context, peer, round)];
}

/** Starts the timeout of a peer, or starts it anew: one for heartbeats, one for each ping. */
function awaiting({ timeout }: DetectorContext, peer: ProcessId, round: number): Effect {
  const event = { type: 'timeout', peer, round };
  return { type: 'xstate.raise', params: { event, id: timerOf(peer, round), delay: timeout } };
}

function timerOf(peer: ProcessId, round: number): string {
  return `timeout/${peer}/${round}`;
}

/** Colours the lane: somebody is suspected, or nobody. */
function role(context: DetectorContext): Effect {
  const suspects = suspectsOf(context);
  return step('role', { role: suspects.length === 0 ? 'trusting' : 'suspecting', suspects });
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}
