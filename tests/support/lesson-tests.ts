/** What every lesson owes: its runs are found, its predictions have an answer among the choices, its task tells yes from no. */
import { expect, it } from 'vitest';
import type { Lesson, LessonStep, RunReading } from '../../src/sim/lesson.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import { answersTo } from './answers.ts';
import { runText } from './gallery-run.ts';

export async function lessonsHold(protocol: ProtocolDefinition): Promise<void> {
  const lessons = (await protocol.lessons?.()) ?? [];
  it('has a lesson of three to six steps with a prediction and a task', () => {
    expect(lessons.length).toBeGreaterThan(0);
    for (const { steps } of lessons) {
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(steps.length).toBeLessThanOrEqual(6);
      expect(steps.some(({ prediction }) => prediction !== undefined)).toBe(true);
      expect(steps.filter(({ task }) => task !== undefined)).toHaveLength(1);
    }
  });

  it.each(lessons)(
    '$id: the runs bear out a choice of each prediction, and show the event that is looked at',
    (lesson) => {
      for (const { step, run } of readings(protocol, lesson)) {
        const { prediction, look } = step;
        if (prediction !== undefined)
          expect(answersTo(prediction, run), prediction.question).toContain(prediction.truth(run));
        if (look?.event !== undefined) expect(look.event(run)).toBeTypeOf('number');
      }
    },
  );

  it.each(lessons)('$id: the task tells its solution from what is none', ({ steps }) => {
    for (const { task } of steps) {
      if (task === undefined) continue;
      expect(task.done(runText(task.solution))).toBe(true);
      expect(task.done(runText(task.nonSolution))).toBe(false);
    }
  });
}

function readings(protocol: ProtocolDefinition, { steps }: Lesson): { step: LessonStep; run: RunReading }[] {
  let run: RunReading | undefined;
  return steps.map((step) => {
    if (step.run !== undefined) run = runText('text' in step.run ? step.run.text : textOf(protocol, step.run.gallery));
    if (run === undefined) throw new Error('the first step of a lesson names its run');
    return { step, run };
  });
}

function textOf({ gallery }: ProtocolDefinition, path: string): string {
  const found = gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  return found.text;
}
