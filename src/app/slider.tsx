/** A Radix slider in our clothes; the value is told as people say it. */
import { Slider as Radix } from 'radix-ui';
import styles from './controls.module.css';

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly valueText: string;
  readonly onChange: (value: number) => void;
  readonly onSettle?: (value: number) => void;
}

export function Slider({ name, value, min, max, step, valueText, onChange, onSettle }: SliderProps) {
  return (
    <Radix.Root
      className={styles.slider}
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onSettle?.(next)}
    >
      <Radix.Track className={styles.sliderTrack}>
        <Radix.Range />
      </Radix.Track>
      <Radix.Thumb className={styles.sliderThumb} aria-label={name} aria-valuetext={valueText} />
    </Radix.Root>
  );
}
