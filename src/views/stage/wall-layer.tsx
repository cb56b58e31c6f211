/** The walls of the partitions in force. Loaded where a scenario has any. */
import type { Scenario, TrueTime } from '../../sim/scenario.ts';
import type { RingLayout } from './layout.ts';
import styles from './stage.module.css';
import { wallsAt } from './walls.ts';

interface WallLayerProps {
  readonly scenario: Pick<Scenario, 'faults'>;
  readonly at: TrueTime;
  readonly layout: RingLayout;
}

export function WallLayer({ scenario, at, layout }: WallLayerProps) {
  return wallsAt(scenario, at, layout).map((wall) => (
    <path key={wall.key} d={wall.path} className={styles.wall}>
      <title>{wall.name}</title>
    </path>
  ));
}
