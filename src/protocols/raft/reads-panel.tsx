/** The run that is open under each way to read: how long reads take, how many are answered, whether time runs backwards. */
import { scaleLinear } from 'd3';
import { useEffect, useRef, useState } from 'react';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { runToEnd } from '../../sim/simulation.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import { type Latencies, quantile, readLatencies } from './latencies.ts';
import { READ_POLICIES, type ReadPolicy } from './reads.ts';
import styles from './reads-panel.module.css';

interface Outcome extends Latencies {
  readonly policy: ReadPolicy;
  /** How often a client was shown less than it had seen. */
  readonly backwards: number;
  /** null: not promised, or not known. */
  readonly linearizable: boolean | null;
}

const TITLES: Readonly<Record<ReadPolicy, string>> = {
  log: 'log',
  'read-index': 'read index',
  lease: 'leader lease',
  'leader-local': 'leader alone',
  'pinned-follower': 'pinned follower',
  'any-follower': 'any follower',
};

/** A pause between two runs, ms, so that the page stays awake. */
const BREATH = 10;
const HEIGHT = 30;
const EDGE = 8;

export function RaftReads({ scenario, protocol }: PanelProps) {
  const outcomes = useOutcomes(scenario, protocol);
  const chosen = scenario.options.reads ?? 'log';
  const slowest = Math.max(1, ...outcomes.flatMap(({ spent }) => spent.at(-1) ?? 0));
  if (outcomes.length > 0 && outcomes.every(({ asked }) => asked === 0))
    return <p className={styles.empty}>No client reads in this run. Add “@1s..5s every=100ms C1 read x” to it.</p>;
  return (
    <div className={styles.panel}>
      <p className={styles.say}>The same run under each way to read; a dot is a read, the stroke their median.</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">reads</th>
            <th scope="col" className={styles.wide}>
              time to answer, 0 to {milliseconds(slowest)}
            </th>
            <th scope="col">median</th>
            <th scope="col">longest</th>
            <th scope="col">answered</th>
          </tr>
        </thead>
        <tbody>
          {READ_POLICIES.map((policy) => {
            const outcome = outcomes.find((one) => one.policy === policy);
            return (
              <tr key={policy} className={policy === chosen ? styles.chosen : undefined}>
                <th scope="row">
                  {TITLES[policy]}
                  {outcome?.linearizable === true && <span className={styles.kept}> linearizable</span>}
                  {outcome?.linearizable === false && <span className={styles.broken}> not linearizable</span>}
                  {outcome !== undefined && outcome.backwards > 0 && (
                    <span className={styles.broken}> backwards {outcome.backwards}×</span>
                  )}
                </th>
                <td>{outcome !== undefined && <Strip outcome={outcome} slowest={slowest} />}</td>
                <td className={styles.number}>{milliseconds(outcome && quantile(outcome.spent, 0.5))}</td>
                <td className={styles.number}>{milliseconds(outcome?.spent.at(-1))}</td>
                <td className={styles.number}>
                  {outcome === undefined ? '…' : `${outcome.spent.length}/${outcome.asked}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Strip({ outcome, slowest }: { readonly outcome: Outcome; readonly slowest: number }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 0;
  const x = scaleLinear([0, slowest], [EDGE, Math.max(EDGE, width - EDGE)]);
  const median = quantile(outcome.spent, 0.5);
  const late = quantile(outcome.spent, 0.99);
  return (
    <div ref={place} className={styles.strip}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`${TITLES[outcome.policy]}: median ${milliseconds(median)}, 99 of 100 within ${milliseconds(late)}`}
        >
          <line x1={EDGE} x2={width - EDGE} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.base} />
          {outcome.spent.map((spent, index) => (
            // Equal times lie side by side: the height goes through three rows.
            // biome-ignore lint/suspicious/noArrayIndexKey: a dot has no other name, and never moves
            <circle key={index} cx={x(spent)} cy={HEIGHT / 2 - 7 + (index % 3) * 7} r={2.5} className={styles.dot} />
          ))}
          {median !== undefined && (
            <line x1={x(median)} x2={x(median)} y1={2} y2={HEIGHT - 2} className={styles.median} />
          )}
        </svg>
      )}
    </div>
  );
}

/** One policy after the other, so that the page answers meanwhile. */
function useOutcomes(scenario: Scenario, protocol: ProtocolDefinition): readonly Outcome[] {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const next = (done: readonly Outcome[]) => {
      setOutcomes(done);
      const policy = READ_POLICIES[done.length];
      if (policy !== undefined)
        waiting = setTimeout(() => next([...done, outcomeOf(scenario, protocol, policy)]), BREATH);
    };
    next([]);
    return () => clearTimeout(waiting);
  }, [scenario, protocol]);
  return outcomes;
}

function outcomeOf(scenario: Scenario, protocol: ProtocolDefinition, policy: ReadPolicy): Outcome {
  const { trace, sightings, verdicts } = runToEnd(
    { ...scenario, options: { ...scenario.options, reads: policy } },
    protocol,
  );
  return {
    policy,
    ...readLatencies(trace.operations),
    backwards: sightings.filter(({ situation }) => situation === 'time-backwards').length,
    linearizable: verdicts.find(({ claim }) => claim === 'linearizable')?.holds ?? null,
  };
}

function milliseconds(micros: number | undefined): string {
  return micros === undefined ? '–' : `${(micros / 1000).toFixed(micros < 10_000 ? 1 : 0)} ms`;
}
