/** How far each lesson was walked and what was answered, kept in the browser. */
import * as v from 'valibot';
import { keep, kept } from './storage.ts';

const KEY = 'lightcone.lessons';

const progressSchema = v.object({
  /** The step to go on with, from 0. */
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** By step: the choice that was made. */
  answers: v.record(v.string(), v.string()),
  /** Steps whose task was done. */
  tasks: v.array(v.number()),
  finished: v.boolean(),
});

export type Progress = v.InferOutput<typeof progressSchema>;

export const NO_PROGRESS: Progress = { step: 0, answers: {}, tasks: [], finished: false };

/** By `protocol/lesson`. What was written by hand or by a later version and does not fit is as if it were not there. */
export function readProgress(): Readonly<Record<string, Progress>> {
  try {
    const parsed = v.safeParse(v.record(v.string(), progressSchema), JSON.parse(kept(KEY) ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

export function writeProgress(lesson: string, progress: Progress): void {
  keep(KEY, JSON.stringify({ ...readProgress(), [lesson]: progress }));
}
