import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, intervalOf } from '../../../src/protocols/ntp/agreement.ts';
import type { Exchange } from '../../../src/protocols/ntp/messages.ts';
import { slewTime } from '../../../src/protocols/ntp/state.ts';

const exchange = (server: string, offset: number, delay: number): Exchange => ({
  ...{ server, offset, delay },
  ...{ t1: 0, t2: 0, t3: 0, t4: 0 },
});

describe('agreement', () => {
  it("is Marzullo's: 8–12, 11–13 and 14–15 agree on 11–12, two of three", () => {
    const made = [exchange('A', 10, 4), exchange('B', 12, 2), exchange('C', 14, 1)].map((one, index) =>
      index === 2 ? exchange('C', 15, 2) : one,
    );
    expect(agreementOf(made, 3)).toEqual({ by: 11, half: 1, agreeing: ['A', 'B'], left: ['C'] });
  });

  it('needs more than half of those asked, not of those that answered', () => {
    const made = [exchange('A', 10, 4), exchange('B', 12, 2)];
    expect(agreementOf(made, 3)?.agreeing).toEqual(['A', 'B']);
    expect(agreementOf(made, 4)).toBeUndefined();
    expect(agreementOf([], 1)).toBeUndefined();
  });

  it('counts intervals that touch in one point, and none whose delay is negative', () => {
    expect(agreementOf([exchange('A', 0, 4), exchange('B', 4, 4)], 2)).toMatchObject({ by: 2, half: 0 });
    expect(agreementOf([exchange('A', 0, -4)], 1)).toBeUndefined();
  });

  it('lies within the interval of everyone who is said to agree, and no point is in more intervals', () => {
    const one = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(40));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 7 }), (list) => {
        const made = list.map(([offset, delay], index) => exchange(`S${index}`, offset, delay));
        const intervals = made.map(intervalOf);
        const covered = (point: number) => intervals.filter(({ low, high }) => low <= point && point <= high).length;
        const most = Math.max(...intervals.flatMap(({ low, high }) => [covered(low), covered(high)]));
        const found = agreementOf(made, made.length);
        expect(found === undefined).toBe(most * 2 <= made.length);
        if (found === undefined) return;
        expect(found.agreeing.length).toBe(most);
        expect(covered(found.by)).toBe(most);
        expect([...found.agreeing, ...found.left].sort()).toEqual(made.map(({ server }) => server).sort());
      }),
    );
  });
});

describe('a slew', () => {
  it('lasts until the clock has gained what it was to gain, by its own changed time', () => {
    // At 5 % more, 10 ms are gained in 200 ms of true time: 210 ms on the clock itself.
    expect(slewTime(10_000, 50_000)).toBe(210_000);
    expect(slewTime(-10_000, 50_000)).toBe(190_000);
  });
});
