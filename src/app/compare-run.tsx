/** One of two runs that stand side by side: its name, its stage and its timeline, at the playhead of both. */
import { useCallback, useEffect, useState } from 'react';
import { worldAt } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';
import { type SideBySideStore, type SideName, seek } from '../store/side-by-side.ts';
import type { Selection } from '../views/intents.ts';
import { Stage } from '../views/stage/stage.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import { useSides } from './compare.ts';
import styles from './compare-page.module.css';
import { firstRolesOf } from './first-roles.ts';
import { RunPicker } from './run-picker.tsx';
import { shownTheme } from './theme.ts';
import { useUi } from './ui.ts';
import { usePrefersReducedMotion } from './use-reduced-motion.ts';

interface ComparedRunProps {
  readonly store: SideBySideStore;
  readonly side: SideName;
}

export function ComparedRun({ store, side }: ComparedRunProps) {
  const simulation = useSides(store, (state) => state[side]);
  const cursor = useSides(store, (state) => state.cursor);
  const window = useSides(store, (state) => state.window);
  const theme = useUi((state) => shownTheme(state.theme));
  const reducedMotion = usePrefersReducedMotion();
  const [selection, select] = useState<Selection>();
  const [hover, setHover] = useState<EventId>();
  const { trace, protocol, scenario, reached, verdicts, sightings } = simulation;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has other events
  useEffect(() => {
    select(undefined);
    setHover(undefined);
  }, [scenario]);
  const nothing = useCallback(() => {}, []);
  const at = Math.min(cursor, scenario.duration);
  return (
    <section
      className={styles.run}
      aria-label={`${side === 'left' ? 'Left' : 'Right'} run: ${scenario.title || protocol.title}`}
    >
      <RunPicker store={store} side={side} />
      <div className={styles.pictures}>
        <div className={styles.stage}>
          <Stage
            name={`Stage of the ${side} run`}
            world={worldAt(simulation, at)}
            trace={trace}
            protocol={protocol}
            scenario={scenario}
            selection={selection}
            arrangement="ring"
            reducedMotion={reducedMotion}
            onSelect={select}
            onOpen={nothing}
            onCutAcross={nothing}
          />
        </div>
        <div className={styles.timeline}>
          <Timeline
            name={`Timeline of the ${side} run`}
            frozen
            trace={trace}
            firstRoles={firstRolesOf(simulation)}
            protocol={protocol}
            scenario={scenario}
            reached={reached}
            verdicts={verdicts}
            sightings={sightings}
            window={window}
            cursor={at}
            selection={selection}
            hover={hover}
            theme={theme}
            onSelect={select}
            onOpen={nothing}
            onHover={setHover}
            onSeek={useCallback((to: number) => seek(store, to), [store])}
            onWindow={useCallback((next: { from: number; to: number }) => store.setState({ window: next }), [store])}
            onChangeFault={nothing}
            onRemoveFault={nothing}
            onAddFaultAt={scenario.faults.length === 0 ? undefined : nothing}
            onMoveGst={nothing}
          />
        </div>
      </div>
    </section>
  );
}
