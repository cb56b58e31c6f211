/** Which picture the stage shows. */
import { type Choice, OneOf } from '../one-of.tsx';
import styles from './stage.module.css';

export type Arrangement = 'ring' | 'statechart';

const CHOICES: readonly Choice<Arrangement>[] = [
  { id: 'ring', title: 'Ring' },
  { id: 'statechart', title: 'Statechart' },
];

interface ArrangementSwitchProps {
  readonly value: Arrangement;
  readonly onChange: (arrangement: Arrangement) => void;
}

export function ArrangementSwitch({ value, onChange }: ArrangementSwitchProps) {
  return <OneOf name="Arrangement" choices={CHOICES} value={value} onChoose={onChange} className={styles.switch} />;
}
