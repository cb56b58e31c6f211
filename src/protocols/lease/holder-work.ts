/** What a holder does with its lease: read the value, work on it, write it back. */
import { sending, stepping } from './effects.ts';
import type { HolderContext, HolderOutcome } from './holder.ts';
import type { Fetch, From, Told, Value, Write, Written } from './messages.ts';

/** The lease was looked at and found valid: from here on the clock goes on and nobody looks. */
export function begin(context: HolderContext, _: Told): HolderOutcome {
  const number = context.number + 1;
  const reads: Fetch = { token: context.token, number };
  return [{ ...context, number }, [looked(context, true), sending(context.resource, 'Fetch', reads)]];
}

export function isForThis({ number }: HolderContext, { payload }: From<'Value' | 'Written', Value | Written>): boolean {
  return payload.number === number;
}

export function take(context: HolderContext, { payload }: From<'Value', Value>): HolderOutcome {
  return [{ ...context, seen: payload.version, value: payload.value }, []];
}

/** The work is to add one: a lost update can be counted. */
export function write(context: HolderContext): HolderOutcome {
  const { token, number, seen, value, resource, options } = context;
  const payload: Write = { token, number, seen, value: value + 1 };
  return [context, [...(options.recheck ? [looked(context, true)] : []), sending(resource, 'Write', payload)]];
}

export function looked({ token }: HolderContext, valid: boolean) {
  return stepping('check', { token, valid });
}
