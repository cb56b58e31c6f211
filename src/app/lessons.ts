/** Going through a lesson: its steps, its answers, the runs it puts on the desk. */
import { lessonsOf, loaded } from '../protocols/doors.ts';
import { parseText } from '../scenario/text.ts';
import type { Lesson, LessonStep, Prediction, RunReading } from '../sim/lesson.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { advance } from '../sim/simulation.ts';
import { eventSentence } from '../views/inspector/event-sentence.ts';
import { timeText } from '../views/timeline/scale.ts';
import { NO_PROGRESS, type Progress, readProgress, writeProgress } from './lesson-progress.ts';
import { type OpenLesson, useLesson } from './open-lesson.ts';
import { session } from './session.ts';
import { type Pane, useUi } from './ui.ts';

/** Real seconds in which a step plays what it wants seen. */
const PLAY_SECONDS = 5;
/** Views that are tabs of the inspector; others stand beside it. */
const BESIDE: Readonly<Record<string, Pane>> = { stage: 'stage', timeline: 'timeline' };

/** Opens a lesson that was loaded at a step (from 0), or where it was left; false: there is none of that name. */
export function openLesson(protocolId: string, lessonId: string, step?: number): boolean {
  const protocol = loaded(protocolId);
  const lesson = lessonsOf(protocolId).find(({ id }) => id === lessonId);
  if (protocol === undefined || lesson === undefined) return false;
  const progress = readProgress()[nameOf(protocol, lesson)] ?? NO_PROGRESS;
  return showStep(protocol, lesson, progress, step ?? progress.step);
}

/** To another step; past the last one the lesson is finished. */
export function goToStep(step: number): void {
  const { open } = useLesson.getState();
  if (open === undefined) return;
  const finished = open.progress.finished || step >= open.lesson.steps.length;
  const progress = { ...open.progress, finished, step: Math.min(step, open.lesson.steps.length - 1) };
  keep(open, progress);
  if (step < open.lesson.steps.length) showStep(open.protocol, open.lesson, progress, step);
  history.replaceState(null, '', addressOf(open.protocol, open.lesson, progress.step));
}

/** Back to the run of this step, as the lesson has it. */
export function restoreStep(): void {
  const { open } = useLesson.getState();
  if (open !== undefined) showStep(open.protocol, open.lesson, open.progress, open.step);
}

export function answer(choice: string): void {
  const { open } = useLesson.getState();
  if (open === undefined) return;
  keep(open, { ...open.progress, answers: { ...open.progress.answers, [open.step]: choice } });
  const step = open.lesson.steps[open.step];
  playTo(step?.look?.until);
}

/** An answer as people say it. */
export function answerText(prediction: Prediction, given: string): string {
  if ('choices' in prediction) return prediction.choices.find(({ id }) => id === given)?.text ?? '';
  if (prediction.pick === 'process') return given;
  if (prediction.pick === 'link') return given.replace('-', '–');
  const { trace, protocol } = session.getState().simulation;
  const event = Number(given);
  if (event >= trace.length) return '';
  return `${eventSentence(trace, event, protocol)}, ${timeText(trace.at(event))}`;
}

export function taskDone(): void {
  const { open } = useLesson.getState();
  if (open === undefined || open.progress.tasks.includes(open.step)) return;
  keep(open, { ...open.progress, tasks: [...open.progress.tasks, open.step] });
}

/** A way to do the task, on the desk, as an edit that undo takes back. */
export function showSolution(): void {
  const { open } = useLesson.getState();
  const task = open?.lesson.steps[open.step]?.task;
  if (task === undefined) return;
  const solution = parseText(task.solution, loaded);
  if (solution.ok) session.edit(() => solution.value, 'a solution');
}

export function addressOf(protocol: ProtocolDefinition, lesson: Lesson, step?: number): string {
  return `#/lesson/${nameOf(protocol, lesson)}${step === undefined ? '' : `/${step + 1}`}`;
}

export function nameOf(protocol: Pick<ProtocolDefinition, 'id'>, lesson: Pick<Lesson, 'id'>): string {
  return `${protocol.id}/${lesson.id}`;
}

/** The run on the desk to its end, whatever the playhead has seen of it. */
export function wholeRun(): RunReading {
  const { simulation } = session.getState();
  return advance(simulation, simulation.scenario.duration);
}

function keep(open: OpenLesson, progress: Progress): void {
  writeProgress(nameOf(open.protocol, open.lesson), progress);
  useLesson.setState({ open: { ...open, progress } });
}

function showStep(protocol: ProtocolDefinition, lesson: Lesson, progress: Progress, wanted: number): boolean {
  const step = Math.min(Math.max(wanted, 0), lesson.steps.length - 1);
  const shown = lesson.steps[step];
  const scenario = scenarioAt(protocol, lesson, step);
  if (shown === undefined || scenario === undefined) return false;
  const { simulation, cursor } = session.getState();
  // The same run goes on: what was computed of it stays.
  if (simulation.scenario !== useLesson.getState().open?.scenario || !sameRun(lesson, step, useLesson.getState().open))
    session.open(scenario, protocol, shown.look?.at ?? 0);
  else session.seek(shown.look?.at ?? cursor);
  useLesson.setState({
    open: { protocol, lesson, step, progress, scenario: session.getState().simulation.scenario },
  });
  pointTo(shown);
  const asks = shown.prediction !== undefined && progress.answers[step] === undefined;
  if (!asks) playTo(shown.look?.until);
  return true;
}

function sameRun(lesson: Lesson, step: number, open: OpenLesson | undefined): boolean {
  return open?.lesson === lesson && originOf(lesson, open.step) === originOf(lesson, step);
}

/** The step whose run is shown at `step`. */
function originOf(lesson: Lesson, step: number): number {
  return lesson.steps.slice(0, step + 1).findLastIndex(({ run }) => run !== undefined);
}

function scenarioAt(protocol: ProtocolDefinition, lesson: Lesson, step: number): Scenario | undefined {
  const run = lesson.steps[originOf(lesson, step)]?.run;
  if (run === undefined) return undefined;
  const text = 'text' in run ? run.text : protocol.gallery.find(({ path }) => path === run.gallery)?.text;
  const parsed = text === undefined ? undefined : parseText(text, loaded);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** Brings forward what the step wants looked at. */
function pointTo({ look }: LessonStep): void {
  useUi.setState({ pointedTo: look?.processes ?? [] });
  if (look === undefined) return;
  const { view, processes } = look;
  const pane = view === undefined ? undefined : BESIDE[view];
  if (view !== undefined) useUi.setState(pane === undefined ? { tab: view, pane: 'inspector' } : { pane });
  const event = look.event?.(wholeRun());
  const [process] = processes ?? [];
  if (event !== undefined) session.select({ kind: 'event', event });
  else session.select(process === undefined ? undefined : { kind: 'process', process });
}

let stop = () => {};

/** Plays to `until` and stands still there. */
export function playTo(until: TrueTime | undefined): void {
  stop();
  session.play(false);
  const { cursor } = session.getState();
  if (until === undefined || until <= cursor) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return session.seek(until);
  session.setSpeed((until - cursor) / 1_000_000 / PLAY_SECONDS);
  session.play(true);
  stop = session.subscribe(({ cursor: now, playing }) => {
    if (playing && now < until) return;
    stop();
    if (playing) {
      session.play(false);
      session.seek(until);
    }
  });
}
