/** The stage: processes and links at the playhead, as a ring or as the statechart of one process. */
import { useRef } from 'react';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { ProcessId, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import type { Anchor, Selection, Target } from '../intents.ts';
import { later } from '../later.tsx';
import { useSize } from '../timeline/use-size.ts';
import { type Arrangement, ArrangementSwitch } from './arrangement-switch.tsx';
import { legendRoom, NARROW } from './corners.ts';
import { MarkLegend, RoleLegend } from './legend.tsx';
import { Ring } from './ring.tsx';
import styles from './stage.module.css';

const StatechartView = later(async () => (await import('../statechart/statechart-view.tsx')).StatechartView);

export interface StageProps {
  readonly world: World;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly arrangement: Arrangement;
  /** Whose statechart; left out: the selected process, or the first. */
  readonly statechartOf?: ProcessId | undefined;
  readonly reducedMotion: boolean;
  /** Gives the losses of the last moment and the transition taken last. */
  readonly trace?: Trace | undefined;
  /** Whether all that the transport has on the wire is drawn; folded away where left out. */
  readonly segments?: boolean;
  readonly onSelect: (target: Selection) => void;
  readonly onOpen: (target: Target, anchor: Anchor) => void;
  /** A stroke across the ring parts the processes into these groups. */
  readonly onCutAcross: (groups: ProcessId[][]) => void;
  /** Processes that something outside points to. */
  readonly pointedTo?: readonly ProcessId[];
  /** Told apart from another stage by this name. */
  readonly name?: string;
  /** Left out: the arrangement cannot be chosen. */
  readonly onArrange?: (arrangement: Arrangement, statechartOf?: ProcessId) => void;
}

/** Below this the ring cannot be read. */
const LEAST = { width: 160, height: 150 };

const NOBODY: readonly ProcessId[] = [];

export function Stage({
  world,
  protocol,
  scenario,
  selection,
  arrangement,
  statechartOf,
  reducedMotion,
  trace,
  segments = false,
  onSelect,
  onOpen,
  onCutAcross,
  onArrange,
  name = 'Stage',
  pointedTo = NOBODY,
}: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const narrow = size !== undefined && size.width < NARROW;
  const process = statechartOf ?? (selection?.kind === 'process' ? selection.process : scenario.processes[0]);
  return (
    <section ref={box} className={styles.stage} aria-label={name} data-narrow={narrow ? '' : undefined}>
      <div className={styles.head}>
        <RoleLegend
          roles={protocol.roles}
          room={
            size === undefined || arrangement !== 'ring' || onArrange === undefined
              ? undefined
              : legendRoom(size, scenario.processes.length)
          }
        />
        {onArrange !== undefined && (
          <ArrangementSwitch
            value={arrangement}
            onChange={(next) => onArrange(next, next === 'statechart' ? process : undefined)}
          />
        )}
      </div>
      {size !== undefined && arrangement === 'ring' && size.width >= LEAST.width && size.height >= LEAST.height && (
        <Ring
          world={world}
          protocol={protocol}
          scenario={scenario}
          selection={selection}
          reducedMotion={reducedMotion}
          trace={trace}
          segments={segments}
          size={size}
          pointedTo={pointedTo}
          onSelect={onSelect}
          onOpen={onOpen}
          onCutAcross={onCutAcross}
        />
      )}
      {size !== undefined && arrangement === 'statechart' && process !== undefined && (
        <StatechartView
          world={world}
          protocol={protocol}
          process={process}
          trace={trace}
          size={size}
          onPick={(id) => onArrange?.('statechart', id)}
        />
      )}
      {arrangement === 'ring' && (
        <MarkLegend
          messages={protocol.messages}
          acknowledgements={segments && scenario.network.transport !== 'datagram'}
        />
      )}
    </section>
  );
}
