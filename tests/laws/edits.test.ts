/** A run that is edited again and again is at every moment the run of the scenario in hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { advance, amend, begin, type Simulation } from '../../src/sim/simulation.ts';
import { editArbitrary } from '../support/edit-arbitrary.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { printed, printedWorld, whole } from './run.ts';

const DURATION = 700_000;
/** Runs that once came out differently are kept by the seed that found them. */
const FAILED_ONCE: readonly number[] = [];

describe.each(protocols)('a run of $id that is edited', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: DURATION, faults: 5, requests: 2 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const act = (scenario: Scenario) =>
    fc.record({
      edit: editArbitrary(protocol, scenario),
      /** Which of the runs so far is edited: undo and other futures. */
      of: fc.nat(),
      /** How far it is known when the edit comes, and in which slice. */
      known: fc.oneof(share, fc.constantFrom(0, 1)),
      budget: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(1_000_000)),
      looks: fc.array(share, { maxLength: 2 }),
      spacing: fc.constantFrom(1, 16, 256),
    });
  const stories = scenarios.chain((scenario) =>
    fc.record({ scenario: fc.constant(scenario), acts: fc.array(act(scenario), { minLength: 1, maxLength: 6 }) }),
  );

  const property = fc.property(stories, ({ scenario, acts }) => {
    const handles: { readonly simulation: Simulation; readonly text: string }[] = [];
    const keep = (simulation: Simulation) => {
      handles.push({ simulation, text: printed(simulation) });
      return simulation;
    };
    keep(begin(scenario, protocol, acts[0]?.spacing));
    for (const { edit, of, known, budget, looks } of acts) {
      const { simulation: old } = handles[of % handles.length] as (typeof handles)[number];
      const before = keep(advance(old, Math.floor(known * old.scenario.duration), budget));
      for (const look of looks) printedWorld(before, Math.floor(look * before.scenario.duration));
      const edited = edit.apply(before.scenario);
      const amended = keep(amend(before, edited));
      const fresh = whole(edited, protocol);
      // No further than what is known of both, and no event that the new run does not have.
      expect(amended.reached).toBeLessThanOrEqual(Math.max(before.reached, -1));
      const complete = keep(advance(amended, edited.duration));
      expect(printed(complete)).toBe(printed(fresh));
      for (const look of looks) {
        const at = Math.floor(look * edited.duration);
        expect(printedWorld(complete, at)).toBe(printedWorld(fresh, at));
        if (at <= amended.reached) expect(printedWorld(amended, at)).toBe(printedWorld(fresh, at));
      }
    }
    for (const { simulation, text } of handles) {
      expect(printed(simulation)).toBe(text);
      expect(printed(advance(simulation, simulation.scenario.duration))).toBe(
        printed(whole(simulation.scenario, protocol)),
      );
    }
  });

  it('is the run of what it became, keeps its old selves as they were, and gives each its old future back', () => {
    fc.assert(property, { numRuns: 12 });
  });

  it.each(FAILED_ONCE)('also in the run found by seed %i', (seed) => {
    fc.assert(property, { seed, numRuns: 12 });
  });
});
