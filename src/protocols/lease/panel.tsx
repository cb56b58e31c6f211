/** The lease as the store sees it against the lease as its holders believe it, and the writes under each token. */
import { useMemo } from 'react';
import { LeaseBars } from '../../views/leases/lease-bars.tsx';
import type { PanelProps } from '../panels.ts';
import { partOf, resourceOf } from './cast.ts';
import { ownershipOf, sayOwnership } from './ownership.ts';
import styles from './panel.module.css';

export function Leases({ world, trace, scenario, onSeek, onSelect }: PanelProps) {
  const ownership = useMemo(() => ownershipOf(trace, world.events, world.at), [trace, world.events, world.at]);
  const said = sayOwnership(ownership, world.at);
  const overlapping = `${ownership.granted.length} grants, ${ownership.attempts.length} writes, ${
    ownership.attempts.filter(({ accepted }) => !accepted).length
  } refused`;
  return (
    <div className={styles.panel}>
      <p className={styles.say}>{said}</p>
      <LeaseBars
        {...ownership}
        label={`The lease over time: ${overlapping}. ${said}`}
        processes={scenario.processes.filter((process) => partOf(process) === 'holder')}
        target={resourceOf(scenario.processes)}
        duration={scenario.duration}
        now={world.at}
        words={{
          granted: 'granted by the store',
          believed: 'the holder believes',
          stale: 'believes while another has it',
        }}
        onSeek={onSeek}
        onSelectEvent={(event) => onSelect({ kind: 'event', event })}
      />
    </div>
  );
}
