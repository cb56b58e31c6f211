/** One sentence that says what to look at, and one thing to try; or the offer of what was in hand before a link was opened. */
import { X } from 'lucide-react';
import type { GalleryRun } from '../sim/protocol.ts';
import { openEarlier } from './address.ts';
import styles from './banner.module.css';
import { compareAddress } from './compare-address.ts';
import controls from './controls.module.css';
import { useSession } from './session.ts';
import { useUi } from './ui.ts';

export function Banner({ welcome, earlier }: { readonly welcome: GalleryRun | undefined; readonly earlier: boolean }) {
  const protocol = useSession((state) => state.simulation.protocol.id);
  const closed = useUi((state) => state.welcomeClosed);
  if (closed || (welcome === undefined && !earlier)) return null;
  return (
    <aside className={styles.banner} aria-label="What to look at">
      {welcome === undefined ? (
        <p>
          You opened a link. What you worked on before is kept.{' '}
          <button type="button" className={controls.button} onClick={openEarlier}>
            Back to it
          </button>
        </p>
      ) : (
        <p>
          {welcome.look} <strong>Try:</strong> {welcome.attempt}
          {welcome.beside !== undefined && (
            <>
              {' '}
              <a href={compareAddress(`${protocol}/${welcome.path}`, welcome.beside)}>
                Side by side with its counterpart
              </a>
            </>
          )}
        </p>
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.plain} ${controls.icon}`}
        aria-label="Close this note"
        onClick={() => useUi.setState({ welcomeClosed: true })}
      >
        <X size={15} aria-hidden="true" />
      </button>
    </aside>
  );
}
