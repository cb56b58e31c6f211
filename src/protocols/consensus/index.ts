/** Consensus on one value: a register that is written once. Single-decree Paxos, its three parts as processes of their own. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { type AcceptorContext, stableAcceptor } from './acceptor.ts';
import { checkCast, namedCast, type Part, partOf } from './cast.ts';
import { consensusClient, stableClient } from './client.ts';
import { consensusFlaws } from './flaws.ts';
import { consensusGallery } from './gallery.ts';
import { type LearnerContext, stableLearner } from './learner.ts';
import { acceptorMachine, learnerMachine, proposerMachine } from './machines.ts';
import { consensusMonitors } from './monitors.ts';
import { consensusOptions } from './options.ts';
import { captionMessage, consensusMessages, consensusRoles, consensusSentence, portrayConsensus } from './portrait.ts';
import { type ProposerContext, stableProposer } from './proposer.ts';
import { consensusSituations } from './situations.ts';

const MACHINES = { proposer: proposerMachine, acceptor: acceptorMachine, learner: learnerMachine };

export const consensus: ProtocolDefinition = {
  id: 'consensus',
  title: 'Consensus on one value',
  source: 'Lamport: Paxos Made Simple, 2001; Fischer, Lynch, Paterson, 1985',
  summary: 'A register that is written once: several propose, a majority accepts, and one value is decided for good.',
  defaults: { processes: 6, clients: 2 },
  limits: { processes: [2, 15] },
  named: namedCast,
  checkCast,
  roles: consensusRoles,
  messages: consensusMessages,
  options: consensusOptions,
  operations: ['write'],
  timers: [
    { name: 'patience', title: 'patience' },
    { name: 'backoff', title: 'back-off' },
    { name: 'thinking', title: 'thinking time' },
    { name: 'poll', title: 'question' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  machines: { process: acceptorMachine, client: consensusClient },
  machineOf: (process) => MACHINES[partOf(process)],
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that a process starts with`);
  },
  stable,
  caption: captionMessage,
  sentence: consensusSentence,
  portray: portrayConsensus,
  monitors: consensusMonitors,
  situations: consensusSituations,
  flaws: consensusFlaws,
  gallery: consensusGallery,
  lessons: async () => (await import('./lessons.ts')).consensusLessons,
};

/** Each part's context says which it is. */
function stable({ context }: Snapshot): unknown {
  switch ((context as { readonly part: Part | 'client' }).part) {
    case 'proposer':
      return stableProposer(context as ProposerContext);
    case 'acceptor':
      return stableAcceptor(context as AcceptorContext);
    case 'learner':
      return stableLearner(context as LearnerContext);
    case 'client':
      return stableClient(context);
  }
}
