import { expect, it } from 'vitest';
import { firstRolesOf } from '../../src/app/first-roles.ts';
import { advance, begin } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';

it('knows the first roles by lane, before anything is computed and as the same list for the whole run', () => {
  const { scenario, protocol } = scenarioOf('links seed=1 duration=1s');
  const begun = begin(scenario, protocol);
  const roles = firstRolesOf(begun);
  expect(roles.slice(0, scenario.processes.length)).toEqual(['sending', 'receiving', 'sending']);
  expect(firstRolesOf(advance(begun, 500_000))).toBe(roles);
});
