/** Everybody who waits comes to know a value: not always (Fischer, Lynch, Paterson), but once delays are bounded. */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { majorityOf, partOf, those } from './cast.ts';
import type { LearnerContext } from './learner.ts';
import type { ProposerContext } from './proposer.ts';

/** Attempts, each as long as one can be, before a decision counts as missing: back-off at random ends a duel much sooner. */
const ATTEMPTS = 20;

interface Waiting {
  /** Since when a decision could come, and delays were bounded; null: not yet, or not now. */
  readonly since: { readonly at: TrueTime; readonly event: EventId } | null;
  readonly said: string;
}

export const termination: Monitor<Waiting> = {
  id: 'termination',
  claim:
    'Once delays are bounded, every proposer and learner that reaches a majority of acceptors comes to decide what was asked for.',
  type: 'liveness',
  source: 'Dwork, Lynch, Stockmeyer 1988; Fischer, Lynch, Paterson 1985; Lamport 2001, §2.4',
  on: ['role', 'decide', 'crash', 'restart', 'pause', 'resume', 'fault', 'refuse'],
  start: { since: null, said: '' },
  observe: look,
  conclude: (waiting, world) => look(waiting, world, undefined)[1],
};

function look(
  { since, said }: Waiting,
  world: LiveWorld,
  event: TraceEvent | undefined,
): readonly [Waiting, Finding | undefined] {
  const waiting = awaitedIn(world);
  const bounded = world.now >= boundedFrom(world);
  const from = waiting.length > 0 && bounded ? (since ?? { at: world.now, event: event?.id ?? 0 }) : null;
  const finding = judge(world, waiting, from);
  const now = { since: from, said: `${finding.holds} ${finding.message}` };
  return [now, now.said === said ? undefined : finding];
}

function judge(world: LiveWorld, waiting: readonly ProcessId[], since: Waiting['since']): Finding {
  const open = (message: string): Finding => ({ holds: null, events: [], message });
  const names = waiting.join(', ');
  if (waiting.length === 0) {
    const stuck = world.processes.filter((process) => world.statusOf(process) === 'up' && waits(world, process));
    if (stuck.some((process) => partOf(process) === 'proposer'))
      return open(`Awaited: that ${stuck.join(', ')} can reach a majority of acceptors that is up.`);
    return world.processes.some((process) => hasDecided(world, process))
      ? { holds: true, events: [], message: 'Everybody who waits and reaches a majority knows the value.' }
      : open('Awaited: that a proposer is up and has been asked for something.');
  }
  if (since === null) {
    const when = boundedFrom(world);
    return when === Number.POSITIVE_INFINITY
      ? open(`Awaited: ${names}. Nobody says when delays are bounded, and until they are nothing is promised.`)
      : open(`Awaited: ${names}. Nothing is promised before ${seconds(when)}, when delays are bounded.`);
  }
  if (!isOverdue(world, since.at)) return open(`Awaited since ${seconds(since.at)}: ${names}.`);
  return {
    holds: false,
    events: [since.event],
    message: `${names} could decide since ${seconds(since.at)}, delays are bounded, and ${ATTEMPTS} attempts were not enough.`,
  };
}

/** Who has not decided and could. */
function awaitedIn(world: LiveWorld): readonly ProcessId[] {
  const able = world.processes.filter(
    (process) => partOf(process) !== 'acceptor' && world.statusOf(process) === 'up' && reachesMajority(world, process),
  );
  const source = able.some(
    (process) => partOf(process) === 'proposer' && (hasWish(world, process) || hasDecided(world, process)),
  );
  if (!source) return [];
  return able.filter((process) => waits(world, process));
}

/** A learner waits from the start, a proposer once it has been asked for something. */
function waits(world: LiveWorld, process: ProcessId): boolean {
  if (partOf(process) === 'acceptor' || hasDecided(world, process)) return false;
  return partOf(process) === 'learner' || hasWish(world, process);
}

/** Connected both ways with enough acceptors that are up. */
function reachesMajority(world: LiveWorld, process: ProcessId): boolean {
  const acceptors = those('acceptor', world.processes);
  const reached = acceptors.filter(
    (other) => world.statusOf(other) === 'up' && world.connected(process, other) && world.connected(other, process),
  );
  return reached.length >= majorityOf(acceptors.length);
}

/** Judged only where patience is long enough for an answer: with less no bound on delays helps. */
function isOverdue(world: LiveWorld, since: TrueTime): boolean {
  const proposers = those('proposer', world.processes).map((process) => proposerOf(world, process));
  const longest = proposers.map(({ patience, thinking, backoff }) => 2 * patience + thinking + backoff[1]);
  const polls = those('learner', world.processes).map(
    (process) => (world.snapshotOf(process).context as LearnerContext).poll,
  );
  const attempt = Math.max(0, ...longest) + Math.max(0, ...polls);
  return proposers.every(({ isPatient }) => isPatient) && world.now - since > ATTEMPTS * attempt;
}

function hasWish(world: LiveWorld, process: ProcessId): boolean {
  return partOf(process) === 'proposer' && proposerOf(world, process).wish !== null;
}

function hasDecided(world: LiveWorld, process: ProcessId): boolean {
  if (partOf(process) === 'acceptor') return false;
  return (world.snapshotOf(process).context as ProposerContext | LearnerContext).decided !== null;
}

/** Names tell the parts, and each part has its own context. */
function proposerOf(world: LiveWorld, process: ProcessId): ProposerContext {
  return world.snapshotOf(process).context as ProposerContext;
}

/** From when on the model bounds delays; without `gst` nobody says when. */
function boundedFrom({ model: { timing, gst } }: LiveWorld): number {
  if (timing === 'synchronous') return 0;
  return timing === 'partially-synchronous' && gst !== undefined ? gst : Number.POSITIVE_INFINITY;
}

function seconds(at: TrueTime): string {
  return `${(at / 1_000_000).toFixed(3)} s`;
}
