import { describe, expect, it } from 'vitest';
import { CAUSAL_STEP } from '../../../src/sim/trace.ts';
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

describe('an axis without times', () => {
  const ticks = (from: number, to: number, width = 600) =>
    ticksOf(timeScale({ from: from * CAUSAL_STEP, to: to * CAUSAL_STEP }, width, true), to * CAUSAL_STEP);

  it('counts whole causal steps', () => {
    expect(ticks(0, 3).map(({ text }) => text)).toEqual(['step 0', 'step 1', 'step 2', 'step 3']);
    expect(ticks(0, 12_000).map(({ text }) => text)).toContain('step 10,000');
  });

  it('never says the same step twice', () => {
    for (const width of [200, 600, 2000]) {
      const texts = ticks(5, 6, width).map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts).toContain('step 6');
    }
  });
});
