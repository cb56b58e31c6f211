/** The knobs of the protocol, made from their definitions: for all processes, or for one alone. */
import { useState } from 'react';
import type { OptionDefinition } from '../sim/protocol.ts';
import type { OptionValue } from '../sim/scenario.ts';
import { setOption, setProcessOption } from '../store/edits.ts';
import controls from './controls.module.css';
import { NumberField } from './number-field.tsx';
import styles from './scenario-panel.module.css';
import { session, useSession } from './session.ts';

const MS = 1000;

export function OptionsEditor() {
  const { options } = useSession((state) => state.simulation.protocol);
  const { options: values, processOptions, processes } = useSession((state) => state.simulation.scenario);
  const [chosen, setChosen] = useState('');
  if (options.length === 0) return null;
  const process = processes.includes(chosen) ? chosen : undefined;
  const shown = process === undefined ? options : options.filter(({ perProcess }) => perProcess);
  return (
    <section>
      <h3 className={styles.heading}>Options</h3>
      {options.some(({ perProcess }) => perProcess) && (
        <label className={controls.row}>
          For
          <select
            className={controls.field}
            value={process ?? ''}
            onChange={(event) => setChosen(event.target.value)}
            aria-label="Whose options"
          >
            <option value="">all processes</option>
            {processes.map((id) => (
              <option key={id} value={id}>
                {id} alone{processOptions[id] === undefined ? '' : ' (has its own)'}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className={styles.options}>
        {shown.map((option) => {
          const common = values[option.id] ?? option.fallback;
          const own = process === undefined ? undefined : processOptions[process]?.[option.id];
          const set = (next: OptionValue) =>
            process === undefined
              ? session.edit(setOption(option.id, next, option.fallback), option.title)
              : session.edit(setProcessOption(process, option.id, next, common), `${option.title} of ${process}`);
          return (
            <div key={`${process} ${option.id}`} title={option.hint}>
              <Knob option={option} value={own ?? common} set={set} />
              <p className={controls.hint}>{option.hint}</p>
            </div>
          );
        })}
      </div>
    </section>
  );
}

interface KnobProps {
  readonly option: OptionDefinition;
  readonly value: OptionValue;
  readonly set: (next: OptionValue) => void;
}

function Knob({ option, value, set }: KnobProps) {
  switch (option.kind) {
    case 'duration':
      return (
        <NumberField
          label={option.title}
          value={Number(value) / MS}
          min={option.min / MS}
          max={option.max / MS}
          unit="ms"
          onSettle={(ms) => set(Math.round(ms * MS))}
        />
      );
    case 'durations': {
      const [low, high] = value as readonly [number, number]; // the kind says so
      const limits = { min: option.min / MS, max: option.max / MS };
      return (
        <span className={controls.row}>
          <NumberField
            label={option.title}
            value={low / MS}
            {...limits}
            width={64}
            onSettle={(ms) => set([Math.round(ms * MS), Math.max(high, Math.round(ms * MS))])}
          />
          <NumberField
            label="to"
            value={high / MS}
            {...limits}
            unit="ms"
            width={64}
            onSettle={(ms) => set([Math.min(low, Math.round(ms * MS)), Math.round(ms * MS)])}
          />
        </span>
      );
    }
    case 'integer':
      return (
        <NumberField
          label={option.title}
          value={Number(value)}
          min={option.min}
          max={option.max}
          onSettle={(next) => set(Math.round(next))}
        />
      );
    case 'boolean':
      return (
        <label className={controls.row}>
          <input type="checkbox" checked={value === true} onChange={(event) => set(event.target.checked)} />
          {option.title}
        </label>
      );
    case 'choice':
      return (
        <label className={controls.row}>
          {option.title}
          <select className={controls.field} value={String(value)} onChange={(event) => set(event.target.value)}>
            {option.choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        </label>
      );
  }
}
