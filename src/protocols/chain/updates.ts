/** Updates go down the chain, acknowledgements come back up (van Renesse, Schneider §3). */
import type { Effect } from '../../sim/actor.ts';
import { predecessorOf } from './configuration.ts';
import type { Command, Reply, ServerEvent, Update } from './messages.ts';
import { cleanOf, orderCommand, withUpdate } from './objects.ts';
import {
  inProcess,
  inTurn,
  isSynced,
  lastSeq,
  type Outcome,
  type ServerContext,
  sending,
  stepping,
  successorIn,
  updatesAfter,
} from './state.ts';

type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;

/** The last update that this server need not be sent any more; past the end only where the flaw `no-resend` has left a gap. */
function reached(context: ServerContext): number {
  return Math.max(lastSeq(context), context.skippedTo);
}

/** As head: a write gets its place in the order. One that has it already is not ordered twice, however often it is asked for. */
export function orderWrite(context: ServerContext, { payload, reading }: Of<'Request'>): Outcome {
  const known = context.objects.sessions.get(payload.client);
  if (known !== undefined && known.request >= payload.request) {
    return [context, known.request === payload.request && known.seq <= context.acked ? [answer(known)] : []];
  }
  const update = orderCommand(context.history, context.objects, payload);
  const [next, effects] = take(context, update, reading.monotonic);
  return [next, context.self.flaws.replyFromHead ? [...effects, answer(update)] : effects];
}

export function answer({ client, request, result }: Pick<Update, 'client' | 'request' | 'result'>): Effect {
  const reply: Reply = { request, done: true, result };
  return sending(client, 'Reply', reply);
}

/** Not the head, or not the tail: whoever asks is told what this server knows of the chain. */
export function redirect({ configuration }: ServerContext, { from, payload }: Of<'Request'>): readonly Effect[] {
  const reply: Reply = { request: (payload as Command).request, done: false, configuration };
  return [sending(from, 'Reply', reply)];
}

/** An update joins the history and goes on at once: the next one need not wait for its acknowledgement. */
export function take(context: ServerContext, update: Update, now: number): Outcome {
  const idle = inProcess(context).length === 0;
  const taken: ServerContext = {
    ...context,
    history: context.history.push(update),
    objects: withUpdate(context.objects, update),
    movedAt: idle ? now : context.movedAt,
  };
  const { seq, key, version, value } = update;
  const last = successorIn(context) === undefined && isSynced(context);
  const told = stepping('update', { key, version, value, state: last ? 'clean' : 'dirty', seq });
  if (last) {
    const [done, effects] = acknowledge({ ...taken, acked: seq }, [update]);
    return [done, [told, ...effects]];
  }
  return [taken, isSynced(taken) ? [told, ...passDown(taken, [update])] : [told]];
}

function passDown(context: ServerContext, updates: readonly Update[]): readonly Effect[] {
  const successor = successorIn(context);
  if (successor === undefined) return [];
  return updates.map((update) => sending(successor, 'Update', { epoch: context.configuration.epoch, update }));
}

/** What is new to `acked` is answered by the head; everybody else passes the word up. */
function acknowledge(context: ServerContext, updates: readonly Update[]): Outcome {
  const { configuration, self, acked } = context;
  const predecessor = predecessorOf(configuration, self.id);
  if (predecessor !== undefined)
    return [context, [sending(predecessor, 'Ack', { epoch: configuration.epoch, seq: acked })]];
  return [context, self.flaws.replyFromHead ? [] : updates.map(answer)];
}

/** From the predecessor, in any order and any number of copies; the history takes them in order and once. */
export function takeUpdate(context: ServerContext, { from, payload, reading }: Of<'Update'>): Outcome {
  const { configuration, self, acked, ahead } = context;
  const { update, epoch } = payload;
  if (epoch > configuration.epoch) return [context, []]; // It will come again, when this server knows the epoch.
  const stale = epoch < configuration.epoch;
  if (stale && !self.flaws.acceptStaleEpoch) return [context, [sending(from, 'Refused', configuration)]];
  if (!stale && from !== predecessorOf(configuration, self.id)) return [context, []];
  if (update.seq <= reached(context)) {
    return [context, update.seq <= acked ? [sending(from, 'Ack', { epoch, seq: acked })] : []];
  }
  if (ahead.some(({ seq }) => seq === update.seq)) return [context, []];
  return takeInOrder({ ...context, ahead: [...ahead, update] }, reading.monotonic);
}

/** Whatever of the updates that came early has its turn now. */
export function takeInOrder(context: ServerContext, now: number): Outcome {
  let [current, effects] = [context, [] as readonly Effect[]];
  while (isSynced(current)) {
    const due = reached(current) + 1;
    const next = current.ahead.find(({ seq }) => seq === due);
    if (next === undefined) break;
    const [taken, more] = take({ ...current, ahead: current.ahead.filter((other) => other !== next) }, next, now);
    [current, effects] = [taken, [...effects, ...more]];
  }
  return [current, effects];
}

/** From the successor: so much has reached the tail. Acknowledgements count up, so that a lost one does not matter. */
export function takeAck(context: ServerContext, { from, payload, reading }: Of<'Ack'>): Outcome {
  const ofNow = payload.epoch === context.configuration.epoch;
  if (!ofNow || from !== successorIn(context) || !isSynced(context)) return [context, []];
  return markClean({ ...context, movedAt: reading.monotonic }, payload.seq);
}

export function markClean(context: ServerContext, upTo: number): Outcome {
  const acked = Math.min(upTo, lastSeq(context));
  if (acked <= context.acked) return [context, []];
  const fresh = inProcess(context).filter(({ seq }) => seq <= acked);
  const cleaned = fresh.map(({ key, version, seq }) => stepping('clean', { key, version, seq }));
  const [next, effects] = acknowledge({ ...context, acked }, fresh);
  return [next, [...cleaned, ...effects]];
}

/** No word for too long: everything in process is sent once more. */
export function resend(context: ServerContext, now: number): Outcome {
  const due = now - context.movedAt >= context.self.options.resend;
  if (!due || !isSynced(context) || successorIn(context) === undefined) return [context, []];
  const waiting = inProcess(context);
  return waiting.length === 0 ? [context, []] : [{ ...context, movedAt: now }, passDown(context, waiting)];
}

/** A new successor, or an old one in a new epoch, says what it has: it is sent what it lacks (§3.3, failure of a middle server). */
export function serveAttach(context: ServerContext, { from, payload, reading }: Of<'Attach'>): Outcome {
  const { configuration } = context;
  if (payload.epoch < configuration.epoch) return [context, [sending(from, 'Refused', configuration)]];
  // Whoever knows a later epoch first is answered when this server knows it too.
  if (payload.epoch > configuration.epoch) return [{ ...context, attaching: payload }, []];
  if (from !== successorIn(context)) return [context, []];
  return isSynced(context)
    ? attach({ ...context, movedAt: reading.monotonic }, from, payload.last)
    : [{ ...context, attaching: payload }, []];
}

/** The flaw `no-resend` believes that whatever was sent has arrived. */
export function attach(context: ServerContext, successor: string, last: number): Outcome {
  const { history, configuration, self } = context;
  const skips = self.flaws.noResend;
  const after = skips ? lastSeq(context) : last;
  const attached = { epoch: configuration.epoch, after, updates: skips ? [] : updatesAfter(history, last) };
  return [{ ...context, attaching: null }, [sending(successor, 'Attached', attached)]];
}

/** The predecessor of this epoch has sent what was missing: from now on this server takes part. */
export function takeAttached(context: ServerContext, { from, payload, reading }: Of<'Attached'>): Outcome {
  const { configuration, self } = context;
  const expected = payload.epoch === configuration.epoch && from === predecessorOf(configuration, self.id);
  if (!expected || isSynced(context)) return [context, []];
  const now = reading.monotonic;
  const lacking = payload.updates.filter(({ seq }) => seq > lastSeq(context));
  const [filled, effects] = inTurn(
    [{ ...context, skippedTo: self.flaws.noResend ? payload.after : 0 }, []],
    ...lacking.map((update) => (before: ServerContext) => take(before, update, now)),
  );
  const [synced, more] = sync(filled, now);
  return [synced, [...effects, ...more]];
}

/** In this epoch the server has all that its predecessor had. A tail then holds nothing that is not committed. */
export function sync(context: ServerContext, now: number): Outcome {
  const { configuration, attaching } = context;
  const synced: ServerContext = { ...context, synced: configuration.epoch, movedAt: now };
  const successor = successorIn(synced);
  return inTurn(
    [synced, [stepping('sync', { epoch: configuration.epoch, last: lastSeq(synced) })]],
    (one) => (successor === undefined && lastSeq(one) > one.acked ? markClean(one, lastSeq(one)) : tellUp(one)),
    (one) => takeInOrder(one, now),
    (one) => (attaching !== null && successor !== undefined ? attach(one, successor, attaching.last) : [one, []]),
  );
}

/** An acknowledgement may have been lost with the epoch it was sent in. */
function tellUp(context: ServerContext): Outcome {
  const { configuration, self, acked } = context;
  const predecessor = predecessorOf(configuration, self.id);
  if (predecessor === undefined || acked === 0) return [context, []];
  return [context, [sending(predecessor, 'Ack', { epoch: configuration.epoch, seq: acked })]];
}

/** The value that a reader may see: the newest that has reached the tail. */
export function committedValue(
  { objects, acked }: ServerContext,
  key: string,
): { version: number; value: string | null } {
  const update = cleanOf(objects, key, acked);
  return { version: update?.version ?? 0, value: update?.value ?? null };
}
