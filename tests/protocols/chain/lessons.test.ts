import { describe, expect, it } from 'vitest';
import { lessonsHold } from '../../support/lesson-tests.ts';
import { definition, galleryRun } from './chain-run.ts';

describe.each(['chain', 'craq'].map((id) => definition(id)))('lessons of $id', async (protocol) => {
  await lessonsHold(protocol);
});

it.each([
  ['chain', ['S1-C1', 'reads', 'resent', 'tail', 'writes']],
  ['craq', ['ask']],
] as const)('the runs of %s answer as the reasons say', async (id, answers) => {
  const steps = ((await definition(id).lessons?.()) ?? []).flatMap((lesson) => lesson.steps);
  const truths = steps.flatMap(({ prediction, run }) =>
    prediction !== undefined && run !== undefined && 'gallery' in run
      ? [prediction.truth(galleryRun(run.gallery, id))]
      : [],
  );
  expect(truths).toEqual(answers);
});
