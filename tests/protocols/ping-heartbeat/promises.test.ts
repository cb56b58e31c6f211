/** The claims over random runs: premises and patience are wide enough never to accuse a right detector. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pingHeartbeat } from '../../../src/protocols/ping-heartbeat/index.ts';
import { whole } from '../../laws/run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { brokenClaims } from './detector-run.ts';

describe('a detector without flaws', () => {
  it('breaks no claim, whatever is done to it', () => {
    fc.assert(
      fc.property(scenarioArbitrary(pingHeartbeat, { duration: 3_000_000 }), (scenario) => {
        expect(brokenClaims(whole(scenario, pingHeartbeat))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
