/** The lab inside another page: the picture, one button that plays, and the way into the whole lab. */
import { ExternalLink, Pause, Play } from 'lucide-react';
import styles from './embedded.module.css';
import { FailureBoundary } from './failure-boundary.tsx';
import { session, useSession } from './session.ts';
import { StageCard } from './stage-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

export function Embedded() {
  const playing = useSession((state) => state.playing);
  const cursor = useSession((state) => state.cursor);
  const title = useSession((state) => state.simulation.scenario.title || state.simulation.protocol.title);
  return (
    <main className={styles.frame} aria-label={`Lightcone: ${title}`}>
      <div className={styles.stage}>
        <FailureBoundary what="stage">
          <StageCard />
        </FailureBoundary>
      </div>
      <div className={styles.timeline}>
        <FailureBoundary what="timeline">
          <TimelineCard />
        </FailureBoundary>
      </div>
      <footer className={styles.foot}>
        <button
          type="button"
          className={styles.play}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={() => session.play(!playing)}
        >
          {playing ? <Pause size={18} aria-hidden="true" /> : <Play size={18} aria-hidden="true" />}
        </button>
        <span className={styles.time} data-testid="time">
          {(cursor / 1_000_000).toFixed(3)} s
        </span>
        <h1 className={styles.title}>{title}</h1>
        <a className={styles.open} href={`${location.pathname}${location.hash}`} target="_blank" rel="noreferrer">
          Open in the lab
          <ExternalLink size={14} aria-hidden="true" />
        </a>
      </footer>
    </main>
  );
}
