/** The claims over random runs: whatever is done to the processes, nothing breaks while every rule is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consensus } from '../../../src/protocols/consensus/index.ts';
import { whole } from '../../laws/run.ts';
import { brokenClaims } from '../../support/clock-run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

describe('consensus without flaws', () => {
  it('breaks no claim, whatever is done to it', () => {
    fc.assert(
      fc.property(scenarioArbitrary(consensus, { duration: 4_000_000, transports: true }), (scenario) => {
        expect(brokenClaims(whole(scenario, consensus))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
