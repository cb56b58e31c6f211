/** The timeline on its own: `timeline.html?theme=dark&seconds=60&from=1000&to=4200`. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { raft } from '../../src/protocols/raft/index.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import { advance, amend, begin, type Simulation } from '../../src/sim/simulation.ts';
import type { Trace } from '../../src/sim/trace.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import type { Selection, Window } from '../../src/views/intents.ts';
import { Timeline } from '../../src/views/timeline/timeline.tsx';
import '../../src/app/tokens.css';
import './exhibit.css';
import { protocol as handProtocol, handRun, scenario as plain } from './timeline-run.ts';

const query = new URLSearchParams(location.search);
const number = (name: string, fallback: number) => Number(query.get(name) ?? fallback);
const theme = query.get('theme') ?? 'light';
document.documentElement.dataset.theme = theme;

const FAULTS =
  '@1s..2.2s partition S1,S2/S3,S4,S5;@1.6s skew S2 by=180ms;@2.6s..3.1s pause S3;@3.3s..4s crash S4;@3.5s drop S3-S4.9999';

function runOf(from: URLSearchParams): {
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  readonly hand: Trace | undefined;
} {
  const seconds = number('seconds', 5);
  if (from.get('run') === 'hand') {
    const duration = seconds * 1_000_000;
    return {
      protocol: handProtocol,
      scenario: { ...plain, duration },
      hand: handRun(number('flight', 120), number('every', 240), seconds * 1000),
    };
  }
  const text = `raft processes=${number('processes', 5)} clients=2 seed=${number('seed', 42)} duration=${seconds}s
network delay=${from.get('delay') ?? '2..10'}ms loss=${from.get('loss') ?? '1'}% duplicate=${from.get('duplicate') ?? '1'}%
@0.5s..${seconds - 0.5}s every=${number('writes', 400)}ms C1 write x
@0.7s..${seconds - 0.5}s every=${number('writes', 400) * 2}ms C2 read x
${from.get('faults') ?? FAULTS}`;
  const parsed = parseText(text.replaceAll(';', '\n'), () => raft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return { protocol: raft, scenario: parsed.value, hand: undefined };
}

const chosen = runOf(query);

function Exhibit() {
  const { protocol, hand } = chosen; // the same for as long as the page is open
  const [scenario, setScenario] = useState(chosen.scenario);
  const { duration } = scenario;
  const last = useRef<Simulation | undefined>(undefined);
  const simulation = useMemo(() => {
    if (hand !== undefined) return undefined;
    last.current = advance(
      last.current === undefined ? begin(scenario, protocol) : amend(last.current, scenario),
      duration,
    );
    return last.current;
  }, [scenario, duration]);
  const trace = hand ?? (simulation as Simulation).trace;
  const [window, setWindow] = useState<Window>({
    from: number('from', 0) * 1000,
    to: Math.min(number('to', 5000) * 1000, duration),
  });
  const [cursor, setCursor] = useState(number('cursor', 1500) * 1000);
  const other = query.has('other') ? { other: number('other', 0) } : {};
  const [selection, setSelection] = useState<Selection>(
    query.has('event') ? { kind: 'event', event: number('event', 0), ...other } : undefined,
  );
  const [hover, setHover] = useState<EventId | undefined>(query.has('hover') ? number('hover', 0) : undefined);
  const setFaults = (change: (faults: readonly Fault[]) => readonly Fault[]) =>
    setScenario((now) => ({ ...now, faults: change(now.faults) }));
  useEffect(() => {
    if (!query.has('play')) return;
    let frame = 0;
    const step = () => {
      setCursor((at) => (at + 16_000) % duration);
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [duration]);
  document.documentElement.dataset.events = String(trace.length);
  return (
    <div className="exhibit">
      <Timeline
        trace={trace}
        protocol={protocol}
        scenario={scenario}
        reached={query.has('reached') ? number('reached', 0) * 1000 : duration}
        verdicts={
          query.has('broken')
            ? [{ claim: 'x', type: 'safety', holds: false, at: 0, events: [number('broken', 0)], message: '' }]
            : (simulation?.verdicts ?? [])
        }
        sightings={simulation?.sightings ?? []}
        window={window}
        cursor={cursor}
        selection={selection}
        hover={hover}
        theme={theme}
        laneNote={(process) => (process.startsWith('S') ? '✓4' : '')}
        onSelect={setSelection}
        onOpen={(target) => document.body.setAttribute('data-opened', target.kind)}
        onHover={setHover}
        onSeek={setCursor}
        onWindow={setWindow}
        onChangeFault={(index, fault) => setFaults((all) => all.map((one, at) => (at === index ? fault : one)))}
        onMoveGst={() => {}}
        onRemoveFault={(index) => setFaults((all) => all.filter((_, at) => at !== index))}
        onAddFaultAt={(at) => setFaults((all) => [...all, { kind: 'pause', process: 'S1', at, until: at + 200_000 }])}
      />
    </div>
  );
}

createRoot(document.getElementById('exhibit') as HTMLElement).render(<Exhibit />);
