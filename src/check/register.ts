/** The object that histories are about: a register that holds one string, read, written, compared-and-set, appended to. */
import { unreachable } from '../base/assert.ts';
import type { Json } from '../sim/scenario.ts';
import type { Operation } from '../sim/trace-event.ts';

/** What a register holds; null: nothing was written yet. */
export type State = string | null;

/** What an operation asks for. */
export type Asked = Pick<Operation, 'op' | 'key' | 'value' | 'expected'>;

/** What the register holds after the operation took effect on `state`, whatever was answered. */
export function effectOn(state: State, asked: Asked): State {
  switch (asked.op) {
    case 'read':
      return state;
    case 'write':
      return asked.value ?? '';
    case 'append':
      return (state ?? '') + (asked.value ?? '');
    case 'cas':
      return state === (asked.expected ?? null) ? (asked.value ?? '') : state;
    default:
      return unreachable(asked.op);
  }
}

/** Whether `result` is what a register that held `state` answers. Writes and appends tell nothing. */
export function explains(state: State, asked: Asked, result: Json): boolean {
  switch (asked.op) {
    case 'read':
      return result === state;
    case 'cas':
      return (result !== false) === (state === (asked.expected ?? null));
    case 'write':
    case 'append':
      return true;
    default:
      return unreachable(asked.op);
  }
}

/** A read, or a cas that found another value: it tells what the register held and changes nothing. */
export function onlyObserves(asked: Asked, result: Json): boolean {
  return asked.op === 'read' || (asked.op === 'cas' && result === false);
}
