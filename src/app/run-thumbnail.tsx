/** A run as a postage stamp: bands of roles, faults above, computed when it comes into view. */
import { useEffect, useRef, useState } from 'react';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import { runToEnd, type Simulation } from '../sim/simulation.ts';
import { storiesOf } from '../views/timeline/stories.ts';
import { tonesOf } from '../views/timeline/tones.ts';
import { firstRolesOf } from './first-roles.ts';
import styles from './gallery-page.module.css';

const WIDTH = 250;
const HEIGHT = 84;

export function RunThumbnail({
  scenario,
  protocol,
}: {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
}) {
  const frame = useRef<SVGSVGElement>(null);
  const [simulation, setSimulation] = useState<Simulation>();
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      setTimeout(() => setSimulation(runToEnd(scenario, protocol)));
    });
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [scenario, protocol]);
  return (
    <svg
      ref={frame}
      className={styles.thumbnail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {simulation !== undefined && <Bands simulation={simulation} />}
    </svg>
  );
}

function Bands({ simulation }: { readonly simulation: Simulation }) {
  const { trace, scenario, protocol } = simulation;
  const x = (at: number) => (at / scenario.duration) * WIDTH;
  const rows = scenario.processes.length;
  const y = (lane: number) => 18 + (lane * (HEIGHT - 24)) / Math.max(rows - 1, 1);
  const tones = tonesOf(protocol);
  const { lanes } = storiesOf(trace, firstRolesOf(simulation));
  return (
    <>
      {scenario.faults.map((fault, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a fault is its place in the list
          key={index}
          x={x(fault.at)}
          width={Math.max(x(('until' in fault ? fault.until : undefined) ?? fault.at) - x(fault.at), 2)}
          y={3}
          height={5}
          rx={1}
          fill="var(--fault)"
          opacity={0.75}
        />
      ))}
      {scenario.processes.map((process, lane) =>
        lanes[lane]?.roles.map(({ from, to, role }) => {
          const tone = tones.role(role);
          const start = x(from);
          return (
            <rect
              key={`${process}-${from}`}
              x={start}
              width={Math.max(Math.min(x(to), WIDTH) - start, 0.5)}
              y={y(lane) - (tone === 'leading' ? 3 : 1.5)}
              height={tone === 'leading' ? 6 : 3}
              fill={
                tone === 'leading' ? 'var(--role-leading)' : tone === 'seeking' ? 'var(--role-seeking)' : 'var(--line)'
              }
            />
          );
        }),
      )}
    </>
  );
}
