import { describe, expect, it } from 'vitest';
import { lengthText, ticksOf, timeAt, timeScale, timeText, xOf } from '../../../src/views/timeline/scale.ts';

describe('the time scale', () => {
  const scale = timeScale({ from: 1_000_000, to: 4_000_000 }, 1_300);
  it('turns times into pixels and back', () => {
    expect(timeAt(scale, xOf(scale, 2_345_678))).toBeCloseTo(2_345_678, 6);
  });
  it('puts ticks at round times inside the run, whole seconds strongest', () => {
    const ticks = ticksOf(scale, 10_000_000);
    expect(ticks.filter((tick) => tick.major).map((tick) => tick.text)).toEqual(['1.0 s', '2.0 s', '3.0 s', '4.0 s']);
    expect(ticksOf(timeScale({ from: 0, to: 10_000_000 }, 1_300), 10_000_000).at(-1)?.at).toBe(10_000_000);
  });
  it('gives ticks the decimals that tell them apart', () => {
    const texts = ticksOf(timeScale({ from: 2_000_000, to: 2_001_000 }, 800), 10_000_000).map((tick) => tick.text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts[1]).toMatch(/^2\.000\d s$/);
  });
  it('writes times with three decimals and lengths in their own unit', () => {
    expect(timeText(3_000_000)).toBe('3.000 s');
    expect([180_000, 2_500_000, 40].map(lengthText)).toEqual(['180 ms', '2.5 s', '40 µs']);
  });
});
