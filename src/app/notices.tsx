/** What was just done, with a way back; told once to screen readers. */
import { useEffect, useState } from 'react';
import controls from './controls.module.css';
import styles from './notices.module.css';
import { session, useSession } from './session.ts';

const SHOWN_MS = 6000;

export function Notices() {
  const notice = useSession((state) => state.notice);
  const broken = useSession(
    (state) => state.simulation.verdicts.find(({ holds, type }) => holds === false && type === 'safety')?.claim,
  );
  const dragging = useSession((state) => state.held !== undefined);
  const [hidden, setHidden] = useState(0);
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setHidden(notice.number), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const shown = notice !== undefined && notice.number !== hidden;
  return (
    <>
      <p className={styles.silent} aria-live="polite">
        {dragging ? '' : `${notice?.text ?? ''}${broken === undefined ? '' : `. The claim ${broken} is broken`}`}
      </p>
      {shown && (
        <aside className={styles.notice} aria-label="What was just done">
          <span>{notice.text}</span>
          {notice.undoable && (
            <button type="button" className={`${controls.button} ${controls.plain}`} onClick={() => session.undo()}>
              Undo
            </button>
          )}
        </aside>
      )}
    </>
  );
}
