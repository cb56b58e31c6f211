/** Membership by the word of the majority against membership as each process believes it. */
import { useMemo } from 'react';
import { LeaseBars } from '../../views/leases/lease-bars.tsx';
import type { PanelProps } from '../panels.ts';
import { membershipOf } from './membership.ts';
import styles from './panel.module.css';

export function Membership({ world, trace, scenario, onSeek }: PanelProps) {
  const membership = useMemo(() => membershipOf(trace, world.events, world.at), [trace, world.events, world.at]);
  const lasting = (all: readonly { readonly until: number; readonly process: string }[]) =>
    all.filter(({ until }) => until === world.at).map(({ process }) => process);
  const believing = lasting(membership.believed);
  const stale = lasting(membership.stale);
  const acting = believing.length === 0 ? 'Nobody may act now.' : `May act now: ${believing.join(', ')}.`;
  const said = stale.length === 0 ? acting : `${acting} Declared dead all the same: ${stale.join(', ')}.`;
  return (
    <div className={styles.panel}>
      <p className={styles.say}>{said}</p>
      <LeaseBars
        {...membership}
        attempts={[]}
        label={`Membership over time, one row a process, a number for each life. ${said}`}
        processes={scenario.processes}
        duration={scenario.duration}
        now={world.at}
        words={{
          granted: 'not declared dead',
          believed: 'acts as a member',
          stale: 'acts though declared dead',
        }}
        onSeek={onSeek}
      />
    </div>
  );
}
