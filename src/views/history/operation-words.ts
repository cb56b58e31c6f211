/** Operations in few words: the key is left out where the history has only one. */
import { unreachable } from '../../base/assert.ts';
import type { Operation } from '../../sim/trace-event.ts';

export type OperationWords = (operation: Operation) => string;

/** `write 7`, `read ∅`, `x: cas 1→2 no`. */
export function wordsFor(operations: readonly Operation[]): OperationWords {
  const [first] = operations;
  const oneKey = operations.every(({ key }) => key === first?.key);
  return (operation) => (oneKey ? wordsOf(operation) : `${operation.key}: ${wordsOf(operation)}`);
}

function wordsOf({ op, value = '', expected = null, result, status }: Operation): string {
  const known = status === 'ok';
  switch (op) {
    case 'read':
      return known ? `read ${result === null ? '∅' : String(result)}` : 'read';
    case 'write':
      return `write ${value}`;
    case 'append':
      return `append ${value}`;
    case 'cas':
      return `cas ${expected ?? '∅'}→${value}${known && result === false ? ' no' : ''}`;
    default:
      return unreachable(op);
  }
}
