/** What really became of each request, which its client cannot know: read from the trace up to a moment. */
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface Fate {
  readonly client: ProcessId;
  readonly request: number;
  readonly send: EventId;
  readonly sentAt: TrueTime;
  readonly op: string;
  /** What the client holds of it. */
  readonly seen: 'waiting' | 'answered' | 'unknown' | 'failed';
  /** When the client made up its mind, µs after its send. */
  readonly after: Micros | null;
  readonly truth:
    | 'on the way'
    | 'request lost'
    | 'with the server'
    | 'done, reply on the way'
    | 'done, reply lost'
    | 'done, reply came';
}

type Draft = { -readonly [Field in keyof Fate]: Fate[Field] };

/** Of every request sent until `until`. */
export function fates(trace: Trace, until: TrueTime): readonly Fate[] {
  const drafts = new Map<string, Draft>();
  const sends = new Map<string, EventId>();
  const count = trace.countAt(until);
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'send' && kind !== 'receive' && kind !== 'lost' && kind !== 'step') continue;
    const event = trace.event(id);
    if (event.kind === 'send') sends.set(event.message, id);
    if (event.kind === 'send' && event.type === 'Request') begin(drafts, event.process ?? '', id, trace);
    else if (event.kind === 'step') note(drafts, event.process ?? '', event.name, event.detail, event.at);
    else if (event.kind === 'receive' || event.kind === 'lost') settle(drafts, trace, id, sends.get(event.message));
  }
  return [...drafts.values()];
}

function begin(drafts: Map<string, Draft>, client: ProcessId, send: EventId, trace: Trace): void {
  const { request, op, key, value } = trace.extra(send) as {
    request: number;
    op: string;
    key: string;
    value: string | null;
  };
  drafts.set(`${client} ${request}`, {
    client,
    request,
    send,
    sentAt: trace.at(send),
    op: op === 'write' ? `write ${key}=${value}` : `read ${key}`,
    seen: 'waiting',
    after: null,
    truth: 'on the way',
  });
}

function note(
  drafts: Map<string, Draft>,
  process: ProcessId,
  name: string,
  detail: Readonly<Record<string, unknown>>,
  at: TrueTime,
): void {
  const draft = drafts.get(`${name === 'apply' ? detail.client : process} ${detail.request}`);
  if (draft === undefined) return;
  if (name === 'apply') draft.truth = 'done, reply on the way';
  if (name !== 'report') return;
  draft.seen = detail.outcome === 'failed' ? 'failed' : 'unknown';
  draft.after = at - draft.sentAt;
}

/** A message has ended: the send that began it says which, for a loss has no payload of its own. */
function settle(drafts: Map<string, Draft>, trace: Trace, id: EventId, send: EventId | undefined): void {
  const event = trace.event(id);
  if (send === undefined) return;
  const { request } = trace.extra(send) as { readonly request: number };
  const isRequest = trace.word(send) === 'Request';
  const client = trace.lanes[isRequest ? trace.lane(send) : trace.to(send)] ?? '';
  const draft = drafts.get(`${client} ${request}`);
  if (draft === undefined) return;
  if (event.kind === 'lost') {
    if (isRequest && draft.truth === 'on the way') draft.truth = 'request lost';
    if (!isRequest && draft.truth === 'done, reply on the way') draft.truth = 'done, reply lost';
  } else if (isRequest) {
    if (draft.truth === 'on the way' || draft.truth === 'request lost') draft.truth = 'with the server';
  } else {
    draft.truth = 'done, reply came';
    if (draft.seen !== 'waiting') return;
    draft.seen = 'answered';
    draft.after = event.at - draft.sentAt;
  }
}
