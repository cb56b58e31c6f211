/** The timeline with the fault track, wired to the session. */
import { useCallback } from 'react';
import { describeFault } from '../scenario/describe.ts';
import { type Portrait, promptsOf } from '../sim/protocol.ts';
import type { Fault } from '../sim/scenario.ts';

import { worldAt } from '../sim/simulation.ts';
import { changeFault, removeFault, setModel } from '../store/edits.ts';
import { portraitOf } from '../views/stage/scene.ts';
import type { Change } from '../views/timeline/change.ts';
import { Timeline } from '../views/timeline/timeline.tsx';
import { prompt } from './acts.ts';
import { firstRolesOf } from './first-roles.ts';
import { session, useSession } from './session.ts';
import { shownTheme } from './theme.ts';
import { openPopover, useUi } from './ui.ts';

interface RunTimelineProps {
  readonly name?: string;
  /** While a what-if is open: what only this run has. */
  readonly change?: Change | undefined;
}

export function RunTimeline({ name, change }: RunTimelineProps) {
  const simulation = useSession((state) => state.simulation);
  const { trace, protocol, scenario, reached, verdicts, sightings } = simulation;
  const window = useSession((state) => state.window);
  const cursor = useSession((state) => state.cursor);
  const selection = useSession((state) => state.selection);
  const hover = useSession((state) => state.hover);
  const segments = useUi((state) => state.segments);
  const theme = useUi((state) => shownTheme(state.theme));
  const veiled = useUi(({ asking }) => asking !== undefined && asking !== 'event');
  return (
    <Timeline
      {...(name === undefined ? {} : { name })}
      change={change}
      trace={trace}
      firstRoles={firstRolesOf(simulation)}
      protocol={protocol}
      scenario={scenario}
      reached={reached}
      verdicts={verdicts}
      sightings={sightings}
      window={window}
      cursor={cursor}
      veiledFrom={veiled ? cursor : undefined}
      selection={selection}
      hover={hover}
      theme={theme}
      segments={segments}
      laneNote={useCallback(noteOf, [])}
      laneRole={useCallback(roleOf, [])}
      onSelect={session.select}
      onOpen={openPopover}
      onHover={session.hover}
      onSeek={session.seek}
      onWindow={session.setWindow}
      onChangeFault={moveFault}
      onRemoveFault={dropFault}
      onAddFaultAt={addAt}
      onDrawMessage={drawMessage}
      onMoveGst={moveGst}
    />
  );
}

/** The prompt by which the one sends to the other, at the moment where the line begins. */
function drawMessage(from: string, to: string, at: number): void {
  const { protocol, scenario } = session.getState().simulation;
  const found = promptsOf(protocol, from, scenario.processes).find((one) => one.to === to);
  if (found !== undefined) prompt(from, found.name, at);
}

/** `✓4`: entries the process knows to be committed. */
function noteOf(process: string): string {
  const commit = portraitNow(process)?.facts.find(({ name }) => name === 'commit index');
  return commit === undefined ? '' : `✓${commit.value}`;
}

function roleOf(process: string): string | undefined {
  return portraitNow(process)?.role;
}

/** At the playhead; undefined: a client. */
function portraitNow(process: string): Portrait | undefined {
  const { simulation, cursor } = session.getState();
  const state = worldAt(simulation, cursor).processes.find(({ id }) => id === process);
  return state === undefined || state.client ? undefined : portraitOf(simulation.protocol, state.snapshot);
}

function moveFault(index: number, fault: Fault, settled: boolean): void {
  session.edit(changeFault(index, fault), `move ${describeFault(fault)}`, settled);
}

function moveGst(at: number, settled: boolean): void {
  session.edit(setModel({ gst: at }), `GST at ${(at / 1_000_000).toFixed(3)} s`, settled);
}

function dropFault(index: number): void {
  const fault = session.getState().simulation.scenario.faults[index];
  if (fault === undefined) return;
  session.select(undefined);
  session.edit(removeFault(index), `remove ${describeFault(fault)}`);
}

function addAt(at: number, anchor: Parameters<typeof openPopover>[1]): void {
  openPopover({ kind: 'add-fault', at: Math.round(at / 1000) * 1000 }, anchor);
}
