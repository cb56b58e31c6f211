/** A run as a postage stamp: bands of roles, faults above, computed when it comes into view. */
import { useEffect, useRef, useState } from 'react';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import { runToEnd, type Simulation } from '../sim/simulation.ts';
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
  const tones = new Map(protocol.roles.map(({ id, tone }) => [id, tone]));
  const roles = trace.landmarks().filter((id) => trace.kind(id) === 'step' && trace.lane(id) < rows);
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
      {scenario.processes.map((process, lane) => {
        const own = roles.filter((id) => trace.lane(id) === lane);
        return own.map((id, index) => {
          const next = own[index + 1];
          const tone = tones.get(String((trace.extra(id) as { readonly role?: string }).role)) ?? 'neutral';
          const from = x(trace.at(id));
          return (
            <rect
              key={`${process}-${id}`}
              x={from}
              width={Math.max((next === undefined ? WIDTH : x(trace.at(next))) - from, 0.5)}
              y={y(lane) - (tone === 'leading' ? 3 : 1.5)}
              height={tone === 'leading' ? 6 : 3}
              fill={
                tone === 'leading' ? 'var(--role-leading)' : tone === 'seeking' ? 'var(--role-seeking)' : 'var(--line)'
              }
            />
          );
        });
      })}
    </>
  );
}
