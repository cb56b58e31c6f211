/** The timeline on its own: `timeline.html?theme=dark&run=large&from=1000&to=4200`. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Fault } from '../../src/sim/scenario.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import type { Selection, Window } from '../../src/views/intents.ts';
import { Timeline } from '../../src/views/timeline/timeline.tsx';
import './exhibit.css';
import { handRun, protocol, scenario as plain } from './timeline-run.ts';

const query = new URLSearchParams(location.search);
const number = (name: string, fallback: number) => Number(query.get(name) ?? fallback);
const large = query.get('run') === 'large';
const seconds = large ? 60 : 5;
const trace = handRun(large ? 6 : number('flight', 120), large ? 10 : number('every', 240), seconds * 1000);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
document.documentElement.dataset.events = String(trace.length);

function Exhibit() {
  const [faults, setFaults] = useState<readonly Fault[]>(plain.faults);
  const [window, setWindow] = useState<Window>({ from: number('from', 1000) * 1000, to: number('to', 4200) * 1000 });
  const [cursor, setCursor] = useState(number('cursor', 3000) * 1000);
  const event = query.has('event') ? number('event', 0) : undefined;
  const other = query.has('other') ? { other: number('other', 0) } : {};
  const [selection, setSelection] = useState<Selection>(event === undefined ? undefined : { kind: 'event', event, ...other });
  const [hover, setHover] = useState<EventId | undefined>(query.has('hover') ? number('hover', 0) : undefined);
  const scenario = { ...plain, faults, duration: seconds * 1_000_000 };
  return (
    <div className="exhibit">
      <Timeline
        trace={trace}
        protocol={protocol}
        scenario={scenario}
        reached={number('reached', seconds * 1000) * 1000}
        verdicts={query.has('broken') ? [{ claim: 'x', type: 'safety', holds: false, at: 0, events: [number('broken', 0)], message: '' }] : []}
        sightings={[{ situation: 'two leaders at once', at: 2_278_000, events: [] }]}
        window={window}
        cursor={cursor}
        selection={selection}
        hover={hover}
        theme={query.get('theme') ?? 'light'}
        laneNote={(process) => (process.startsWith('S') ? '✓4' : '')}
        onSelect={setSelection}
        onOpen={(target) => document.body.setAttribute('data-opened', target.kind)}
        onHover={setHover}
        onSeek={setCursor}
        onWindow={setWindow}
        onChangeFault={(index, fault) => setFaults((all) => all.map((one, at) => (at === index ? fault : one)))}
        onRemoveFault={(index) => setFaults((all) => all.filter((_, at) => at !== index))}
        onAddFaultAt={(at) => setFaults((all) => [...all, { kind: 'pause', process: 'S1', at, until: at + 200_000 }])}
      />
    </div>
  );
}

createRoot(document.getElementById('exhibit') as HTMLElement).render(<Exhibit />);
