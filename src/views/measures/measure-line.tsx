/** Latencies and messages of a whole run in one line, the same for every protocol that has clients. */
import { useMemo } from 'react';
import type { Trace } from '../../sim/trace.ts';
import styles from './measure-line.module.css';
import { type Carriers, measuresOf } from './measures.ts';

export function MeasureLine({ trace, carriers }: { readonly trace: Trace; readonly carriers: Carriers }) {
  const measures = useMemo(() => measuresOf(trace, carriers), [trace, carriers]);
  const { writes, reads, medianWrite, slowestWrite, medianRead, messagesEach } = measures;
  if (writes + reads === 0) return null;
  return (
    <dl className={styles.measures} aria-label="Measured over the whole run">
      <Measure name={`median of ${writes} writes`} value={milliseconds(medianWrite)} />
      <Measure name="slowest write" value={milliseconds(slowestWrite)} />
      <Measure name={`median of ${reads} reads`} value={milliseconds(medianRead)} />
      <Measure
        name={carriers.of === 'writes' ? 'messages a write' : 'messages an operation'}
        value={messagesEach?.toFixed(1) ?? '–'}
      />
    </dl>
  );
}

function Measure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function milliseconds(micros: number | undefined): string {
  return micros === undefined ? '–' : `${(micros / 1000).toFixed(1)} ms`;
}
