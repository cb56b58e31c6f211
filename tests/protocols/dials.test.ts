import { expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';

const dials = protocols.flatMap(({ id, options }) =>
  options.flatMap((option) => (option.dial === undefined ? [] : [{ id, option, dial: option.dial }])),
);

it.each(dials)('the dial of $option.id in $id turns through values that the option may have', ({ option, dial }) => {
  if (option.kind !== 'duration' && option.kind !== 'integer') throw new Error('only numbers can be turned');
  expect(dial.from).toBeGreaterThanOrEqual(option.min);
  expect(dial.to).toBeLessThanOrEqual(option.max);
  expect(option.fallback).toBeGreaterThanOrEqual(dial.from);
  expect(option.fallback).toBeLessThanOrEqual(dial.to);
  expect((option.fallback - dial.from) % dial.step).toBe(0);
});
