/** What a server derives from its history: the versions of each object and what each client asked for last. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Command, Update } from './messages.ts';

/** In the head's order; a server's history grows at its end only, as long as it is in the chain. */
export type History = PersistentVector<Update>;

export const NO_HISTORY: History = PersistentVector.empty();

export interface Objects {
  /** By key: its updates, version 1 first. */
  readonly versions: PersistentMap<PersistentVector<Update>>;
  /** By client: the update of its latest request. */
  readonly sessions: PersistentMap<Update>;
}

export const NO_OBJECTS: Objects = { versions: PersistentMap.empty(), sessions: PersistentMap.empty() };

export function withUpdate({ versions, sessions }: Objects, update: Update): Objects {
  const own = versions.get(update.key) ?? PersistentVector.empty<Update>();
  return { versions: versions.set(update.key, own.push(update)), sessions: sessions.set(update.client, update) };
}

export function objectsOf(history: History): Objects {
  return history.slice(0).reduce(withUpdate, NO_OBJECTS);
}

export function newestOf({ versions }: Objects, key: string): Update | undefined {
  const own = versions.get(key);
  return own?.get(own.length - 1);
}

/** The newest version whose update is one of the first `acked`; undefined: nothing of this object is committed. */
export function cleanOf({ versions }: Objects, key: string, acked: number): Update | undefined {
  const own = versions.get(key);
  for (let index = (own?.length ?? 0) - 1; index >= 0; index -= 1) {
    const update = own?.get(index);
    if (update !== undefined && update.seq <= acked) return update;
  }
  return undefined;
}

/** The head gives a command its place and works out what it comes to, so that nobody below has to. */
export function orderCommand(history: History, objects: Objects, command: Command): Update {
  const before = newestOf(objects, command.key);
  const held = before?.value ?? null;
  const [value, result] = evaluate(command, held);
  return {
    seq: (history.get(history.length - 1)?.seq ?? 0) + 1,
    key: command.key,
    version: (before?.version ?? 0) + 1,
    value,
    result,
    client: command.client,
    request: command.request,
  };
}

function evaluate({ op, value, expected }: Command, held: string | null): readonly [string | null, boolean | null] {
  switch (op) {
    case 'read':
      return [held, null];
    case 'write':
      return [value, null];
    case 'append':
      return [(held ?? '') + (value ?? ''), null];
    case 'cas':
      return held === expected ? [value, true] : [held, false];
  }
}
