/** The state machine that every replica runs: keys and values, and what each client was last answered. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Command } from './messages.ts';

export type Result = string | boolean | null;

export interface KeyValue {
  readonly values: PersistentMap<string>;
  /** By client: its latest request that was applied, and the answer, for retries (§8). */
  readonly sessions: PersistentMap<{ readonly request: number; readonly result: Result }>;
}

export const EMPTY: KeyValue = { values: PersistentMap.empty(), sessions: PersistentMap.empty() };

/** The answer given before, where this request or a later one was applied already. */
export function answered(state: KeyValue, command: Command): { readonly result: Result } | undefined {
  const session = state.sessions.get(command.client);
  return session !== undefined && session.request >= command.request ? session : undefined;
}

/** Applies one committed command; a request that was applied before changes nothing. */
export function applyCommand(state: KeyValue, command: Command): readonly [KeyValue, Result] {
  const before = answered(state, command);
  if (before !== undefined) return [state, before.result];
  const [values, result] = evaluate(state.values, command);
  return [{ values, sessions: state.sessions.set(command.client, { request: command.request, result }) }, result];
}

function evaluate(
  values: PersistentMap<string>,
  { op, key, value, expected }: Command,
): readonly [PersistentMap<string>, Result] {
  const current = values.get(key) ?? null;
  switch (op) {
    case 'read':
      return [values, current];
    case 'write':
      return [values.set(key, value ?? ''), null];
    case 'append':
      return [values.set(key, (current ?? '') + (value ?? '')), null];
    case 'cas':
      return current === expected ? [values.set(key, value ?? ''), true] : [values, false];
  }
}
