/** How fast a run is played: a slider with equal steps to a factor, and the factor in words. */
import { SPEEDS } from '../store/session.ts';
import { Slider } from './slider.tsx';

/** Steps of the slider to a factor of two. */
const FINE = 4;

interface SpeedSliderProps {
  /** Simulated seconds a real one. */
  readonly speed: number;
  readonly onSpeed: (speed: number) => void;
}

export function SpeedSlider({ speed, onSpeed }: SpeedSliderProps) {
  return (
    <Slider
      name="Speed"
      value={Math.round(Math.log2(speed) * FINE)}
      min={Math.ceil(Math.log2(SPEEDS.min) * FINE)}
      max={Math.ceil(Math.log2(SPEEDS.max) * FINE)}
      step={1}
      valueText={speedText(speed)}
      onChange={(steps) => onSpeed(2 ** (steps / FINE))}
    />
  );
}

/** `1/20×` below one, `2×` above. */
export function speedText(speed: number): string {
  return speed >= 0.95 ? `${Number(speed.toFixed(1))}×` : `1/${Math.round(1 / speed)}×`;
}
