/** A number typed by hand: taken when it is one and in range, otherwise left with a sentence that says why. */
import { useEffect, useId, useState } from 'react';
import styles from './controls.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly width?: number;
  readonly hideLabel?: boolean;
  readonly onSettle: (value: number) => void;
}

export function NumberField({
  label,
  value,
  min,
  max,
  unit = '',
  width = 84,
  hideLabel = false,
  onSettle,
}: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [error, setError] = useState('');
  // The value may change under the field: by undo, by a drag.
  useEffect(() => {
    setText(String(value));
    setError('');
  }, [value]);
  const settle = () => {
    const number = Number(text);
    if (text.trim() === '' || !(number >= min && number <= max)) {
      setError(`${label}: a number from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}`);
      return;
    }
    setError('');
    if (number !== value) onSettle(number);
  };
  return (
    <span className={styles.row}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <input
        id={id}
        className={styles.field}
        style={{ width }}
        inputMode="decimal"
        aria-label={hideLabel ? label : undefined}
        aria-invalid={error !== ''}
        aria-describedby={error === '' ? undefined : `${id}-error`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
      {unit !== '' && <span className={styles.label}>{unit}</span>}
      {error !== '' && (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
