/** Lessons ask what their runs bear out, and tasks can be done and not done. */

import { describe, expect, it } from 'vitest';
import { fencing, lease } from '../../../src/protocols/lease/index.ts';
import { answersTo } from '../../support/answers.ts';
import { galleryRun, runText } from './lease-run.ts';

describe.each([lease, fencing])('lessons of $id', async ({ id, lessons }) => {
  const steps = ((await lessons?.()) ?? []).flatMap((lesson) => lesson.steps);
  it('have runs, events to look at, and truths that are choices', () => {
    expect(steps.length).toBeGreaterThan(3);
    for (const { run, look, prediction } of steps) {
      if (run === undefined || !('gallery' in run)) throw new Error('every step here has a run of the gallery');
      const reading = galleryRun(`${id}/${run.gallery}`);
      if (look?.event !== undefined) expect(look.event(reading)).toBeDefined();
      if (prediction !== undefined) expect(answersTo(prediction, reading)).toContain(prediction.truth(reading));
    }
  });

  it('ask what is not always so', () => {
    const truths = steps.flatMap(({ prediction, run }) =>
      prediction !== undefined && run !== undefined && 'gallery' in run
        ? [prediction.truth(galleryRun(`${id}/${run.gallery}`))]
        : [],
    );
    expect(truths).toEqual(id === 'lease' ? ['ttl', 'writes'] : ['refused', 'nobody']);
  });

  it('have tasks that their solutions do and their non-solutions do not', () => {
    const tasks = steps.flatMap(({ task }) => (task === undefined ? [] : [task]));
    expect(tasks).toHaveLength(1);
    for (const task of tasks) {
      expect(task.done(runText(task.solution))).toBe(true);
      expect(task.done(runText(task.nonSolution))).toBe(false);
    }
  });
});
