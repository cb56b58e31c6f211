/** Reads: by the tail alone, or, with CRAQ, by every server of the chain (Terrace, Freedman: Object Storage on CRAQ, 2009). */
import type { Effect } from '../../sim/actor.ts';
import { tailOf } from './configuration.ts';
import type { Command, ServerEvent, Version } from './messages.ts';
import { newestOf } from './objects.ts';
import { isSynced, type Outcome, placeOf, type ServerContext, sending, stepping } from './state.ts';
import { answer, committedValue, redirect } from './updates.ts';

type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;

/** A server that may have been taken out of the chain without knowing must not answer: the lease says that it was not. */
function mayAnswer(context: ServerContext, now: number): boolean {
  return isSynced(context) && (now < context.leaseUntil || context.self.flaws.noLease);
}

export function serveRead(context: ServerContext, event: Of<'Request'>): Outcome {
  const { payload, reading } = event;
  const place = placeOf(context);
  const isTail = place === 'tail' || place === 'alone';
  if (!isTail && (place === 'outside' || !context.self.readsAnywhere)) return [context, redirect(context, event)];
  if (!mayAnswer(context, reading.monotonic)) return [context, []];
  const newest = newestOf(context.objects, payload.key);
  const served = context.self.readsAnywhere ? 'local' : 'tail';
  const clean = newest === undefined || newest.seq <= context.acked;
  if (clean || isTail) return [context, give(payload, committedValue(context, payload.key), served)];
  if (context.self.flaws.serveDirty) return [context, give(payload, newest, served)];
  return askTail(context, payload);
}

/** CRAQ: an update of this object is on its way; only the tail knows whether it has arrived. */
function askTail(context: ServerContext, { key, client, request }: Command): Outcome {
  const { configuration, asking } = context;
  const tail = tailOf(configuration);
  const query = { epoch: configuration.epoch, key, client, request };
  if (tail === undefined) return [context, []];
  const others = asking.filter((one) => one.client !== client);
  return [{ ...context, asking: [...others, query] }, [stepping('query', { key }), sending(tail, 'Query', query)]];
}

/** As tail: the newest version here is committed. */
export function serveQuery(context: ServerContext, { from, payload, reading }: Of<'Query'>): Outcome {
  const { configuration } = context;
  if (payload.epoch < configuration.epoch) return [context, [sending(from, 'Refused', configuration)]];
  const place = placeOf(context);
  const isTail = place === 'tail' || place === 'alone';
  if (payload.epoch > configuration.epoch || !isTail || !mayAnswer(context, reading.monotonic)) return [context, []];
  const version: Version = { ...payload, version: committedValue(context, payload.key).version };
  return [context, [sending(from, 'Version', version)]];
}

/** The tail has that version, so this server, which is before it, has it too. */
export function takeVersion(context: ServerContext, { payload, reading }: Of<'Version'>): Outcome {
  const { client, request, key, version, epoch } = payload;
  const waits = context.asking.some((one) => one.client === client && one.request === request);
  if (!waits || epoch !== context.configuration.epoch || !mayAnswer(context, reading.monotonic)) return [context, []];
  const held = context.objects.versions.get(key)?.get(version - 1);
  const asking = context.asking.filter((one) => one.client !== client);
  return [{ ...context, asking }, give({ key, client, request }, held ?? { version, value: null }, 'tail')];
}

function give(
  { key, client, request }: Pick<Command, 'key' | 'client' | 'request'>,
  { version, value }: { readonly version: number; readonly value: string | null },
  served: 'local' | 'tail',
): readonly Effect[] {
  return [stepping('read', { key, version, served }), answer({ client, request, result: value })];
}
