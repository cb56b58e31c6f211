/** The second window of a presentation: this step, the next one, the clock of the talk, and the ways to drive the first. */
import { useEffect, useState } from 'react';
import { loadLessons } from '../protocols/doors.ts';
import type { Lesson, LessonStep } from '../sim/lesson.ts';
import controls from './controls.module.css';
import styles from './notes-page.module.css';
import { openChannel, type Remote, type Slide } from './slides.ts';

export function NotesPage() {
  const [slide, setSlide] = useState<Slide>();
  const [lesson, setLesson] = useState<Lesson>();
  const [channel] = useState(openChannel);
  useEffect(() => {
    channel.onmessage = ({ data }: MessageEvent<Slide>) => data.kind === 'slide' && setSlide(data);
    channel.postMessage({ kind: 'hello' } satisfies Remote);
    const say = (kind: Remote['kind']) => channel.postMessage({ kind } satisfies Remote);
    const onKey = (event: KeyboardEvent) => {
      const kind = ({ PageDown: 'next', PageUp: 'back', b: 'blank', '.': 'blank', q: 'code' } as const)[event.key];
      if (kind === undefined) return;
      event.preventDefault();
      say(kind);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [channel]);
  useEffect(() => {
    if (slide === undefined) return;
    loadLessons(slide.protocol).then(
      (lessons) => setLesson(lessons.find(({ id }) => id === slide.lesson)),
      () => setLesson(undefined), // not to be fetched now; the next step asks again
    );
  }, [slide]);
  const say = (kind: Remote['kind']) => () => channel.postMessage({ kind } satisfies Remote);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{lesson?.title ?? slide?.title ?? 'Notes'}</h1>
        <Talk />
      </header>
      {slide === undefined ? (
        <p>Waiting for a presentation in this browser: open a run or a lesson and choose “Present”.</p>
      ) : (
        <>
          <Notes
            title={lesson === undefined ? 'Now' : `Step ${slide.step + 1} of ${lesson.steps.length}`}
            step={lesson?.steps[slide.step]}
          />
          <Notes title="Next" step={lesson?.steps[slide.step + 1]} />
          {slide.at >= 0 && (
            <p className={controls.hint}>The picture stands at {(slide.at / 1_000_000).toFixed(3)} s.</p>
          )}
        </>
      )}
      <div className={styles.ways}>
        <button type="button" className={controls.button} onClick={say('back')}>
          Step back
        </button>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={say('next')}>
          Step on
        </button>
        <button type="button" className={controls.button} onClick={say('play')}>
          Play or pause
        </button>
        <button type="button" className={controls.button} aria-pressed={slide?.blank === true} onClick={say('blank')}>
          Dark screen
        </button>
        <button type="button" className={controls.button} onClick={say('code')}>
          QR code
        </button>
      </div>
    </main>
  );
}

function Notes({ title, step }: { readonly title: string; readonly step: LessonStep | undefined }) {
  if (step === undefined) return null;
  const { prediction, task } = step;
  return (
    <section className={styles.step}>
      <h2>{title}</h2>
      <p>{step.text}</p>
      {prediction !== undefined && (
        <p className={styles.aside}>
          <strong>{prediction.question}</strong> {prediction.reason}
        </p>
      )}
      {task !== undefined && (
        <p className={styles.aside}>
          <strong>Task:</strong> {task.goal}
        </p>
      )}
    </section>
  );
}

/** How long this window has been open. */
function Talk() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - start) / 1000)), 500);
    return () => clearInterval(timer);
  }, []);
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <span className={styles.talk} role="timer" aria-label="Time since the notes were opened">
      {two(Math.floor(seconds / 60))}:{two(seconds % 60)}
    </span>
  );
}
