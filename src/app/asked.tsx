/** The question of a lesson before the run goes on; then the truth, computed from the run, with its reason. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { ChoicePrediction, PickPrediction, Prediction } from '../sim/lesson.ts';
import controls from './controls.module.css';
import styles from './lesson-card.module.css';
import { answer, answerText, wholeRun } from './lessons.ts';
import { answerFrom, PICK_ORDERS, sameAnswer, targetOf } from './picked-answer.ts';
import { session } from './session.ts';
import { useAsking } from './use-asking.ts';

interface AskedProps<Kind extends Prediction> {
  readonly prediction: Kind;
  /** What was answered; undefined: nothing yet. */
  readonly answered: string | undefined;
}

export function Asked({ prediction, answered }: AskedProps<Prediction>) {
  useAsking(prediction, answered === undefined);
  return 'pick' in prediction ? (
    <Pressed prediction={prediction} answered={answered} />
  ) : (
    <Choices prediction={prediction} answered={answered} />
  );
}

function Choices({ prediction, answered }: AskedProps<ChoicePrediction>) {
  const name = useId();
  const [chosen, setChosen] = useState('');
  const truth = answered === undefined ? undefined : prediction.truth(wholeRun());
  return (
    <Question prediction={prediction} answered={answered} truth={truth} isRight={answered === truth} chosen={chosen}>
      {prediction.choices.map(({ id, text }) => (
        <label
          key={id}
          className={styles.choice}
          data-truth={truth === id}
          data-wrong={answered === id && truth !== id}
        >
          <input
            type="radio"
            name={name}
            value={id}
            checked={(answered ?? chosen) === id}
            onChange={() => setChosen(id)}
          />
          {text}
        </label>
      ))}
    </Question>
  );
}

/** The answer is whatever of the kind asked for is selected from now on; the truth is shown selected. */
function Pressed({ prediction, answered }: AskedProps<PickPrediction>) {
  const { pick } = prediction;
  const [chosen, setChosen] = useState('');
  const truth = answered === undefined ? undefined : prediction.truth(wholeRun());
  const waiting = answered === undefined;
  useEffect(() => {
    if (!waiting) return;
    return session.subscribe(({ selection, simulation }, before) => {
      if (selection === before.selection) return;
      const given = answerFrom(pick, selection, simulation.trace.lanes);
      if (given !== undefined) setChosen(given);
    });
  }, [pick, waiting]);
  useEffect(() => {
    if (truth !== undefined) session.select(targetOf(pick, truth));
  }, [pick, truth]);
  const given = answered ?? chosen;
  const isRight = truth !== undefined && sameAnswer(pick, given, truth, session.getState().simulation.trace);
  return (
    <Question prediction={prediction} answered={answered} truth={truth} isRight={isRight} chosen={chosen}>
      {waiting && given === '' && <span className={styles.order}>{PICK_ORDERS[pick]}</span>}
      <output className={styles.choice} hidden={given === ''} data-truth={isRight} data-wrong={!waiting && !isRight}>
        {given === '' ? '' : answerText(prediction, given)}
      </output>
    </Question>
  );
}

interface QuestionProps extends AskedProps<Prediction> {
  readonly truth: string | undefined;
  readonly isRight: boolean;
  readonly chosen: string;
  readonly children: ReactNode;
}

function Question({ prediction, answered, truth, isRight, chosen, children }: QuestionProps) {
  return (
    <fieldset className={styles.asked} disabled={answered !== undefined}>
      <legend>{prediction.question}</legend>
      <div className={controls.row}>
        {children}
        {answered === undefined && (
          <button type="button" className={controls.button} disabled={chosen === ''} onClick={() => answer(chosen)}>
            See what happens
          </button>
        )}
      </div>
      {truth !== undefined && (
        <p className={styles.truth} role="status">
          <strong>{isRight ? 'Right.' : `It is: ${answerText(prediction, truth)}.`}</strong> {prediction.reason}
        </p>
      )}
    </fieldset>
  );
}
