/** What the clients of a run were answered, and whether one up-to-date copy could have answered it. */
import { useMemo } from 'react';
import { checkHistory } from '../../check/check-history.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { HistoryLanes } from './history-lanes.tsx';
import { OperationTable } from './operation-table.tsx';
import styles from './run-history.module.css';

/** Steps of the search: it is done again with every change of the run. */
const STEPS = 60_000;

export interface RunHistoryProps {
  readonly world: Pick<World, 'at'>;
  readonly trace: Trace;
  readonly onSeek: (at: TrueTime) => void;
}

export function RunHistory({ world, trace, onSeek }: RunHistoryProps) {
  const { operations } = trace;
  const verdict = useMemo(() => checkHistory(operations, { model: 'linearizable', budget: STEPS }), [operations]);
  if (operations.length === 0)
    return <p className={styles.none}>No client has asked for anything. Add work in the scenario: @1s C1 write x=1</p>;
  const seek = (index: number) => onSeek(operations[index]?.invoke ?? 0);
  return (
    <div className={styles.panel}>
      <p className={styles.says} data-verdict={verdict.verdict}>
        {verdict.message}
      </p>
      <HistoryLanes operations={operations} verdict={verdict} cursor={world.at} timeText={seconds} onSelect={seek} />
      <OperationTable operations={operations} verdict={verdict} chosen={undefined} timeText={seconds} />
    </div>
  );
}

function seconds(at: TrueTime): string {
  return `${Number((at / 1_000_000).toFixed(3))} s`;
}
