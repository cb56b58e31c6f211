/** Log replication (Raft §5.3), commitment (§5.4.2) and application to the state machine. */
import { present } from '../../base/assert.ts';
import type { Effect } from '../../sim/actor.ts';
import { answered, applyCommand } from './key-value.ts';
import { entriesBetween, entryAt, lastIndex, type Merge, merge, termAt } from './log.ts';
import { type Append, type Appended, type Command, describeCommand, type Entry, type RaftEvent } from './messages.ts';
import {
  hearLeader,
  isServedAnywhere,
  leadRead,
  marked,
  nextRound,
  noteRound,
  sameRound,
  serveAnywhere,
  serveWhatWaited,
  shownIndex,
  type Told,
} from './reads.ts';
import { majorityOf, type Outcome, type RaftContext, roleStep, sending, stepping } from './state.ts';
import { enterTerm } from './term.ts';

type AppendReceived = Extract<RaftEvent, { type: 'Append' }>;
type AppendedReceived = Extract<RaftEvent, { type: 'Appended' }>;
type Requested = Extract<RaftEvent, { type: 'Request' }>;

/** As leader: heartbeats to all, with whatever each follower lacks. */
export function broadcast(context: RaftContext, told?: Told): Outcome {
  return context.self.peers.reduce<Outcome>(
    ([now, effects], peer) => {
      const [next, sent] = sendTo(now, peer);
      return [next, [...effects, ...sent]];
    },
    [nextRound(context, told), []],
  );
}

function sendTo(context: RaftContext, peer: string): Outcome {
  const { self, log, term, commitIndex } = context;
  const position = self.processes.indexOf(peer);
  const next = context.nextIndex[position] ?? 1;
  const last = Math.min(lastIndex(log), next + self.options.batch - 1);
  const append: Append = {
    term,
    prevIndex: next - 1,
    prevTerm: termAt(log, next - 1),
    entries: entriesBetween(log, next, last),
    commit: commitIndex,
    ...marked(context),
  };
  const sent = sending(peer, 'Append', append);
  return [
    context.sentIndex[position] === last ? context : { ...context, sentIndex: context.sentIndex.with(position, last) },
    [sent],
  ];
}

/** As leader: an entry of one's own at the end of the log (`null`: a no-op). */
export function appendOwn(context: RaftContext, command: Command | null): Outcome {
  const entry: Entry = { term: context.term, command };
  const log = context.log.push(entry);
  const index = lastIndex(log);
  const own = context.self.processes.indexOf(context.self.id);
  const appended = stepping('append', { index, term: entry.term, value: describeCommand(command) });
  const [committed, effects] = commitWhatCounts({ ...context, log, matchIndex: context.matchIndex.with(own, index) });
  return [committed, [appended, ...effects]];
}

/** As leader: a client's request is appended and sent on; one that was answered before is answered again (§8). */
export function serveRequest(context: RaftContext, event: Requested): Outcome {
  const { from, payload } = event;
  const read = leadRead(context, event, broadcast);
  if (read !== undefined) return read;
  const before = answered(context.state, payload);
  if (before !== undefined)
    return [
      context,
      [sending(from, 'Reply', { request: payload.request, done: true, result: before.result, ...shownIndex(context) })],
    ];
  if (isUnderWay(context, payload)) return [context, []];
  const [appended, effects] = appendOwn(context, payload);
  const [led, sent] = broadcast(appended, event);
  return [led, [...effects, ...sent]];
}

/**
 * Whether a retry's first try is in the log, of this term and not applied yet. One of an older term is not enough: it cannot be
 * committed by counting (§5.4.2), and a client that only repeats it would wait for ever. Appended again it brings the first along.
 */
function isUnderWay({ log, lastApplied, term }: RaftContext, { client, request }: Command): boolean {
  for (let index = lastIndex(log); index > lastApplied && termAt(log, index) === term; index -= 1) {
    const command = entryAt(log, index)?.command;
    if (command?.client === client && command.request === request) return true;
  }
  return false;
}

export function redirect(context: RaftContext, { from, payload }: Requested): Outcome {
  if (isServedAnywhere(context, payload)) return serveAnywhere(context, { from, payload });
  return [context, [sending(from, 'Reply', { request: payload.request, done: false, leader: context.leader })]];
}

/** From the leader of this term or a later one; the caller has seen that it is not an older one. */
export function acceptAppend(before: RaftContext, event: AppendReceived, wasFollower: boolean): Outcome {
  const { from, payload } = event;
  const [entered, announced] = enterTerm(before, payload.term);
  const stepDown = announced.length > 0 || wasFollower ? announced : [roleStep('follower', entered.term)];
  const known = entered.leader === from ? entered : { ...entered, leader: from };
  const context = hearLeader(known, event);
  const { log, self } = context;
  const answer = (success: boolean, match: number): Effect => {
    const appended: Appended = {
      term: context.term,
      success,
      prevIndex: payload.prevIndex,
      match,
      ...sameRound(payload),
    };
    return sending(from, 'Appended', appended);
  };
  if (!self.flaws.noConsistencyCheck && !agrees(context, payload))
    return [context, [...stepDown, answer(false, lastIndex(log))]];
  // Without the check there may be nothing to put the entries after: they go to the end.
  const prevIndex = Math.min(payload.prevIndex, lastIndex(log));
  const merged = merge(log, prevIndex, payload.entries);
  const match = prevIndex + payload.entries.length;
  const [committed, effects] = commitTo({ ...context, log: merged.log }, Math.min(payload.commit, match));
  const [served, answers] = serveWhatWaited(committed);
  return [served, [...stepDown, ...mergeSteps(merged, match), ...effects, ...answers, answer(true, match)]];
}

/** The consistency check: an entry at `prevIndex` whose term is `prevTerm`. */
function agrees({ log }: RaftContext, { prevIndex, prevTerm }: Append): boolean {
  return prevIndex <= lastIndex(log) && termAt(log, prevIndex) === prevTerm;
}

function mergeSteps({ log, truncatedFrom, appendedFrom }: Merge, last: number): Effect[] {
  const steps: Effect[] = truncatedFrom === undefined ? [] : [stepping('truncate', { from: truncatedFrom })];
  if (appendedFrom === undefined) return steps;
  for (let index = appendedFrom; index <= last; index += 1) {
    const { term, command } = present(entryAt(log, index), `entry ${index}`);
    steps.push(stepping('append', { index, term, value: describeCommand(command) }));
  }
  return steps;
}

export function refuseAppend(context: RaftContext, { from, payload }: AppendReceived): Outcome {
  const refusal: Appended = {
    term: context.term,
    success: false,
    prevIndex: payload.prevIndex,
    match: lastIndex(context.log),
  };
  return [context, [sending(from, 'Appended', refusal)]];
}

/** As leader: what a follower has is counted; what it lacks is looked for one step back, or at its end. */
export function noteAnswer(before: RaftContext, event: AppendedReceived): Outcome {
  const [context, effects] = noteProgress(noteRound(before, event.from, event.payload), event);
  const [served, answers] = serveWhatWaited(context);
  return answers.length === 0 ? [context, effects] : [served, [...effects, ...answers]];
}

function noteProgress(context: RaftContext, { from, payload }: AppendedReceived): Outcome {
  const position = context.self.processes.indexOf(from);
  const next = context.nextIndex[position] ?? 1;
  const known = context.matchIndex[position] ?? 0;
  if (payload.term < context.term) return [context, []];
  if (!payload.success) {
    // An answer to an older try says nothing new.
    if (payload.prevIndex !== next - 1 || payload.prevIndex <= known) return [context, []];
    const back = Math.max(known + 1, Math.min(next - 1, payload.match + 1));
    return sendTo({ ...context, nextIndex: context.nextIndex.with(position, back) }, from);
  }
  const noted = payload.match <= known && next > payload.match ? context : progress(context, position, payload.match);
  const [committed, effects] = noted === context ? [context, []] : commitWhatCounts(noted);
  const sent = committed.sentIndex[position] ?? 0;
  if (sent > payload.match || lastIndex(committed.log) <= sent) return [committed, effects];
  const [more, sending] = sendTo(committed, from);
  return [more, [...effects, ...sending]];
}

function progress(context: RaftContext, position: number, match: number): RaftContext {
  const { matchIndex, nextIndex } = context;
  return {
    ...context,
    matchIndex: matchIndex.with(position, Math.max(matchIndex[position] ?? 0, match)),
    nextIndex: nextIndex.with(position, Math.max(nextIndex[position] ?? 1, match + 1)),
  };
}

/** As leader: the highest index on a majority is committed, if its entry is of this term (§5.4.2, figure 8). */
function commitWhatCounts(context: RaftContext): Outcome {
  const { self, matchIndex, log, term } = context;
  const needed = self.flaws.commitWithoutMajority ? 1 : majorityOf(self.processes.length);
  const index = [...matchIndex].sort((a, b) => b - a)[needed - 1] ?? 0;
  if (index <= context.commitIndex) return [context, []];
  if (!self.flaws.commitOldTerms && termAt(log, index) !== term) return [context, []];
  return commitTo(context, index);
}

/** The commit index moves on, and every entry up to it is applied in order; a leader answers its clients. */
function commitTo(context: RaftContext, index: number): Outcome {
  if (index <= context.commitIndex) return [context, []];
  const effects: Effect[] = [stepping('commit', { index })];
  let { state } = context;
  for (let applied = context.lastApplied + 1; applied <= index; applied += 1) {
    const entry = present(entryAt(context.log, applied), `entry ${applied}`);
    effects.push(stepping('apply', { index: applied, term: entry.term, value: describeCommand(entry.command) }));
    if (entry.command === null) continue;
    const [next, result] = applyCommand(state, entry.command);
    state = next;
    const shown = shownIndex({ ...context, lastApplied: applied });
    if (context.leader === context.self.id && context.self.clients.includes(entry.command.client)) {
      effects.push(
        sending(entry.command.client, 'Reply', { request: entry.command.request, done: true, result, ...shown }),
      );
    }
  }
  return [{ ...context, commitIndex: index, lastApplied: index, state }, effects];
}
