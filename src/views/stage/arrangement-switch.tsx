/** Which picture the stage shows: a group of radio buttons. */
import { type KeyboardEvent, useRef } from 'react';
import styles from './stage.module.css';

export type Arrangement = 'ring' | 'statechart';

const CHOICES: readonly { readonly id: Arrangement; readonly title: string }[] = [
  { id: 'ring', title: 'Ring' },
  { id: 'statechart', title: 'Statechart' },
];

export function ArrangementSwitch({
  value,
  onChange,
}: {
  value: Arrangement;
  onChange: (arrangement: Arrangement) => void;
}) {
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const index = CHOICES.findIndex(({ id }) => id === value);
    const next = (index + step + CHOICES.length) % CHOICES.length;
    onChange((CHOICES[next] as (typeof CHOICES)[number]).id);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={group} role="radiogroup" aria-label="Arrangement" className={styles.switch} onKeyDown={onKeyDown}>
      {CHOICES.map(({ id, title }) => (
        // biome-ignore lint/a11y/useSemanticElements: a button that can be styled as one of a segmented pair
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === value}
          tabIndex={id === value ? 0 : -1}
          className={styles.choice}
          onClick={() => onChange(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
