/** What the processes of a run are when it begins, for views that show their roles by lane. */
import type { Scenario } from '../sim/scenario.ts';
import { type Simulation, worldAt } from '../sim/simulation.ts';
import { portraitOf } from '../views/stage/scene.ts';
import type { FirstRoles } from '../views/timeline/stories.ts';

const known = new WeakMap<Scenario, FirstRoles>();

/** By lane; the same list as long as the scenario is the same, however far the run has been computed. */
export function firstRolesOf(simulation: Simulation): FirstRoles {
  const { scenario, protocol } = simulation;
  const before = known.get(scenario);
  if (before !== undefined) return before;
  const roles = worldAt(simulation, 0).processes.map(({ client, snapshot }) =>
    client ? undefined : portraitOf(protocol, snapshot).role,
  );
  known.set(scenario, roles);
  return roles;
}
