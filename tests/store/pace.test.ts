import { describe, expect, it } from 'vitest';
import { pace } from '../../src/store/pace.ts';

function clocked() {
  let time = 0;
  const follow = pace(() => time);
  return (at: number, cursor: number, playing: boolean) => {
    time = at;
    return follow({ cursor, playing });
  };
}

describe('a paced playhead', () => {
  it('goes on in steps while it plays', () => {
    const at = clocked();
    expect(at(0, 10, true)).toBe(10);
    expect(at(16, 26, true)).toBe(10);
    expect(at(79, 89, true)).toBe(10);
    expect(at(80, 90, true)).toBe(90);
    expect(at(96, 106, true)).toBe(90);
  });

  it('is where the playhead is as soon as that stands still', () => {
    const at = clocked();
    at(0, 10, true);
    expect(at(16, 26, false)).toBe(26);
    expect(at(17, 500, false)).toBe(500);
  });

  it('goes back at once, for a run may have become shorter', () => {
    const at = clocked();
    at(0, 1000, true);
    expect(at(16, 20, true)).toBe(20);
  });
});
