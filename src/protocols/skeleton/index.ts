/**
 * The protocol one copies: each process pings the next one in a ring and counts the rounds.
 * This file is the door: the kernel, the views and the laws know a protocol by its definition alone.
 */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { skeletonClient } from './client.ts';
import { skeletonGallery } from './gallery.ts';
import { skeletonProcess } from './machine.ts';
import type { Ping } from './messages.ts';
import { roundsGrow, unanswered } from './monitors.ts';
import { type PingContext, stableOf } from './state.ts';

const MS = 1000;

export const skeleton: ProtocolDefinition = {
  id: 'skeleton',
  title: 'Skeleton',
  source: 'Lightcone',
  summary: 'Processes in a ring ping each other and count: the smallest protocol, and the one to copy.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 9] },
  // Ids are those of the chart's states and of `step role`; the tone gives colour and thickness.
  roles: [
    { id: 'resting', title: 'resting', tone: 'following' },
    { id: 'waiting', title: 'waiting', tone: 'seeking' },
  ],
  messages: [
    { type: 'Ping', title: 'Ping', form: 'request', tone: 'seeking' },
    { type: 'Pong', title: 'Pong', form: 'reply', tone: 'following' },
  ],
  options: [
    {
      id: 'interval',
      title: 'Interval',
      hint: 'How long a process rests after an answer, and how long it waits for one.',
      perProcess: true,
      kind: 'duration',
      fallback: 100 * MS,
      min: MS,
      max: 60_000 * MS,
    },
  ],
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: [],
  machines: { process: skeletonProcess, client: skeletonClient },
  /** `initial S1 round=5`. A learner can write anything here, so what is wrong is a sentence. */
  parseInitial: ({ round = 0, ...others }) => {
    const [stranger] = Object.keys(others);
    if (stranger !== undefined) return fail(`"${stranger}" is nothing the skeleton stores (round)`);
    return typeof round === 'number' && Number.isInteger(round) && round >= 0 && round <= 1_000_000
      ? ok({ round })
      : fail('round must be a whole number from 0 to 1000000');
  },
  stable: (snapshot) => (isProcess(snapshot) ? stableOf(snapshot.context as PingContext) : undefined),
  caption: (type, payload) => `${type.toLowerCase()} ${(payload as Ping).round}`,
  sentence: (event) =>
    event.kind === 'step' && event.name === 'role'
      ? `${event.process} is ${event.detail.role} in round ${event.detail.round}`
      : undefined,
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { round, answered } = snapshot.context as PingContext;
    return {
      role: String(snapshot.value),
      epoch: round,
      badge: `round ${round}`,
      facts: [
        { name: 'round', value: String(round), stable: true },
        { name: 'answered', value: String(answered), stable: false },
      ],
    };
  },
  monitors: [roundsGrow],
  situations: [unanswered],
  flaws: [
    {
      id: 'forget-count',
      title: 'Forget the count',
      rule: 'The round is on stable storage before its ping is sent.',
      source: 'Lightcone',
      breaks: ['rounds-grow'],
      exposedBy: 'forget-count',
    },
  ],
  gallery: skeletonGallery,
};

/** Clients have charts of their own, and `stable` and `portray` are asked about them too. */
function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'round' in context;
}
