/** The stage on its own: `stage.html?theme=dark&at=1500&view=statechart&play=0.05&faults=…`. */
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { runToEnd, worldAt } from '../../src/sim/simulation.ts';
import type { Selection } from '../../src/views/intents.ts';
import type { Arrangement } from '../../src/views/stage/arrangement-switch.tsx';
import { Stage } from '../../src/views/stage/stage.tsx';
import '../../src/app/tokens.css';
import './exhibit.css';
import { number, query, scenarioOf } from './raft-run.ts';
import { usePlaying } from './use-playing.ts';

const { scenario, protocol } = scenarioOf(query);
const simulation = runToEnd(scenario, protocol);
document.documentElement.dataset.theme = query.get('theme') ?? 'light';

function Exhibit() {
  const [at, setAt] = useState(number('at', 1500) * 1000);
  const [selection, setSelection] = useState<Selection>(
    query.has('select') ? { kind: 'process', process: query.get('select') ?? '' } : undefined,
  );
  const [arrangement, setArrangement] = useState<Arrangement>(
    query.get('view') === 'statechart' ? 'statechart' : 'ring',
  );
  const [statechartOf, setStatechartOf] = useState(query.get('of') ?? undefined);
  usePlaying(number('play', 0), scenario.duration, setAt);
  return (
    <div className="exhibit">
      <Stage
        world={worldAt(simulation, at)}
        protocol={protocol}
        scenario={scenario}
        selection={selection}
        arrangement={arrangement}
        statechartOf={statechartOf}
        reducedMotion={query.has('still')}
        trace={simulation.trace}
        onSelect={setSelection}
        onOpen={(target) => say('opened', target)}
        onCutAcross={(groups) => say('cut', groups)}
        onArrange={(next, process) => {
          setArrangement(next);
          setStatechartOf(process);
        }}
      />
    </div>
  );
}

/** Left where a test can read it. */
function say(what: string, value: unknown): void {
  document.body.dataset[what] = JSON.stringify(value);
  document.body.dataset.count = String(Number(document.body.dataset.count ?? 0) + 1);
}

createRoot(document.getElementById('exhibit') as HTMLElement).render(<Exhibit />);
