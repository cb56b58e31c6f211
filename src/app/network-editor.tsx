/** The figures of every link that no fault has changed. */
import { setNetwork } from '../store/edits.ts';
import controls from './controls.module.css';
import { NumberField } from './number-field.tsx';
import styles from './scenario-panel.module.css';
import { session, useSession } from './session.ts';

const MS = 1000;
/** Probabilities have at most six decimals. */
const MILLION = 1_000_000;

export function NetworkEditor() {
  const { delay, loss, duplicate, fifo } = useSession((state) => state.simulation.scenario.network);
  const [low, high] = delay;
  const setDelay = (from: number, to: number) =>
    session.edit(
      setNetwork({ delay: [Math.min(from, to), Math.max(from, to)] }),
      `delay ${from / MS} to ${to / MS} ms`,
    );
  const share = (percent: number) => Math.round((percent / 100) * MILLION) / MILLION;
  return (
    <section>
      <h3 className={styles.heading}>Network</h3>
      <div className={styles.options}>
        <span className={controls.row}>
          <NumberField
            label="Delay"
            value={low / MS}
            min={0}
            max={60_000}
            width={64}
            onSettle={(ms) => setDelay(Math.round(ms * MS), Math.max(high, Math.round(ms * MS)))}
          />
          <NumberField
            label="to"
            value={high / MS}
            min={0}
            max={60_000}
            unit="ms"
            width={64}
            onSettle={(ms) => setDelay(Math.min(low, Math.round(ms * MS)), Math.round(ms * MS))}
          />
        </span>
        <span className={controls.row}>
          <NumberField
            label="Loss"
            value={(loss * MILLION) / 10_000}
            min={0}
            max={100}
            unit="%"
            width={56}
            onSettle={(percent) => session.edit(setNetwork({ loss: share(percent) }), `loss ${percent} %`)}
          />
          <NumberField
            label="Duplicates"
            value={(duplicate * MILLION) / 10_000}
            min={0}
            max={100}
            unit="%"
            width={56}
            onSettle={(percent) => session.edit(setNetwork({ duplicate: share(percent) }), `duplicates ${percent} %`)}
          />
        </span>
        <label className={controls.row}>
          <input
            type="checkbox"
            checked={fifo}
            onChange={(event) => session.edit(setNetwork({ fifo: event.target.checked }), 'order on links')}
          />
          Messages on one link keep their order
        </label>
      </div>
    </section>
  );
}
