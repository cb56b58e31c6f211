/** The rules: beat, answer, vote, count, obey. */
import type { Effect } from '../../sim/actor.ts';
import type { Beat, BeatReceived, Heard, HeardReceived, Life, Told } from './messages.ts';
import { consenting, includes, type Outcome, roleStep, stepping, type TruthContext, withLife } from './state.ts';

/** Rounds whose answers may still be good. */
const ROUNDS_KEPT = 40;

/** Whoever has not been heard for too long is voted dead, in the life in which it was heard last; then all are told. */
export function beat(before: TruthContext, { reading }: Told): Outcome {
  const now = reading.monotonic;
  const effects: Effect[] = [];
  let { votes } = before;
  // One that has stood still itself has heard nobody, and cannot judge whether they were there.
  const slept = now - (before.sent.at(-1)?.at ?? now) >= before.timeout;
  const heard = slept ? heardNow(before, now) : before.heard;
  for (const peer of slept ? [] : before.peers) {
    const { at = 0, life = 0 } = before.heard[peer] ?? {};
    if (now - at < before.timeout || includes(votes, peer, life)) continue;
    votes = withLife(votes, peer, life);
    effects.push(stepping('vote', { dead: peer, life }));
  }
  const [context, declared] = count({ ...before, votes, heard });
  const round = context.round + 1;
  const payload: Beat = { round, life: context.life, votes: context.votes, dead: context.dead };
  const sent = [...context.sent.slice(-ROUNDS_KEPT), { round, at: now }];
  return [
    { ...context, round, sent },
    [
      ...effects,
      ...declared,
      ...context.peers.map((to): Effect => ({ type: 'send', params: { to, type: 'Beat', payload } })),
    ],
  ];
}

function heardNow({ heard }: TruthContext, now: number): TruthContext['heard'] {
  return Object.fromEntries(Object.entries(heard).map(([peer, { life }]) => [peer, { at: now, life }]));
}

/** A life that this process has voted dead gets no answer: a vote and a consent exclude each other. */
export function answer(before: TruthContext, { from, payload, reading }: BeatReceived): Outcome {
  const { life, round } = payload;
  const known = before.heard[from]?.life ?? 0;
  const dead = payload.dead.reduce((all, one) => withLife(all, one.process, one.life), before.dead);
  const told = { ...before.told, [from]: payload.votes };
  const shunned = life < known || includes(before.votes, from, life) || includes(dead, from, life);
  const heard = shunned ? before.heard : { ...before.heard, [from]: { at: reading.monotonic, life } };
  const [context, declared] = count({ ...before, heard, told, dead });
  const learnt = dead.filter((one) => !includes(before.dead, one.process, one.life));
  const heardIt: Heard = { round, life };
  return [
    context,
    [
      ...learnt.map(({ process, life: which }) => stepping('learn', { dead: process, life: which })),
      ...declared,
      ...(shunned ? [] : [{ type: 'send', params: { to: from, type: 'Heard', payload: heardIt } }]),
    ],
  ];
}

/** Votes of a majority make it so, whatever the one concerned thinks. */
function count(context: TruthContext): Outcome {
  const { id, peers, votes, told, needed, declaresAlone } = context;
  const effects: Effect[] = [];
  let { dead } = context;
  const lives: readonly Life[] = [...votes, ...peers.flatMap((peer) => told[peer] ?? [])];
  for (const { process, life } of lives) {
    if (includes(dead, process, life)) continue;
    const voters = [
      ...(includes(votes, process, life) ? [id] : []),
      ...peers.filter((peer) => includes(told[peer] ?? [], process, life)),
    ];
    if (voters.length < (declaresAlone ? 1 : needed)) continue;
    dead = withLife(dead, process, life);
    effects.push(stepping('declare', { dead: process, life, voters }));
  }
  return [dead === context.dead ? context : { ...context, dead }, effects];
}

/** A consent is counted from when its beat was sent: before the other could promise anything. */
export function note(context: TruthContext, { from, payload }: HeardReceived): Outcome {
  if (payload.life !== context.life) return [context, []];
  const sent = context.sent.find(({ round }) => round === payload.round);
  if (sent === undefined) return [context, []];
  const usable = Math.floor((context.timeout * (1_000_000 - context.assumedDrift)) / 1_000_000);
  const until = Math.max(context.consents[from] ?? 0, sent.at + usable);
  return [{ ...context, consents: { ...context.consents, [from]: until } }, []];
}

/** Whether it may act now: by the word of a majority, and by its own clock. */
export function mayAct(context: TruthContext, { reading }: Told): boolean {
  return context.trustsItself || consenting(context, reading.monotonic).length >= context.needed;
}

/** Local µs until the majority's consent ends, as far as it is known now. */
export function timeLeft(context: TruthContext, { reading }: Told): number {
  const ends = context.peers.map((peer) => context.consents[peer] ?? 0).sort((a, b) => b - a);
  return (ends[context.needed - 2] ?? 0) - reading.monotonic;
}

/** By a majority, or because so many have voted it dead that no majority can consent any more. */
export function isVotedOut({ id, life, dead, told, peers, needed, trustsItself }: TruthContext): boolean {
  if (trustsItself) return false;
  const against = peers.filter((peer) => includes(told[peer] ?? [], id, life)).length;
  return includes(dead, id, life) || against > peers.length + 1 - needed;
}

/** It obeys, and asks again under the next number: the old one is dead for good. */
export function resign(context: TruthContext): Outcome {
  const life = context.life + 1;
  return [{ ...context, life, consents: {} }, [roleStep('out', context.life)]];
}

export function enter(context: TruthContext): Outcome {
  return [context, [roleStep('member', context.life)]];
}

export function leave(context: TruthContext): Outcome {
  return [context, [roleStep('outside', context.life)]];
}

/** What only a member may do. */
export function act(context: TruthContext, { reading }: Told): Outcome {
  const by = consenting(context, reading.monotonic);
  return [context, [stepping('act', { life: context.life, consents: by })]];
}
