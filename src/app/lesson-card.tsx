/** The step of the open lesson: what it says, what it asks, what it sets, and the way on. */
import { ArrowLeft, ArrowRight, Check, Presentation, RotateCcw, X } from 'lucide-react';
import { useEffect } from 'react';
import type { Task } from '../sim/lesson.ts';
import { backToWork } from './address.ts';
import { Asked } from './asked.tsx';
import controls from './controls.module.css';
import styles from './lesson-card.module.css';
import { goToStep, restoreStep, showSolution, taskDone } from './lessons.ts';
import { leaveLesson, type OpenLesson, useLesson } from './open-lesson.ts';
import { present } from './presenting.ts';
import { useSession } from './session.ts';

export function LessonCard() {
  const open = useLesson((state) => state.open);
  return open === undefined ? null : <Step key={`${open.lesson.id} ${open.step}`} open={open} />;
}

function Step({ open }: { readonly open: OpenLesson }) {
  const { lesson, step, progress, scenario } = open;
  const shown = lesson.steps[step];
  const changed = useSession((state) => state.simulation.scenario !== scenario);
  if (shown === undefined) return null;
  const last = step === lesson.steps.length - 1;
  return (
    <aside className={styles.card} aria-label={`Lesson: ${lesson.title}`}>
      <div className={styles.head}>
        <strong>{lesson.title}</strong>
        <span className={styles.count}>
          Step {step + 1} of {lesson.steps.length}
        </span>
        <span className={styles.source}>{lesson.source}</span>
        <button
          type="button"
          className={`${controls.button} ${controls.plain} ${controls.icon}`}
          aria-label="Leave the lesson"
          title="Leave the lesson; the run stays"
          onClick={() => {
            leaveLesson();
            backToWork();
          }}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </div>
      <div className={styles.body}>
        <div className={styles.words}>
          <p className={styles.text} aria-live="polite">
            {shown.text}
          </p>
          {shown.prediction !== undefined && <Asked prediction={shown.prediction} answered={progress.answers[step]} />}
          {shown.task !== undefined && <Goal task={shown.task} done={progress.tasks.includes(step)} />}
        </div>
        <div className={styles.ways}>
          {changed && (
            <button type="button" className={controls.button} onClick={restoreStep}>
              <RotateCcw size={14} aria-hidden="true" />
              The lesson’s run
            </button>
          )}
          <button type="button" className={controls.button} disabled={step === 0} onClick={() => goToStep(step - 1)}>
            <ArrowLeft size={14} aria-hidden="true" />
            Back
          </button>
          <button type="button" className={controls.button} onClick={present}>
            <Presentation size={14} aria-hidden="true" />
            Present
          </button>
          {last ? (
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => {
                goToStep(step + 1);
                leaveLesson();
                location.assign('#/gallery');
              }}
            >
              <Check size={14} aria-hidden="true" />
              Finish
            </button>
          ) : (
            <button
              type="button"
              className={`${controls.button} ${controls.primary}`}
              onClick={() => goToStep(step + 1)}
            >
              Next
              <ArrowRight size={14} aria-hidden="true" />
            </button>
          )}
        </div>
      </div>
    </aside>
  );
}

function Goal({ task, done }: { readonly task: Task; readonly done: boolean }) {
  const simulation = useSession((state) => state.simulation);
  const settled = useSession((state) => state.held === undefined);
  const reached = settled && simulation.status === 'finished' && task.done(simulation);
  useEffect(() => {
    if (reached) taskDone();
  }, [reached]);
  return (
    <div className={styles.task}>
      <p>
        <strong>Your task:</strong> {task.goal}
      </p>
      <div className={controls.row}>
        <span role="status" className={styles.state} data-done={reached}>
          {reached ? '✓ This run does it.' : done ? 'Done before; this run does not.' : 'Not yet.'}
        </span>
        <button type="button" className={controls.button} onClick={showSolution}>
          Show a solution
        </button>
      </div>
    </div>
  );
}
