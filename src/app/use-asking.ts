/** Tells the views that a question waits for its answer. */
import { useEffect } from 'react';
import type { Prediction } from '../sim/lesson.ts';
import { useUi } from './ui.ts';

/** While `waiting`, the future is veiled, and what is pressed is an answer where one is to be pressed. */
export function useAsking(prediction: Prediction | undefined, waiting: boolean): void {
  const kind = prediction === undefined ? undefined : 'pick' in prediction ? prediction.pick : 'choice';
  const asking = waiting ? kind : undefined;
  useEffect(() => {
    useUi.setState({ asking });
    return () => useUi.setState({ asking: undefined });
  }, [asking]);
}
