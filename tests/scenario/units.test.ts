import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatMicros,
  printDuration,
  printDurations,
  printProbability,
  readDuration,
  readDurations,
  readProbability,
} from '../../src/scenario/units.ts';

describe('durations', () => {
  it.each([
    ['0s', 0],
    ['-0s', 0],
    ['5us', 5],
    ['180ms', 180_000],
    ['-1.5s', -1_500_000],
    ['+2ms', 2_000],
    ['10min', 600_000_000],
    ['0.000001s', 1],
    ['0.1s', 100_000],
    ['1.005s', 1_005_000],
  ])('%s is %i µs', (text, micros) => {
    expect(readDuration(text)).toEqual({ ok: true, value: micros });
  });

  it.each([
    '',
    's',
    '5',
    '5 s',
    '1e3s',
    '.5s',
    '5.s',
    '1,5s',
    '0.0000001s',
    '0.5us',
    '5h',
    '5S',
    'constructor',
    '1constructor',
    '99999999999s',
  ])('%j is none', (text) => {
    expect(readDuration(text).ok).toBe(false);
  });

  it('come back from their one spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: -86_400_000_000, max: 86_400_000_000 }), (micros) => {
        expect(readDuration(printDuration(micros))).toEqual({ ok: true, value: micros });
      }),
    );
  });

  it('come back as ranges too', () => {
    const micros = fc.oneof(fc.nat(2_000), fc.nat(2_000_000), fc.nat(600_000_000));
    fc.assert(
      fc.property(micros, micros, (low, high) => {
        expect(readDurations(printDurations([low, high]))).toEqual({ ok: true, value: [low, high] });
      }),
    );
  });

  it.each([
    [0, '0 s'],
    [1, '1 µs'],
    [180_000, '180 ms'],
    [1_500, '1.5 ms'],
    [3_200_000, '3.2 s'],
    [-180_000, '−180 ms'],
  ])('%i µs reads %s in labels', (micros, label) => {
    expect(formatMicros(micros)).toBe(label);
  });
});

describe('probabilities', () => {
  it.each([
    ['1%', 0.01],
    ['30%', 0.3],
    ['12.5%', 0.125],
    ['0.0001%', 0.000001],
    ['0.3', 0.3],
    ['1', 1],
    ['0%', 0],
  ])('%s is %d', (text, value) => {
    expect(readProbability(text)).toEqual({ ok: true, value });
  });

  it('come back from their one spelling, and from JSON', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (millionths) => {
        const probability = millionths / 1_000_000;
        expect(readProbability(printProbability(probability))).toEqual({ ok: true, value: probability });
        expect(JSON.parse(JSON.stringify(probability))).toBe(probability);
      }),
    );
  });
});
