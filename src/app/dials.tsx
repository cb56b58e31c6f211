/** Options that are worth turning by hand, as sliders above the protocol's own panels: the run re-computes under the hand. */
import type { OptionDefinition } from '../sim/protocol.ts';
import { setOption } from '../store/edits.ts';
import { lengthText } from '../views/timeline/scale.ts';
import styles from './dials.module.css';
import { session, useSession } from './session.ts';
import { Slider } from './slider.tsx';

export function Dials() {
  const { options } = useSession((state) => state.simulation.protocol);
  const dials = options.filter(({ dial }) => dial !== undefined);
  if (dials.length === 0) return null;
  return (
    <fieldset className={styles.dials} aria-label="Dials">
      {dials.map((option) => (
        <Dial key={option.id} option={option} />
      ))}
    </fieldset>
  );
}

function Dial({ option }: { readonly option: OptionDefinition }) {
  const value = useSession((state) => Number(state.simulation.scenario.options[option.id] ?? option.fallback));
  const { dial, id, title, hint, fallback, kind } = option;
  if (dial === undefined) return null;
  const turn = (next: number, settled: boolean) => session.edit(setOption(id, next, fallback), title, settled);
  const text = kind === 'duration' ? lengthText(value) : String(value);
  return (
    <div className={styles.dial} title={hint}>
      <span className={styles.name}>{title}</span>
      <Slider
        name={title}
        value={value}
        min={dial.from}
        max={Math.max(dial.to, value)}
        step={dial.step}
        valueText={text}
        onChange={(next) => turn(next, false)}
        onSettle={(next) => turn(next, true)}
      />
      <span className={styles.value}>{text}</span>
    </div>
  );
}
