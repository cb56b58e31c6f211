/**
 * A member of a control plane that is a Raft group. The Raft inside is the project's own, whole: this file hands it its
 * messages and timers, and takes what it sends, tells and asks to be woken for as data. Configurations are values that its
 * log agrees on; the leader proposes them as a client of itself, and nobody acts on one before it is applied.
 */
import { type Effect, react, type Stimulus, start } from '../../sim/actor.ts';
import type { Snapshot } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { type Command, entryAt, lastIndex, majorityOf, raftProcess, termAt } from '../raft/index.ts';
import { type Configuration, chainOf, parseConfiguration, printConfiguration } from './configuration.ts';
import { freshReports, nextConfiguration, tell } from './control.ts';
import {
  announcement,
  type ControlContext,
  type ControlOutcome,
  type HeartbeatEvent,
  isMember,
  lease,
  look,
  noteAndRemind,
  raftOf,
  tellAll,
} from './control-context.ts';

/** Under this key the log holds the chain. */
const KEY = 'chain';

interface Sending {
  readonly to: ProcessId;
  readonly type: string;
  readonly payload: { readonly [name: string]: Json };
}

/** A round that was answered, or the one that an Append belongs to. */
interface Stamped {
  readonly round: number;
  readonly term: number;
}

export function openGroup(context: ControlContext): ControlOutcome {
  return relay(context, start(raftProcess, context.self.raft), 0);
}

/** A message or a timer of Raft's: the process inside reacts, and what follows from it for the chain is done. */
export function forward(context: ControlContext, stimulus: Stimulus, now: number): ControlOutcome {
  const { raft } = context;
  if (raft === null) return [context, []];
  const stamped = stimulus.payload as Stamped | undefined;
  const [inner, sent] = relay(context, react(raftProcess, raft, stimulus), stamped?.round ?? 0);
  const noted = stimulus.type === 'Appended' ? noteRound(inner, String(stimulus.from), stamped) : inner;
  const [after, effects] = consider(context, noted, now);
  return [after, [...sent, ...effects]];
}

/** Raft's own effects as they are, but that each Append bears the number of its round and its answer bears it back. */
function relay(
  context: ControlContext,
  [raft, effects]: readonly [Snapshot, readonly Effect[]],
  answers: number,
): ControlOutcome {
  const { self } = context;
  const isAppend = ({ type, params }: Effect) => type === 'send' && (params as Sending).type === 'Append';
  const round = effects.some(isAppend) ? context.round + 1 : context.round;
  const passed = effects.flatMap((effect): readonly Effect[] => {
    if (effect.type !== 'send') return [effect];
    const { to, type, payload } = effect.params as Sending;
    // What Raft answers its client stays inside: this process sees for itself what is applied.
    if (!self.members.includes(to) || to === self.id) return [];
    if (type === 'Append') return [{ type: 'send', params: { to, type, payload: { ...payload, round } } }];
    if (type === 'Appended') return [{ type: 'send', params: { to, type, payload: { ...payload, round: answers } } }];
    return [effect];
  });
  return [{ ...context, raft, round }, passed];
}

/** An answer of the leader's own term shows that its sender knew no later leader. */
function noteRound(context: ControlContext, from: ProcessId, stamped: Stamped | undefined): ControlContext {
  if (stamped === undefined || stamped.term !== raftOf(context).term) return context;
  const known = context.answeredRounds[from] ?? 0;
  return stamped.round <= known
    ? context
    : { ...context, answeredRounds: { ...context.answeredRounds, [from]: stamped.round } };
}

/** What a reaction of Raft's means for the chain: an office won or lost, a configuration applied, leases that are sure now. */
function consider(before: ControlContext, context: ControlContext, now: number): ControlOutcome {
  const led = before.raft?.value === 'leader' && raftOf(before).term === raftOf(context).term;
  const leads = isLeader(context);
  const office =
    leads === led
      ? context
      : {
          ...context,
          reports: freshReports(context.self.servers, now),
          lookedAt: now,
          waiting: [],
          answeredRounds: {},
        };
  const [applied, first] = takeOn(office, now);
  if (!leads) return [applied, first];
  const { term, log, commitIndex } = raftOf(applied);
  // Only with an entry of its own term committed does a leader know what the terms before it have decided (Raft §8).
  const opens = applied.inForce !== term && termAt(log, commitIndex) === term;
  const opened = opens ? { ...applied, inForce: term, announcedAt: now } : applied;
  const told = opens && first.length === 0 && opened.configuration.epoch > 0 ? tellAll(opened) : [];
  const [granted, leases] = grant(opened);
  const [decided, more] = opens ? decide(granted, now) : ([granted, []] as const);
  return [decided, [...first, ...told, ...leases, ...more]];
}

/** A configuration that the group has agreed on counts from here on; the leader tells everybody. */
function takeOn(context: ControlContext, now: number): ControlOutcome {
  const text = raftOf(context).state.values.get(KEY);
  const configuration = text === undefined ? undefined : parseConfiguration(text);
  if (configuration === undefined || configuration.epoch <= context.configuration.epoch) return [context, []];
  const next = { ...context, configuration, announcedAt: now };
  return [next, [announcement(configuration), ...(isLeader(next) ? tellAll(next) : [])]];
}

export function lookAsLeader(context: ControlContext, now: number): ControlOutcome {
  return decide(look(context, now), now);
}

/** A leader answers a heartbeat only when a majority has shown that nobody led after it had come. */
export function hearAsLeader(context: ControlContext, event: HeartbeatEvent): ControlOutcome {
  const { from, payload, reading } = event;
  const [noted, effects] = noteAndRemind(context, event);
  const others = noted.waiting.filter(({ server }) => server !== from || noted.waiting.length < MOST_WAITING);
  const waiting = [...others, { server: from, sentAt: payload.sentAt, round: noted.round + 1 }];
  const [decided, more] =
    payload.ready > 0 ? decide({ ...noted, waiting }, reading.monotonic) : ([{ ...noted, waiting }, []] as const);
  return [decided, [...effects, ...more]];
}

/** A leader without a majority answers nobody; what it does not answer must not pile up. */
const MOST_WAITING = 100;

function grant(context: ControlContext): ControlOutcome {
  const { waiting, self, answeredRounds } = context;
  const { term } = raftOf(context);
  if (waiting.length === 0 || context.inForce !== term) return [context, []];
  const answered = self.members.filter((id) => id !== self.id).map((id) => answeredRounds[id] ?? 0);
  const sure = answered.sort((a, b) => b - a)[majorityOf(self.members.length) - 2] ?? 0;
  const due = waiting.filter(({ round }) => round <= sure);
  if (due.length === 0) return [context, []];
  const left = { ...context, waiting: waiting.filter(({ round }) => round > sure) };
  return [left, due.filter(({ server }) => staysIn(context, server)).map(lease)];
}

/** In the chain, and in every chain that the log may yet decide on: a promise must not outlive its server's place. */
function staysIn(context: ControlContext, server: ProcessId): boolean {
  if (!isMember(context, server)) return false;
  const { log, lastApplied } = raftOf(context);
  for (let index = lastApplied + 1; index <= lastIndex(log); index += 1) {
    const value = entryAt(log, index)?.command?.value ?? null;
    if (value !== null && !chainOf(parseConfiguration(value)).includes(server)) return false;
  }
  return true;
}

/** The leader proposes: to its own log, as a client of itself. Only the first proposal on top of a configuration can win. */
function decide(context: ControlContext, now: number): ControlOutcome {
  const { self, configuration, reports, inForce, proposed, raft } = context;
  const { term } = raftOf(context);
  const next = nextConfiguration({ servers: self.servers, configuration, reports, detectAfter: self.detectAfter }, now);
  if (next === undefined || raft === null) return [context, []];
  if (self.announcesEarly) return announceEarly(context, next, now);
  const name = `${next.epoch}/${term}`;
  return inForce !== term || proposed === name ? [context, []] : propose({ ...context, proposed: name }, next, now);
}

function propose(context: ControlContext, next: Configuration, now: number): ControlOutcome {
  const { self, configuration } = context;
  const command: Command = {
    op: 'cas',
    key: KEY,
    value: printConfiguration(next),
    expected: configuration.epoch === 0 ? null : printConfiguration(configuration),
    client: self.id,
    request: context.proposals + 1,
  };
  return forward({ ...context, proposals: command.request }, { type: 'Request', from: self.id, payload: command }, now);
}

/** The flaw: it is told to everybody while nobody has agreed to it. */
function announceEarly(context: ControlContext, next: Configuration, now: number): ControlOutcome {
  const [proposed, effects] = propose(context, next, now);
  const announced = { ...proposed, configuration: next, announcedAt: now };
  return [
    announced,
    [...effects, announcement(next), ...tell(next, [...context.self.servers, ...context.self.clients])],
  ];
}

function isLeader({ raft }: ControlContext): boolean {
  return raft?.value === 'leader';
}
