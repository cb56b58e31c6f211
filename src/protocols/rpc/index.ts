/** Request and response, blocked or called back, straight or through a broker, and the key that makes retries harmless. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { type BrokerContext, rpcBroker, stableBroker } from './broker.ts';
import { checkCast, isBroker, namedCast } from './cast.ts';
import { type ClientContext, rpcClient, stableClient } from './client.ts';
import { rpcFlaws } from './flaws.ts';
import { rpcGallery } from './gallery.ts';
import { answeredMeansBooked, oneEffect, recognised } from './monitors.ts';
import { answered, consumed } from './monitors-liveness.ts';
import { rpcOptions } from './options.ts';
import { captionRpc, isBrokers, isServer, portrayRpc, rpcSentence } from './portrait.ts';
import { rpcServer, type ServerContext, stableServer } from './server.ts';

export const rpc: ProtocolDefinition = {
  id: 'rpc',
  title: 'Calls and messages',
  source: 'Vitillo 2021, ch. 5; Kleppmann 2017, ch. 4, 11 and 12',
  summary:
    'A payment is asked for until it is answered: with a key it is made once, through a broker even while its server is down.',
  defaults: { processes: 1, clients: 1 },
  limits: { processes: [1, 2] },
  named: namedCast,
  checkCast,
  roles: [
    { id: 'free', title: 'free', tone: 'following' },
    { id: 'waiting', title: 'waits for an answer', tone: 'seeking' },
    { id: 'idle', title: 'idle', tone: 'following' },
    { id: 'working', title: 'works', tone: 'leading' },
    { id: 'empty', title: 'empty', tone: 'following', unlisted: true },
    { id: 'holding', title: 'holds messages', tone: 'seeking' },
  ],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'leading' },
    { type: 'Publish', title: 'Publish', form: 'request', tone: 'seeking' },
    { type: 'Confirm', title: 'Confirm', form: 'reply', tone: 'leading' },
    { type: 'Deliver', title: 'Deliver', form: 'request', tone: 'neutral' },
    { type: 'Ack', title: 'Ack', form: 'reply', tone: 'neutral' },
  ],
  options: rpcOptions,
  operations: ['append'],
  timers: [
    { name: 'retry', title: 'next attempt' },
    { name: 'redeliver', title: 'next delivery' },
    { name: 'work', title: 'work' },
  ],
  behaviours: [],
  machines: { process: rpcServer, client: rpcClient },
  machineOf: (process) => (isBroker(process) ? rpcBroker : rpcServer),
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that a process here starts with`);
  },
  stable: (snapshot) => {
    if (snapshot.context === undefined) return undefined;
    if (isServer(snapshot)) return stableServer(snapshot.context as ServerContext);
    return isBrokers(snapshot)
      ? stableBroker(snapshot.context as BrokerContext)
      : stableClient(snapshot.context as ClientContext);
  },
  caption: captionRpc,
  sentence: rpcSentence,
  portray: portrayRpc,
  monitors: [oneEffect, answeredMeansBooked, answered, consumed],
  situations: [recognised],
  flaws: rpcFlaws,
  gallery: rpcGallery,
  lessons: async () => (await import('./lessons.ts')).rpcLessons,
};
