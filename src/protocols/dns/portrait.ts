/** Resolvers, name servers and clients in words. */
import type { Fact, Portrait, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { ClientContext } from './client.ts';
import type { NameServerContext } from './name-server.ts';
import type { ResolverContext } from './resolver.ts';

export function captionDns(type: string, payload: Json): string {
  const { name, value, server, status } = payload as Readonly<Record<string, Json>>;
  switch (type) {
    case 'Lookup':
    case 'Query':
      return `${name}?`;
    case 'Referral':
      return `ask ${server}`;
    case 'Answer':
      return `${name} ${found(value)}`;
    case 'Result':
      return status === 'failed' ? `${name}: failed` : `${name} ${found(value)}`;
    case 'Update':
      return value === '' ? `take ${name} out` : `${name}=${value}`;
    default:
      return 'done';
  }
}

function found(value: Json | undefined): string {
  return value === null ? 'is not there' : `is ${value}`;
}

export function dnsSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, name: step, detail } = event;
  const { name, value, version, ttl, client, cached, server } = detail;
  switch (step) {
    case 'answer':
      return `${process} tells ${client} that ${name} ${found(value)}${cached === true ? ', from its cache' : ''}`;
    case 'store':
      return `${process} keeps for ${Number(ttl) / 1000} ms that ${name} ${found(value)}`;
    case 'change':
      return `${process} has a new record, the ${version}. of ${name}: ${value === null ? 'taken out' : value}`;
    case 'fail':
      return `${process} gives ${name} up: ${server} does not answer`;
    default:
      return undefined;
  }
}

export function isResolvers({ context }: Snapshot): boolean {
  return context !== undefined && 'cache' in context;
}
export function isNameServers({ context }: Snapshot): boolean {
  return context !== undefined && 'records' in context;
}

export function portrayDns(snapshot: Snapshot): Portrait {
  const role = String(snapshot.value);
  if (isResolvers(snapshot)) {
    const { cache, searches } = snapshot.context as ResolverContext;
    const walks = Object.entries(searches).map(([name, { server }]) => `${name} at ${server}`);
    return {
      role,
      badge: `${cache.answers.size} held`,
      facts: [
        fact('looks for', walks.length === 0 ? '–' : walks.join(', ')),
        ...cache.answers.entries().map(([name, { value }]) => fact(name, value ?? 'not there')),
        ...cache.referrals.entries().map(([zone, { server }]) => fact(`zone ${zone}`, server)),
      ],
    };
  }
  if (isNameServers(snapshot)) {
    const { records } = snapshot.context as NameServerContext;
    const facts = records
      .entries()
      .map(([name, { value, version }]) => fact(name, `${value ?? 'taken out'} (${version}.)`, true));
    return { role, facts };
  }
  const { current, queue, resolver } = snapshot.context as ClientContext;
  return {
    role,
    facts: [
      fact('resolver', resolver),
      fact('waits for', current === null ? '–' : current.key),
      fact('not yet asked', String(queue.length)),
    ],
  };
}

function fact(name: string, value: string, stable = false): Fact {
  return { name, value, stable };
}
