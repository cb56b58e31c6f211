/** The stage at the playhead. */
import { describeFault } from '../scenario/describe.ts';
import type { ProcessId } from '../sim/scenario.ts';
import { worldAt } from '../sim/simulation.ts';
import { addFault } from '../store/edits.ts';
import { Stage } from '../views/stage/stage.tsx';
import { now } from './acts.ts';
import { session, useSession } from './session.ts';
import { openPopover, useUi } from './ui.ts';
import { usePrefersReducedMotion } from './use-reduced-motion.ts';

export function StageCard() {
  const simulation = useSession((state) => state.simulation);
  const cursor = useSession((state) => state.cursor);
  const selection = useSession((state) => state.selection);
  const segments = useUi((state) => state.segments);
  const arrangement = useUi((state) => state.arrangement);
  const statechartOf = useUi((state) => state.statechartOf);
  const pointedTo = useUi((state) => state.pointedTo);
  const reducedMotion = usePrefersReducedMotion();
  return (
    <Stage
      world={worldAt(simulation, cursor)}
      trace={simulation.trace}
      protocol={simulation.protocol}
      scenario={simulation.scenario}
      selection={selection}
      segments={segments}
      arrangement={arrangement}
      statechartOf={statechartOf}
      reducedMotion={reducedMotion}
      pointedTo={pointedTo}
      onSelect={session.select}
      onOpen={openPopover}
      onCutAcross={partition}
      onArrange={(next, process) => useUi.setState({ arrangement: next, statechartOf: process })}
    />
  );
}

function partition(groups: readonly (readonly ProcessId[])[]): void {
  const fault = { kind: 'partition', at: now(), groups } as const;
  session.edit(addFault(fault), describeFault(fault));
}
