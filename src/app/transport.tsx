/** The bottom edge: time, speed, seed; the system model has its own menu. */
import { ChevronFirst, ChevronLast, Dices, Pause, Play, StepBack, StepForward, ZoomIn, ZoomOut } from 'lucide-react';
import { setSeed } from '../store/edits.ts';
import { stepEvent } from '../store/stepping.ts';
import { zoomBy } from './commands.ts';
import controls from './controls.module.css';
import { ModelMenu } from './model-menu.tsx';
import { NumberField } from './number-field.tsx';
import { session, useSession } from './session.ts';
import { SpeedSlider, speedText } from './speed-slider.tsx';
import styles from './transport.module.css';

const MAX_SEED = 2 ** 32 - 1;

export function Transport() {
  return (
    <footer className={styles.transport}>
      <Buttons />
      <Clock />
      <Speed />
      <Seed />
      <Zoom />
      <ModelMenu />
    </footer>
  );
}

function Buttons() {
  const playing = useSession((state) => state.playing);
  const icon = `${controls.button} ${controls.plain} ${controls.icon}`;
  return (
    <div className={styles.group}>
      <button type="button" className={icon} aria-label="To the start" onClick={() => session.seek(0)}>
        <ChevronFirst size={18} aria-hidden="true" />
      </button>
      <button type="button" className={icon} aria-label="Previous event" onClick={() => stepEvent(session, -1)}>
        <StepBack size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? 'Pause' : 'Play'}
        onClick={() => session.play(!playing)}
      >
        {playing ? (
          <Pause size={19} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={19} fill="currentColor" aria-hidden="true" />
        )}
      </button>
      <button type="button" className={icon} aria-label="Next event" onClick={() => stepEvent(session, 1)}>
        <StepForward size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={icon}
        aria-label="To the end"
        onClick={() => session.seek(session.getState().simulation.scenario.duration)}
      >
        <ChevronLast size={18} aria-hidden="true" />
      </button>
    </div>
  );
}

function Clock() {
  const cursor = useSession((state) => state.cursor);
  const trace = useSession((state) => state.simulation.trace);
  const status = useSession((state) => state.simulation.status);
  return (
    <div className={styles.clock}>
      <span data-testid="time" className={styles.time}>
        {(cursor / 1_000_000).toFixed(3)} s
      </span>
      <span className={styles.count}>
        event {trace.countAt(cursor)} of {trace.length}
        {status === 'running' ? '…' : status === 'exhausted' ? ' (limit)' : ''}
      </span>
    </div>
  );
}

function Speed() {
  const speed = useSession((state) => state.speed);
  return (
    <div className={`${styles.group} ${styles.speed}`}>
      <span className={controls.label}>Speed</span>
      <SpeedSlider speed={speed} onSpeed={session.setSpeed} />
      <span className={`${controls.value} ${styles.speedText}`}>{speedText(speed)}</span>
    </div>
  );
}

function Seed() {
  const seed = useSession((state) => state.simulation.scenario.seed);
  const throwDice = () => {
    const [number = 1] = crypto.getRandomValues(new Uint16Array(1));
    session.edit(setSeed(number), `seed ${number}`);
  };
  return (
    <div className={styles.group}>
      <NumberField
        label="Seed"
        value={seed}
        min={0}
        max={MAX_SEED}
        width={72}
        onSettle={(value) => session.edit(setSeed(Math.round(value)), `seed ${value}`)}
      />
      <button
        type="button"
        className={`${controls.button} ${controls.plain} ${controls.icon}`}
        aria-label="Another seed"
        title="Another seed: the same faults, other luck"
        onClick={throwDice}
      >
        <Dices size={17} aria-hidden="true" />
      </button>
    </div>
  );
}

function Zoom() {
  const icon = `${controls.button} ${controls.plain} ${controls.icon}`;
  return (
    <div className={`${styles.group} ${styles.zoom}`}>
      <button type="button" className={icon} aria-label="Zoom out" onClick={() => zoomBy(1 / 0.6)}>
        <ZoomOut size={16} aria-hidden="true" />
      </button>
      <button type="button" className={icon} aria-label="Zoom in" onClick={() => zoomBy(0.6)}>
        <ZoomIn size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
