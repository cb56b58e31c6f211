/** A what-if: the old run above, the new one below, and in words how they differ. */
import { useCallback, useMemo, useState } from 'react';
import { type Divergence, divergenceOf, type Pair } from '../sim/divergence.ts';
import type { Simulation } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';
import type { Selection } from '../views/intents.ts';
import { OneOf } from '../views/one-of.tsx';
import type { Change } from '../views/timeline/change.ts';
import { Timeline } from '../views/timeline/timeline.tsx';
import controls from './controls.module.css';
import { divergenceSentence, firstWords, flagWords } from './divergence-words.ts';
import { firstRolesOf } from './first-roles.ts';
import { RunTimeline } from './run-timeline.tsx';
import { session, useSession } from './session.ts';
import { shownTheme } from './theme.ts';
import { useUi } from './ui.ts';
import styles from './what-if.module.css';

/** A run with more events than this is compared when it is whole, not with every frame. */
const LIVE_EVENTS = 20_000;

const SIDES = [
  { id: 'before', title: 'Old run' },
  { id: 'now', title: 'New run' },
] as const;

export function WhatIf() {
  const before = useSession((state) => state.reference?.simulation);
  const now = useSession((state) => state.simulation);
  const [side, setSide] = useState<keyof Pair>('now');
  const found = useMemo(() => (before === undefined ? undefined : compared(before, now)), [before, now]);
  const [old, young] = useMemo(
    () => (before === undefined ? [] : [changeOf(found, 'before', before), changeOf(found, 'now', now)]),
    [found, before, now],
  );
  if (before === undefined) return null;
  return (
    <section className={styles.whatIf} aria-label="What if" data-side={side}>
      <Bar before={before} now={now} found={found} />
      <OneOf name="Which run is shown" choices={SIDES} value={side} onChoose={setSide} className={styles.sides} />
      <div className={`${styles.run} ${styles.before}`}>
        <h3 className={styles.name}>Old run</h3>
        <OldRun simulation={before} change={old} />
      </div>
      <div className={`${styles.run} ${styles.now}`}>
        <h3 className={styles.name}>New run</h3>
        <RunTimeline name="Timeline of the new run" change={young} />
      </div>
    </section>
  );
}

function compared(before: Simulation, now: Simulation): Divergence | undefined {
  if (before.scenario === now.scenario) return undefined;
  const growing = [before, now].some(({ status, trace }) => status === 'running' && trace.length > LIVE_EVENTS);
  return growing ? undefined : divergenceOf(before, now);
}

function changeOf(found: Divergence | undefined, side: keyof Pair, simulation: Simulation): Change | undefined {
  if (found === undefined) return undefined;
  const coneOf = new Map(found.places.map(({ process, cone }) => [process, cone[side]]));
  return {
    side: side === 'before' ? 'old' : 'new',
    at: found.at,
    words: flagWords(found, side, simulation),
    only: side === 'before' ? found.onlyBefore : found.onlyNow,
    cone: simulation.trace.lanes.map((process) => coneOf.get(process) ?? -1),
  };
}

interface BarProps {
  readonly before: Simulation;
  readonly now: Simulation;
  readonly found: Divergence | undefined;
}

function Bar({ before, now, found }: BarProps) {
  const dragging = useSession((state) => state.held !== undefined);
  const settled = !dragging && before.status !== 'running' && now.status !== 'running';
  const first = found && firstWords(found, before, now);
  const sentence =
    found !== undefined
      ? divergenceSentence(found)
      : before.scenario === now.scenario
        ? 'The old run is kept. Change something: both are shown beside each other.'
        : settled
          ? 'No event differs.'
          : 'Computing the new run…';
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <p data-testid="what-if">{sentence}</p>
        {first !== undefined && (
          <p className={styles.first} data-testid="first-difference">
            <span>
              <strong>Then:</strong> {first.before}
            </span>{' '}
            <span>
              <strong>Now:</strong> {first.now}
            </span>
          </p>
        )}
        <p className={styles.silent} aria-live="polite">
          {settled ? sentence : ''}
        </p>
      </div>
      <div className={styles.ends}>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={() => session.keepNew()}>
          Keep the new one
        </button>
        <button type="button" className={controls.button} onClick={() => session.backToOld()}>
          Back to the old one
        </button>
      </div>
    </div>
  );
}

interface OldRunProps {
  readonly simulation: Simulation;
  readonly change: Change | undefined;
}

/** To be looked at, not edited: pointing at an event shows its light cone, and the playhead is that of both runs. */
function OldRun({ simulation, change }: OldRunProps) {
  const window = useSession((state) => state.window);
  const cursor = useSession((state) => state.cursor);
  const segments = useUi((state) => state.segments);
  const theme = useUi((state) => shownTheme(state.theme));
  const [hover, setHover] = useState<EventId>();
  const [selection, select] = useState<Selection>();
  const nothing = useCallback(() => {}, []);
  const { trace, protocol, scenario, reached, verdicts, sightings } = simulation;
  return (
    <Timeline
      name="Timeline of the old run"
      frozen
      change={change}
      trace={trace}
      firstRoles={firstRolesOf(simulation)}
      protocol={protocol}
      scenario={scenario}
      reached={reached}
      verdicts={verdicts}
      sightings={sightings}
      window={window}
      cursor={Math.min(cursor, scenario.duration)}
      selection={selection}
      hover={hover}
      theme={theme}
      segments={segments}
      onSelect={select}
      onOpen={nothing}
      onHover={setHover}
      onSeek={session.seek}
      onWindow={session.setWindow}
      onChangeFault={nothing}
      onRemoveFault={nothing}
      onAddFaultAt={scenario.faults.length === 0 ? undefined : nothing}
      onMoveGst={nothing}
    />
  );
}
