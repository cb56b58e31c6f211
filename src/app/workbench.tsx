/** The desk: stage, inspector, timeline, and the edges between them that can be moved. */
import { useCallback, useState } from 'react';
import { type Choice, OneOf } from '../views/one-of.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import { InspectorCard } from './inspector-card.tsx';
import { useSession } from './session.ts';
import { StageCard } from './stage-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { type Pane, useUi } from './ui.ts';
import styles from './workbench.module.css';

const PANES: readonly Choice<Pane>[] = [
  { id: 'stage', title: 'Stage' },
  { id: 'timeline', title: 'Timeline' },
  { id: 'inspector', title: 'Inspector' },
];

/** What the stage needs to show anything, and what of the page's height is not the desk's, px. */
const STAGE_NEEDS = 180;
const OFF_DESK = 140;

/** Two timelines get all the room that the stage can do without. */
function shareBesideTwo(): number {
  return Math.min(Math.max(innerHeight < 800 ? 0.3 : 0.34, STAGE_NEEDS / (innerHeight - OFF_DESK)), 0.53);
}

export function Workbench() {
  const pane = useUi((state) => state.pane);
  const [across, setAcross] = useState(0.62);
  const forked = useSession((state) => state.reference !== undefined);
  const [downAlone, setDownAlone] = useState(0.53);
  const [downForked, setDownForked] = useState(shareBesideTwo);
  const [down, setDown] = forked ? [downForked, setDownForked] : [downAlone, setDownAlone];
  return (
    <main
      className={styles.desk}
      data-pane={pane}
      style={{ '--across': across, '--down': down } as React.CSSProperties}
    >
      <OneOf
        name="What fills the screen"
        choices={PANES}
        value={pane}
        onChoose={(id) => useUi.setState({ pane: id })}
        className={styles.panes}
      />
      <div className={`${styles.card} ${styles.stage}`}>
        <FailureBoundary what="stage">
          <StageCard />
        </FailureBoundary>
      </div>
      <Edge name="Width of the stage" vertical value={across} onChange={setAcross} />
      <section className={`${styles.card} ${styles.inspector}`} aria-label="Inspector">
        <InspectorCard />
      </section>
      <Edge name="Height of the stage" value={down} onChange={setDown} />
      <div className={`${styles.card} ${styles.timeline}`}>
        <FailureBoundary what="timeline">
          <TimelineCard />
        </FailureBoundary>
      </div>
    </main>
  );
}

interface EdgeProps {
  readonly name: string;
  readonly vertical?: boolean;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const SMALLEST = 0.25;
const LARGEST = 0.78;

/** Dragged, or moved by arrow keys. */
function Edge({ name, vertical = false, value, onChange }: EdgeProps) {
  const set = useCallback((next: number) => onChange(Math.min(Math.max(next, SMALLEST), LARGEST)), [onChange]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr>
    <div
      className={vertical ? styles.edgeAcross : styles.edgeDown}
      role="separator"
      tabIndex={0}
      aria-label={name}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value * 100)}
      aria-valuemin={SMALLEST * 100}
      aria-valuemax={LARGEST * 100}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const desk = event.currentTarget.parentElement?.getBoundingClientRect();
        if (desk === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        set(vertical ? (event.clientX - desk.left) / desk.width : (event.clientY - desk.top) / desk.height);
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        set(value + by * 0.02);
      }}
    />
  );
}
