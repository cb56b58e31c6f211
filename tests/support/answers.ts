import type { Prediction, RunReading } from '../../src/sim/lesson.ts';

/** All that can be answered to a question on this run. */
export function answersTo(prediction: Prediction, { trace }: RunReading): readonly string[] {
  if ('choices' in prediction) return prediction.choices.map(({ id }) => id);
  const { lanes } = trace;
  if (prediction.pick === 'process') return lanes;
  if (prediction.pick === 'event') return Array.from({ length: trace.length }, (_, id) => String(id));
  return lanes.flatMap((a, index) => lanes.slice(index + 1).map((b) => `${a}-${b}`));
}
