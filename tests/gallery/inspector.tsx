/** Panels of the inspector on their own: `inspector.html?panel=state|claims|events|logs&at=1500&theme=dark`. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Entry } from '../../src/protocols/raft/messages.ts';
import { describeCommand } from '../../src/protocols/raft/messages.ts';
import type { RaftContext } from '../../src/protocols/raft/state.ts';
import type { Sighting, Verdict } from '../../src/sim/protocol.ts';
import { runToEnd, worldAt } from '../../src/sim/simulation.ts';
import type { World } from '../../src/sim/world.ts';
import { ClaimsPanel } from '../../src/views/inspector/claims-panel.tsx';
import { EventDetail } from '../../src/views/inspector/event-detail.tsx';
import { EventList } from '../../src/views/inspector/event-list.tsx';
import { StatePanel } from '../../src/views/inspector/state-panel.tsx';
import type { Selection } from '../../src/views/intents.ts';
import { LogGrid } from '../../src/views/log-grid/log-grid.tsx';
import type { LogRow } from '../../src/views/log-grid/log-row.ts';
import '../../src/app/tokens.css';
import './exhibit.css';
import './inspector.css';
import { number, query, scenarioOf } from './raft-run.ts';
import { usePlaying } from './use-playing.ts';

const { scenario, protocol } = scenarioOf(query);
const simulation = runToEnd(scenario, protocol);
const { trace } = simulation;
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
document.documentElement.dataset.events = String(trace.length);

/** Verdicts of each standing, so that all of them are seen. */
const verdicts: readonly Verdict[] =
  simulation.verdicts.length > 0
    ? simulation.verdicts
    : [
        verdict('election-safety', 'safety', true, null, ''),
        verdict('log-matching', 'safety', false, 1_520_000, 'S1 and S3 hold different entries at index 4 of term 2'),
        verdict('leader-elected', 'liveness', null, null, 'no leader in term 3 yet'),
      ];
const sightings: readonly Sighting[] =
  simulation.sightings.length > 0 ? simulation.sightings : [{ situation: 'split vote', at: 1_300_000, events: [40] }];

function verdict(
  claim: string,
  type: Verdict['type'],
  holds: boolean | null,
  at: number | null,
  message: string,
): Verdict {
  return { claim, type, holds, at, message, events: holds === false ? [120, 140] : [] };
}

function logRows(world: World): readonly LogRow[] {
  return world.processes
    .filter(({ client }) => !client)
    .map((process) => {
      const context = process.snapshot.context as RaftContext; // the exhibit runs Raft
      const role = String(process.snapshot.value);
      const leads = role === 'leader';
      return {
        process: process.id,
        role,
        tone: leads ? 'leading' : role === 'candidate' ? 'seeking' : 'following',
        length: context.log.length,
        commitIndex: context.commitIndex,
        ...(number('first', 1) > 1 ? { first: number('first', 1) } : {}),
        entry: (index) =>
          index < number('first', 1) ? undefined : entryOf(context.log.get(index - 1), index, context),
        ...(leads ? { marks: marksOf(context) } : {}),
      };
    });
}

function entryOf(entry: Entry | undefined, index: number, { commitIndex }: RaftContext) {
  if (entry === undefined) return undefined;
  return { index, term: entry.term, label: describeCommand(entry.command) ?? 'no-op', committed: index <= commitIndex };
}

function marksOf({ self, nextIndex, matchIndex }: RaftContext) {
  return self.peers.map((process) => {
    const place = self.processes.indexOf(process);
    return { process, next: nextIndex[place] ?? 1, match: matchIndex[place] ?? 0 };
  });
}

function Exhibit() {
  const [at, setAt] = useState(number('at', 1500) * 1000);
  usePlaying(number('play', 0), scenario.duration, setAt);
  const event = number('event', -1);
  const other = number('other', -1);
  const [selection, setSelection] = useState<Selection>(
    query.has('select')
      ? { kind: 'process', process: query.get('select') ?? '' }
      : event >= 0
        ? { kind: 'event', event, ...(other >= 0 ? { other } : {}) }
        : undefined,
  );
  const world = worldAt(simulation, at);
  const rows = useMemo(() => logRows(world), [world]);
  const shared = { trace, protocol, scenario, selection, onSelect: setSelection, onSeek: setAt };
  const onSelectEvent = (id: number) => setSelection({ kind: 'event', event: id });
  const panel = query.get('panel') ?? 'state';
  const chosen = selection?.kind === 'event' ? selection : undefined;
  return (
    <div className="exhibit panel">
      <div className="scrolls">
        {panel === 'state' && <StatePanel {...shared} world={world} />}
        {panel === 'claims' && (
          <ClaimsPanel {...shared} {...{ verdicts, sightings, onSelectEvent }} flaws={scenario.flaws} />
        )}
        {panel === 'events' && <EventList {...shared} count={trace.countAt(at)} />}
        {panel === 'events' && chosen !== undefined && (
          <EventDetail {...shared} {...chosen} onSelectEvent={onSelectEvent} />
        )}
        {panel === 'logs' && <LogGrid rows={rows} />}
      </div>
    </div>
  );
}

createRoot(document.getElementById('exhibit') as HTMLElement).render(<Exhibit />);
