/** The domain name system: a walk from the root to the authority, caches with a time to live, and answers that are old. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { checkCast, isResolver, namedCast } from './cast.ts';
import { type ClientContext, dnsClient } from './client.ts';
import { dnsGallery } from './gallery.ts';
import { boundedAge, lookupsEnd, stale } from './monitors.ts';
import { dnsNameServer, type NameServerContext, stableNameServer, zoneOf } from './name-server.ts';
import { dnsOptions } from './options.ts';
import { captionDns, dnsSentence, isNameServers, isResolvers, portrayDns } from './portrait.ts';
import { dnsResolver } from './resolver.ts';

export const dns: ProtocolDefinition = {
  id: 'dns',
  title: 'Name resolution',
  source: 'RFC 1034, RFC 1035, RFC 2308; Vitillo 2021, ch. 4',
  summary:
    'A resolver walks from the root to the authority and remembers what it was told: a change is seen late, at most a time to live.',
  defaults: { processes: 4, clients: 1 },
  limits: { processes: [4, 7] },
  named: namedCast,
  checkCast,
  roles: [
    { id: 'resting', title: 'at rest', tone: 'following' },
    { id: 'walking', title: 'looks a name up', tone: 'seeking' },
    { id: 'serving', title: 'name server', tone: 'leading' },
    { id: 'quiet', title: 'quiet', tone: 'following', unlisted: true },
    { id: 'asking', title: 'asks', tone: 'seeking', unlisted: true },
  ],
  messages: [
    { type: 'Lookup', title: 'Lookup', form: 'request', tone: 'seeking' },
    { type: 'Result', title: 'Result', form: 'reply', tone: 'leading' },
    { type: 'Query', title: 'Query', form: 'request', tone: 'seeking' },
    { type: 'Referral', title: 'Referral', form: 'reply', tone: 'neutral' },
    { type: 'Answer', title: 'Answer', form: 'reply', tone: 'leading' },
    { type: 'Update', title: 'Update', form: 'request', tone: 'neutral' },
    { type: 'Updated', title: 'Updated', form: 'reply', tone: 'neutral' },
  ],
  options: dnsOptions,
  operations: ['read', 'write'],
  timers: [
    { name: 'retry', title: 'next query' },
    { name: 'patience', title: 'next lookup' },
  ],
  behaviours: [],
  machines: { process: dnsResolver, client: dnsClient },
  machineOf: (process) => (isResolver(process) ? dnsResolver : dnsNameServer),
  readsClock: true,
  parseInitial: (values) =>
    Object.values(values).every((value) => typeof value === 'string')
      ? ok(zoneOf(values as Readonly<Record<string, string>>)) // each was looked at
      : fail('what the authority holds are texts by name, such as www="10.0.0.1"'),
  stable: (snapshot) => {
    if (isResolvers(snapshot)) return undefined;
    if (isNameServers(snapshot)) return stableNameServer(snapshot.context as NameServerContext);
    return snapshot.context === undefined ? undefined : { request: (snapshot.context as ClientContext).request };
  },
  caption: captionDns,
  sentence: dnsSentence,
  portray: portrayDns,
  monitors: [boundedAge, lookupsEnd],
  situations: [stale],
  flaws: [
    {
      id: 'ignore-ttl',
      title: 'Times to live are ignored',
      rule: 'An answer is used no longer than its time to live.',
      source: 'RFC 1035 §3.2.1',
      breaks: ['bounded-age'],
      exposedBy: 'ignore-ttl',
    },
    {
      id: 'keep-absence',
      title: 'A missing name is missing for good',
      rule: 'That there is no such name has a time to live as well.',
      source: 'RFC 2308 §5',
      breaks: ['bounded-age'],
      exposedBy: 'keep-absence',
    },
    {
      id: 'ask-once',
      title: 'No second query',
      rule: 'A query without a reply is sent again, and given up after some tries.',
      source: 'RFC 1035 §7.2',
      breaks: ['lookups-end'],
      exposedBy: 'ask-once',
    },
  ],
  gallery: dnsGallery,
  lessons: async () => (await import('./lessons.ts')).dnsLessons,
};
