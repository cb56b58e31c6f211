/** Operations in words, for verdicts. */
import { unreachable } from '../base/assert.ts';
import type { Json } from '../sim/scenario.ts';
import type { Call } from './history.ts';
import type { State } from './register.ts';

/** Longest value spelled out: appended strings grow without end. */
const LONGEST_VALUE = 24;

type Said = Pick<Call, 'client' | 'op' | 'key' | 'value' | 'expected' | 'result'>;

/** `C2 reads x=1` */
export function says(call: Said): string {
  const { client, op, expected = null } = call;
  const key = keyText(call);
  switch (op) {
    case 'read':
      return call.result === null
        ? `${client} reads ${key} as never written`
        : `${client} reads ${key}=${valueText(call.result)}`;
    case 'write':
      return `${client} writes ${key}=${valueText(call.value ?? '')}`;
    case 'append':
      return `${client} appends ${valueText(call.value ?? '')} to ${key}`;
    case 'cas':
      return call.result === false
        ? `${client} finds ${key} not to be ${stateText(expected)}`
        : `${client} swaps ${key} from ${stateText(expected)} to ${valueText(call.value ?? '')}`;
    default:
      return unreachable(op);
  }
}

/** `C2 had read x=1` */
export function hadSaid(call: Said): string {
  const { client, op, expected = null } = call;
  const key = keyText(call);
  switch (op) {
    case 'read':
      return call.result === null
        ? `${client} had read ${key} as never written`
        : `${client} had read ${key}=${valueText(call.result)}`;
    case 'write':
      return `${client} had written ${key}=${valueText(call.value ?? '')}`;
    case 'append':
      return `${client} had appended ${valueText(call.value ?? '')} to ${key}`;
    case 'cas':
      return call.result === false
        ? `${client} had found ${key} not to be ${stateText(expected)}`
        : `${client} had swapped ${key} from ${stateText(expected)} to ${valueText(call.value ?? '')}`;
    default:
      return unreachable(op);
  }
}

export function keyText({ key }: { readonly key: string }): string {
  return key === '' ? 'the register' : key;
}

export function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '') return '""';
  return text.length <= LONGEST_VALUE
    ? text
    : `${text.slice(0, LONGEST_VALUE / 2)}…${text.slice(-LONGEST_VALUE / 2 + 1)}`;
}

function stateText(state: State): string {
  return state === null ? 'nothing' : valueText(state);
}
