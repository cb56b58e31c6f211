/** The system model in three words; pressed, it opens the menu that says what each choice changes and makes it. */
import { ChevronUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { later } from '../views/later.tsx';
import controls from './controls.module.css';
import { FailureBoundary } from './failure-boundary.tsx';
import styles from './model-menu.module.css';
import { MODEL_WORDS } from './model-words.ts';
import { useSession } from './session.ts';

const ModelChoices = later(async () => (await import('./model-choices.tsx')).ModelChoices);

export function ModelMenu() {
  const { network, model } = useSession((state) => state.simulation.scenario);
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const words = [MODEL_WORDS[network.transport], MODEL_WORDS[model.process], MODEL_WORDS[model.timing]];
  return (
    <span className={styles.place}>
      <button
        ref={trigger}
        type="button"
        className={styles.trigger}
        aria-label={`System model: ${words.join(', ')}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span className={controls.label}>Model</span>
        {words.map((word) => (
          <span key={word} className={styles.word}>
            {word}
          </span>
        ))}
        <ChevronUp size={14} aria-hidden="true" />
      </button>
      {open && (
        <FailureBoundary what="menu of the system model" onFail={() => setOpen(false)}>
          <ModelChoices opener={trigger} onClose={() => setOpen(false)} />
        </FailureBoundary>
      )}
    </span>
  );
}
