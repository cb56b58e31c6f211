import { describe, expect, it } from 'vitest';
import { fit as fitted, follow, NARROWEST, pan, zoom } from '../../../src/views/timeline/window.ts';

const RUN = 10_000_000;

describe('the window of the timeline', () => {
  it('keeps the moment under the pointer in place while it zooms', () => {
    const window = zoom({ from: 2_000_000, to: 4_000_000 }, 0.5, 2_500_000, RUN);
    expect(window).toEqual({ from: 2_250_000, to: 3_250_000 });
  });
  it('zooms no further than a millisecond and no wider than the run', () => {
    const near = zoom({ from: 0, to: 2_000 }, 0.001, 1_000, RUN);
    expect(near.to - near.from).toBe(NARROWEST);
    expect(zoom({ from: 0, to: RUN }, 3, 1_000, RUN)).toEqual({ from: 0, to: RUN });
  });
  it('stops panning at both ends without changing its width', () => {
    expect(pan({ from: 1_000_000, to: 3_000_000 }, -2, RUN)).toEqual({ from: 0, to: 2_000_000 });
    expect(pan({ from: 7_000_000, to: 9_000_000 }, 2, RUN)).toEqual({ from: 8_000_000, to: RUN });
  });
  it('shows a run shorter than its narrowest window whole', () => {
    expect(zoom({ from: 0, to: 500 }, 0.1, 100, 500)).toEqual({ from: 0, to: 500 });
  });
  it('fits a span with a margin, or the run', () => {
    expect(fitted(RUN)).toEqual({ from: 0, to: RUN });
    expect(fitted(RUN, { from: 1_000_000, to: 2_000_000 })).toEqual({ from: 920_000, to: 2_080_000 });
  });
  it('moves after a moment only when it has left the view', () => {
    const window = { from: 0, to: 1_000_000 };
    expect(follow(window, 900_000, RUN)).toBe(window);
    expect(follow(window, 2_000_000, RUN)).toEqual({ from: 1_800_000, to: 2_800_000 });
  });
});
