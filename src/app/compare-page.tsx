/** Two runs side by side, under one playhead: their pictures, what each gave its clients, and where they part. */
import { Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import { durationOf, play, runSideBySide, type SideBySideStore, seek } from '../store/side-by-side.ts';
import { backToWork } from './address.ts';
import { useCompared, useSides } from './compare.ts';
import { ComparedFigures } from './compare-figures.tsx';
import styles from './compare-page.module.css';
import { ComparedRun } from './compare-run.tsx';
import { ComparedTexts, Parting } from './compare-texts.tsx';
import controls from './controls.module.css';
import { FailureBoundary } from './failure-boundary.tsx';
import { Brand } from './header.tsx';
import { Slider } from './slider.tsx';
import { SpeedSlider, speedText } from './speed-slider.tsx';

export function ComparePage() {
  const { store, number } = useCompared();
  return store === undefined ? null : <Both key={number} store={store} />;
}

function Both({ store }: { readonly store: SideBySideStore }) {
  useEffect(() => runSideBySide(store), [store]);
  return (
    <main className={styles.page} aria-label="Two runs side by side">
      <header className={styles.head}>
        <Brand />
        <h1>Side by side</h1>
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to the workbench
        </button>
      </header>
      <div className={styles.desk}>
        <div className={styles.runs}>
          {(['left', 'right'] as const).map((side) => (
            <FailureBoundary key={side} what={`${side} run`}>
              <ComparedRun store={store} side={side} />
            </FailureBoundary>
          ))}
        </div>
        <div className={styles.facts}>
          <ComparedFigures store={store} />
          <Parting store={store} />
          <ComparedTexts store={store} />
        </div>
      </div>
      <Transport store={store} />
    </main>
  );
}

function Transport({ store }: { readonly store: SideBySideStore }) {
  const playing = useSides(store, (state) => state.playing);
  const cursor = useSides(store, (state) => state.cursor);
  const duration = useSides(store, durationOf);
  const speed = useSides(store, (state) => state.speed);
  return (
    <footer className={styles.transport}>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? 'Pause' : 'Play'}
        onClick={() => play(store, !playing)}
      >
        {playing ? (
          <Pause size={19} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={19} fill="currentColor" aria-hidden="true" />
        )}
      </button>
      <span className={styles.time} data-testid="time">
        {(cursor / 1_000_000).toFixed(3)} s
      </span>
      <Slider
        name="Moment of both runs"
        value={cursor}
        min={0}
        max={duration}
        step={10_000}
        valueText={`${(cursor / 1_000_000).toFixed(2)} s of ${(duration / 1_000_000).toFixed(2)} s`}
        onChange={(at) => seek(store, at)}
      />
      <div className={styles.speedGroup}>
        <span className={controls.label}>Speed</span>
        <div className={styles.speed}>
          <SpeedSlider speed={speed} onSpeed={(next) => store.setState({ speed: next })} />
        </div>
        <span className={styles.speedText}>{speedText(speed)}</span>
      </div>
    </footer>
  );
}
