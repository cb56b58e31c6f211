/** A server's place: it takes on what the control plane decides, keeps its lease, and comes back as one that has to copy first. */
import type { Effect } from '../../sim/actor.ts';
import { type Configuration, detailOf, positionOf, predecessorOf, tailOf } from './configuration.ts';
import type { Heartbeat, ServerEvent, Update } from './messages.ts';
import { type History, NO_HISTORY, objectsOf } from './objects.ts';
import { inTurn, isSynced, lastSeq, type Outcome, placeOf, type ServerContext, sending, stepping } from './state.ts';
import { resend, sync } from './updates.ts';

type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;

/** At its start: what it is, as far as its stable storage knows, and a sign of life. */
export function announce(context: ServerContext, now: number): Outcome {
  return [context, [roleStep(context), ...heartbeats(context, now)]];
}

export function roleStep(context: ServerContext): Effect {
  return stepping('role', { role: placeOf(context), epoch: context.configuration.epoch });
}

function heartbeats({ self, configuration, synced, ready }: ServerContext, now: number): readonly Effect[] {
  const heartbeat: Heartbeat = { epoch: configuration.epoch, synced, ready, sentAt: now };
  return self.controllers.map((controller) => sending(controller, 'Heartbeat', heartbeat));
}

/** On every beat: a sign of life, and again whatever was asked or sent and may have been lost. */
export function beat(context: ServerContext, now: number): Outcome {
  return inTurn([context, heartbeats(context, now)], (one) => resend(one, now), askAgain);
}

function askAgain(context: ServerContext): Outcome {
  const { configuration, self, ready } = context;
  const { epoch } = configuration;
  if (epoch === 0 || isSynced(context)) return [context, []];
  const predecessor = predecessorOf(configuration, self.id);
  if (predecessor !== undefined) return [context, [sending(predecessor, 'Attach', { epoch, last: lastSeq(context) })]];
  const tail = tailOf(configuration);
  if (placeOf(context) !== 'outside' || tail === undefined || ready === epoch) return [context, []];
  return [context, [sending(tail, 'Fetch', { epoch })]];
}

/** A later epoch than its own: told by the control plane, or by a server that refused an older one. */
export function isNewer({ configuration }: ServerContext, { payload }: Of<'Configure' | 'Refused'>): boolean {
  return payload.epoch > configuration.epoch;
}

export function positionWith({ self }: ServerContext, configuration: Configuration): ReturnType<typeof positionOf> {
  return positionOf(configuration, self.id);
}

/**
 * A new epoch: nothing of an older one is taken from now on. The head has by definition all there is; everybody else
 * asks its predecessor; who is left out has to copy everything, for it may hold what nobody else has.
 */
export function adopt(context: ServerContext, { payload, reading }: Of<'Configure' | 'Refused'>): Outcome {
  const outside = positionWith(context, payload) === 'outside';
  const adopted: ServerContext = {
    ...context,
    configuration: payload,
    synced: outside ? 0 : context.synced,
    ahead: [],
    ready: 0,
    attaching: context.attaching?.epoch === payload.epoch ? context.attaching : null,
    asking: [],
  };
  const told = [stepping('configure', detailOf(payload)), roleStep(adopted)];
  const leads = !outside && predecessorOf(payload, context.self.id) === undefined;
  return inTurn([adopted, told], (one) => (leads ? sync(one, reading.monotonic) : askAgain(one)));
}

/** The lease runs from the moment at which the heartbeat that is answered was sent. */
export function renewLease(context: ServerContext, { payload }: Of<'Alive'>): Outcome {
  const leaseUntil = Math.max(context.leaseUntil, payload.sentAt + context.self.options.lease);
  return leaseUntil === context.leaseUntil ? [context, []] : [{ ...context, leaseUntil }, []];
}

/** As tail: whoever wants to join gets all that is here, which is all that is committed. */
export function serveFetch(context: ServerContext, { from, payload }: Of<'Fetch'>): Outcome {
  const { configuration, history } = context;
  if (payload.epoch < configuration.epoch) return [context, [sending(from, 'Refused', configuration)]];
  const place = placeOf(context);
  const serves = payload.epoch === configuration.epoch && isSynced(context) && (place === 'tail' || place === 'alone');
  return [context, serves ? [sending(from, 'State', { epoch: configuration.epoch, updates: history.slice(0) })] : []];
}

/** Outside: the tail's history replaces this server's own. The control plane hears of it with the next heartbeat. */
export function copyState(context: ServerContext, { payload, reading }: Of<'State'>): Outcome {
  const { epoch } = context.configuration;
  if (payload.epoch !== epoch || placeOf(context) !== 'outside' || context.ready === epoch) return [context, []];
  const history = historyOf(payload.updates);
  const last = payload.updates.at(-1)?.seq ?? 0;
  const copied: ServerContext = {
    ...context,
    history,
    acked: last,
    objects: objectsOf(history),
    skippedTo: 0,
    ready: epoch,
  };
  return [copied, [stepping('copy', { epoch, last }), ...heartbeats(copied, reading.monotonic)]];
}

function historyOf(updates: readonly Update[]): History {
  return updates.reduce((history, update) => history.push(update), NO_HISTORY);
}
