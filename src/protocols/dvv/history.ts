/**
 * The true causal history of each write, and what replicas make of it: no replica sees any of this.
 * A write knows what its writer had been shown of the key, and all that those writes knew.
 */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { Each, SchemeId, Vector, Version } from './messages.ts';

const SCHEMES: readonly SchemeId[] = ['dotted', 'server', 'client'];

/** What a `step state` tells of one encoding. */
export interface Held {
  readonly siblings: readonly Version[];
  readonly context: Vector;
  /** Writes that came with the operation. */
  readonly arrived: readonly string[];
}

interface Writing {
  /** Its place among all writes: what it knows has a smaller one. */
  readonly place: number;
  readonly event: EventId;
  /** By encoding: the siblings that its writer had been shown. */
  readonly basis: Each<readonly string[]>;
}

export interface History {
  readonly writes: PersistentMap<Writing>;
  /** By encoding, replica and key: what was held last. */
  readonly held: PersistentMap<readonly string[]>;
}

/** What an encoding got wrong at a replica. */
export interface Mistake {
  readonly kind: 'lost' | 'false-sibling';
  readonly scheme: SchemeId;
  /** Whether clients are answered by it. */
  readonly answers: boolean;
  readonly replica: ProcessId;
  readonly key: string;
  /** The write that is lost, or that is kept though `by` knows it. */
  readonly id: string;
  /** The write that knows it; undefined: none that is held does. */
  readonly by: string | undefined;
  /** Where `id` was written, and where the mistake was made. */
  readonly events: readonly [EventId, EventId];
}

export const noHistory: History = { writes: PersistentMap.empty(), held: PersistentMap.empty() };

export function judge(history: History, event: TraceEvent): readonly [History, readonly Mistake[]] {
  if (event.kind !== 'step' || event.process === undefined) return [history, []];
  if (event.name === 'basis') return [withWrite(history, event), []];
  if (event.name !== 'state') return [history, []];
  const replica = event.process;
  const key = String(event.detail.key);
  let { held } = history;
  const mistakes: Mistake[] = [];
  for (const scheme of SCHEMES) {
    const now = heldIn(event.detail, scheme);
    if (now === undefined) continue;
    const place = `${scheme}/${replica}/${key}`;
    const before = held.get(place) ?? [];
    const ids = now.siblings.map(({ id }) => id);
    const found = [...lostOf(history, scheme, [...before, ...now.arrived], ids), ...falseOf(history, scheme, ids)];
    for (const one of found) {
      const written = history.writes.get(one.id)?.event ?? event.id;
      mistakes.push({
        ...one,
        scheme,
        answers: event.detail.stamps === scheme,
        replica,
        key,
        events: [written, event.id],
      });
    }
    held = held.set(place, ids);
  }
  return [{ ...history, held }, mistakes];
}

/** What a `step state` tells of an encoding; undefined: the run does not keep it. */
export function heldIn(detail: Readonly<Record<string, unknown>>, scheme: SchemeId): Held | undefined {
  if (detail.stamps === scheme) return detail as unknown as Held; // `replica.ts` writes it
  return (detail.beside as Each<Held> | undefined)?.[scheme];
}

function withWrite(history: History, event: Extract<TraceEvent, { kind: 'step' }>): History {
  const { id, basis } = event.detail as unknown as { readonly id: string; readonly basis: Writing['basis'] };
  return { ...history, writes: history.writes.set(id, { place: history.writes.size, event: event.id, basis }) };
}

type Found = Pick<Mistake, 'kind' | 'id' | 'by'>;

/** What was there or came, is not there, and is known to nothing that is. */
function lostOf(history: History, scheme: SchemeId, had: readonly string[], has: readonly string[]): readonly Found[] {
  return [...new Set(had)]
    .filter((id) => !has.includes(id) && !has.some((other) => knows(history, scheme, other, id)))
    .map((id) => ({ kind: 'lost', id, by: undefined }));
}

/** What is there beside a write whose writer had read it. */
function falseOf(history: History, scheme: SchemeId, has: readonly string[]): readonly Found[] {
  return has.flatMap((id) => {
    const by = has.find((other) => other !== id && knows(history, scheme, other, id));
    return by === undefined ? [] : [{ kind: 'false-sibling' as const, id, by }];
  });
}

/** Whether `earlier` lies in the causal history of `later`: a walk back over what writers had read, not past its place. */
export function knows({ writes }: History, scheme: SchemeId, later: string, earlier: string): boolean {
  const goal = writes.get(earlier)?.place ?? -1;
  const seen = new Set<string>();
  const waiting = [later];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const basis of writes.get(id)?.basis[scheme] ?? []) {
      if (basis === earlier) return true;
      if (seen.has(basis) || (writes.get(basis)?.place ?? -1) < goal) continue;
      seen.add(basis);
      waiting.push(basis);
    }
  }
  return false;
}
