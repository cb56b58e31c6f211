/** The run on the wall: one view fills the screen, words as large as a room needs, a pointer that can be followed. */
import { ChevronLeft, ChevronRight, EyeOff, NotebookText, Pause, Play, QrCode as QrSign, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { currentLink } from './address.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { InspectorCard } from './inspector-card.tsx';
import { answerText, wholeRun } from './lessons.ts';
import { useLesson } from './open-lesson.ts';
import styles from './presenter.module.css';
import { openNotes, stopPresenting, usePresenting } from './presenting.ts';
import { QrCode } from './qr-code.tsx';
import { session, useSession } from './session.ts';
import { obey, shareSlides, turn } from './slides.ts';
import { StageCard } from './stage-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import type { Pane } from './ui.ts';
import { useAsking } from './use-asking.ts';

const VIEWS: readonly (readonly [Pane, string])[] = [
  ['stage', 'Stage'],
  ['timeline', 'Timeline'],
  ['inspector', 'Inspector'],
];

export function Presenter() {
  const { pane, blank, code } = usePresenting();
  useEffect(shareSlides, []);
  useEffect(() => {
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <main className={styles.wall} aria-label="Presentation">
      <Words />
      <div className={styles.view}>
        <FailureBoundary what={pane}>
          {pane === 'stage' && <StageCard />}
          {pane === 'timeline' && <TimelineCard />}
          {pane === 'inspector' && <InspectorCard />}
        </FailureBoundary>
      </div>
      <Controls pane={pane} />
      <Pointer />
      {code && <Code />}
      {blank && (
        <button
          type="button"
          className={styles.blank}
          aria-label="Show the picture again"
          onClick={() => obey({ kind: 'blank' })}
        />
      )}
    </main>
  );
}

/** Clickers send Page Down and Page Up, and `b` or `.` for a dark screen. */
function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key];
  if (act === undefined || (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')))
    return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

const KEYS: Readonly<Record<string, () => void>> = {
  PageDown: () => turn(1),
  PageUp: () => turn(-1),
  b: () => obey({ kind: 'blank' }),
  '.': () => obey({ kind: 'blank' }),
  q: () => obey({ kind: 'code' }),
  n: openNotes,
  '1': () => usePresenting.setState({ pane: 'stage' }),
  '2': () => usePresenting.setState({ pane: 'timeline' }),
  '3': () => usePresenting.setState({ pane: 'inspector' }),
  Escape: stopPresenting,
};

function Words() {
  const open = useLesson((state) => state.open);
  const title = useSession((state) => state.simulation.scenario.title || state.simulation.protocol.title);
  const step = open?.lesson.steps[open.step];
  const revealed = usePresenting((state) => state.revealed === open?.step && state.revealed !== undefined);
  const { prediction, task } = step ?? {};
  useAsking(prediction, !revealed);
  const truth = revealed && prediction !== undefined ? prediction.truth(wholeRun()) : undefined;
  return (
    <header className={styles.words}>
      <h1>{open?.lesson.title ?? title}</h1>
      {step !== undefined && <p>{step.text}</p>}
      {prediction !== undefined && (
        <p className={styles.asks}>
          {prediction.question}{' '}
          {truth === undefined ? (
            'choices' in prediction && (
              <span className={styles.choices}>
                {prediction.choices.map(({ id, text }, index) => (
                  <span key={id}>{index === 0 ? text : `· ${text}`} </span>
                ))}
              </span>
            )
          ) : (
            <strong>{answerText(prediction, truth)}</strong>
          )}
        </p>
      )}
      {truth !== undefined && <p className={styles.reason}>{prediction?.reason}</p>}
      {task !== undefined && <p className={styles.asks}>{task.goal}</p>}
    </header>
  );
}

function Controls({ pane }: { readonly pane: Pane }) {
  const playing = useSession((state) => state.playing);
  const cursor = useSession((state) => state.cursor);
  const open = useLesson((state) => state.open);
  return (
    <footer className={styles.controls}>
      <Sign label="Step back (Page Up)" onClick={() => turn(-1)}>
        <ChevronLeft aria-hidden="true" />
      </Sign>
      <Sign label={playing ? 'Pause' : 'Play'} onClick={() => session.play(!playing)}>
        {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </Sign>
      <Sign label="Step on (Page Down)" onClick={() => turn(1)}>
        <ChevronRight aria-hidden="true" />
      </Sign>
      <span className={styles.time} data-testid="time">
        {(cursor / 1_000_000).toFixed(3)} s
      </span>
      {open !== undefined && (
        <span className={styles.time}>
          {open.step + 1} / {open.lesson.steps.length}
        </span>
      )}
      {/* Buttons, not radio buttons: the arrows step through the run here. */}
      <fieldset className={styles.views} aria-label="View">
        {VIEWS.map(([id, title]) => (
          <button
            key={id}
            type="button"
            aria-pressed={pane === id}
            onClick={() => usePresenting.setState({ pane: id })}
          >
            {title}
          </button>
        ))}
      </fieldset>
      <Sign label="Notes in a second window (N)" onClick={openNotes}>
        <NotebookText aria-hidden="true" />
      </Sign>
      <Sign label="QR code of the link (Q)" onClick={() => obey({ kind: 'code' })}>
        <QrSign aria-hidden="true" />
      </Sign>
      <Sign label="Dark screen (B)" onClick={() => obey({ kind: 'blank' })}>
        <EyeOff aria-hidden="true" />
      </Sign>
      <Sign label="End the presentation (Escape)" onClick={stopPresenting}>
        <X aria-hidden="true" />
      </Sign>
    </footer>
  );
}

function Sign({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={styles.sign} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

function Code() {
  const link = `${location.origin}${location.pathname}${currentLink()}`;
  return (
    <div className={styles.code} role="dialog" aria-label="QR code of the link">
      <QrCode text={link} />
      <p>{link.length > 90 ? `${link.slice(0, 87)}…` : link}</p>
      <button
        type="button"
        className={styles.sign}
        aria-label="Close the QR code"
        onClick={() => obey({ kind: 'code' })}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  );
}

/** A ring that goes with the mouse, so that the last row sees where it is. */
function Pointer() {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY, pointerType }: PointerEvent) => {
      const { current } = ring;
      if (current === null) return;
      current.style.visibility = pointerType === 'touch' ? 'hidden' : 'visible';
      current.style.transform = `translate(${clientX}px, ${clientY}px)`;
    };
    addEventListener('pointermove', follow);
    return () => removeEventListener('pointermove', follow);
  }, []);
  return <div ref={ring} className={styles.pointer} aria-hidden="true" />;
}
