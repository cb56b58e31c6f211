/** The browser's own slider in our clothes; the value is told as people say it. */
import { useRef } from 'react';
import styles from './controls.module.css';

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly valueText: string;
  readonly onChange: (value: number) => void;
  /** The hand or the key has let go. */
  readonly onSettle?: (value: number) => void;
}

export function Slider({ name, value, min, max, step, valueText, onChange, onSettle }: SliderProps) {
  const pending = useRef<number | undefined>(undefined);
  const settle = () => {
    if (pending.current !== undefined) onSettle?.(pending.current);
    pending.current = undefined;
  };
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label={name}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={({ target }) => {
        pending.current = target.valueAsNumber;
        onChange(target.valueAsNumber);
      }}
      onPointerUp={settle}
      onKeyUp={settle}
      onBlur={settle}
    />
  );
}
