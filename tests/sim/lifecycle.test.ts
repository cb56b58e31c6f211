import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, NEW_LINK, NEW_PROCESS } from '../../src/sim/lifecycle.ts';
import type { Snapshot } from '../../src/sim/protocol.ts';

type Act = readonly [type: Parameters<typeof after>[1], by: number];

const life = (...acts: Act[]) => acts.reduce((now: Snapshot, [type, by]) => after(now, type, by), NEW_PROCESS).value;
const link = (...acts: Act[]) => acts.reduce((now: Snapshot, [type, by]) => after(now, type, by), NEW_LINK).value;

describe('the life of a process', () => {
  it('begins up', () => {
    expect(life()).toBe('up');
  });

  it('is paused until the last of those who pause it lets go', () => {
    expect(life(['pause', 1])).toBe('paused');
    expect(life(['pause', 1], ['resume', 1])).toBe('up');
    expect(life(['pause', 1], ['pause', 2], ['resume', 1])).toBe('paused');
    expect(life(['pause', 1], ['pause', 2], ['resume', 1], ['resume', 2])).toBe('up');
    expect(life(['pause', 1], ['resume', 2])).toBe('paused');
  });

  it('is down until the last crash has ended, or somebody restarts it', () => {
    expect(life(['crash', 1], ['crash', 2], ['recover', 1])).toBe('crashed');
    expect(life(['crash', 1], ['crash', 2], ['recover', 1], ['recover', 2])).toBe('up');
    expect(life(['crash', 1], ['crash', 2], ['restart', 3])).toBe('up');
    expect(life(['crash', 1], ['recover', 2])).toBe('crashed');
    expect(life(['crash', 1], ['restart', 3], ['crash', 2], ['recover', 1])).toBe('crashed');
  });

  it('that crashed while paused comes back unpaused', () => {
    expect(life(['pause', 1], ['crash', 2], ['recover', 2])).toBe('up');
    expect(life(['pause', 1], ['crash', 2], ['recover', 2], ['pause', 3], ['resume', 1])).toBe('paused');
  });

  it('cannot be paused or resumed while it is down', () => {
    expect(life(['crash', 1], ['pause', 2], ['resume', 2])).toBe('crashed');
  });
});

describe('a link', () => {
  it('is open while nobody cuts it, whatever the order of cutting and healing', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('cut' as const, 'heal' as const), fc.nat(3)), { maxLength: 20 });
    fc.assert(
      fc.property(acts, (list) => {
        const cutters = new Set<number>();
        // A fault begins once and ends once.
        const begun = new Set<number>();
        const sensible = list.filter(([type, by]) => {
          if (type === 'heal') return cutters.delete(by);
          if (begun.has(by)) return false;
          begun.add(by);
          cutters.add(by);
          return true;
        });
        expect(link(...sensible)).toBe(cutters.size === 0 ? 'open' : 'cut');
      }),
    );
  });
});
