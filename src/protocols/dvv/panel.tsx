/** What each replica holds under three encodings of one causality, with false siblings and lost updates counted. */
import { useRef } from 'react';
import type { Trace } from '../../sim/trace.ts';
import type { ProcessState } from '../../sim/world.ts';
import type { PanelProps } from '../panels.ts';
import { knows } from './history.ts';
import type { KeyState, SchemeId, Version } from './messages.ts';
import styles from './panel.module.css';
import type { ReplicaContext } from './replica.ts';
import { nothing } from './schemes.ts';
import { noTally, type Tally, tallyUpTo } from './tally.ts';
import { showVector } from './vectors.ts';

const TITLES: Readonly<Record<SchemeId, string>> = {
  dotted: 'Dotted version vectors',
  server: 'One vector a key, an entry a replica',
  client: 'A vector a version, an entry a client',
};

export function Siblings({ world, trace }: PanelProps) {
  const tally = useTally(trace, world.events);
  const replicas = world.processes.filter(({ client }) => !client);
  const keys = [...new Set(replicas.flatMap((one) => Object.keys(contextOf(one).keys)))].sort();
  const schemes = replicas[0] === undefined ? [] : contextOf(replicas[0]).schemes.map(({ id }) => id);
  if (keys.length === 0) return <p className={styles.empty}>Nothing has been written yet.</p>;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {schemes.map((scheme) => (
              <th key={scheme} scope="col">
                {TITLES[scheme]}
                <Counts scheme={scheme} tally={tally} entries={entriesOf(replicas, scheme)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.flatMap((key) =>
            replicas.map((replica) => (
              <tr key={`${key}/${replica.id}`}>
                <th scope="row">
                  {replica.id} <span className={styles.key}>{key}</span>
                </th>
                {schemes.map((scheme) => (
                  <td key={scheme}>
                    <Cell scheme={scheme} state={contextOf(replica).keys[key]?.[scheme] ?? nothing} tally={tally} />
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className={styles.say}>
        In brackets the stamp: a dot names the write itself, a vector what its writer had read. A false sibling was read
        by the writer of a value beside it.
      </p>
    </div>
  );
}

interface CountsProps {
  readonly scheme: SchemeId;
  readonly tally: Tally;
  readonly entries: number;
}

function Counts({ scheme, tally, entries }: CountsProps) {
  const [wrong, lost] = [tally.falseSiblings[scheme].size, tally.lost[scheme].size];
  return (
    <span className={styles.counts}>
      <span data-bad={wrong > 0 || undefined}>
        {wrong} false sibling{wrong === 1 ? '' : 's'}
      </span>
      <span data-bad={lost > 0 || undefined}>{lost} lost</span>
      <span>{entries} entries</span>
    </span>
  );
}

function Cell({ scheme, state, tally }: { scheme: SchemeId; state: KeyState; tally: Tally }) {
  const { versions, vector } = state;
  if (versions.length === 0) return <span className={styles.none}>–</span>;
  const isFalse = ({ id }: Version) =>
    versions.some((other) => other.id !== id && knows(tally.history, scheme, other.id, id));
  return (
    <ul className={styles.values}>
      {versions.map((version) => (
        <li key={version.id} className={styles.value} data-false={isFalse(version) || undefined}>
          <b>{version.value}</b>
          {scheme !== 'server' && <span className={styles.stamp}>{stampOf(version)}</span>}
          {isFalse(version) && <span className={styles.flag}>false</span>}
        </li>
      ))}
      {scheme === 'server' && <li className={styles.stamp}>[{showVector(vector)}]</li>}
    </ul>
  );
}

function stampOf({ dot, knows: read }: Version): string {
  if (dot === null) return `[${showVector(read)}]`;
  return Object.keys(read).length === 0 ? `(${dot.at} ${dot.count})` : `(${dot.at} ${dot.count}) [${showVector(read)}]`;
}

/** Counters and dots in all stamps that the replicas hold. */
function entriesOf(replicas: readonly ProcessState[], scheme: SchemeId): number {
  const states = replicas.flatMap((one) => Object.values(contextOf(one).keys).map((each) => each[scheme] ?? nothing));
  const of = ({ dot, knows: read }: Version) => Object.keys(read).length + (dot === null ? 0 : 1);
  return states.reduce(
    (sum, { versions, vector }) => sum + Object.keys(vector).length + versions.reduce((all, one) => all + of(one), 0),
    0,
  );
}

/** Goes on from the last tally while the playhead moves forward in one run. */
function useTally(trace: Trace, events: number): Tally {
  const last = useRef({ trace, tally: noTally });
  const same = last.current.trace === trace;
  const tally = tallyUpTo(trace, Math.min(events, trace.length), same ? last.current.tally : noTally);
  last.current = { trace, tally };
  return tally;
}

/** Replicas have a replica's context; one that is down has kept it on its disk. */
function contextOf({ snapshot }: ProcessState): ReplicaContext {
  return snapshot.context as ReplicaContext;
}
