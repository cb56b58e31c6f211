/** What the marks on the stage mean. */
import { toneClass } from '../../marks/tone.ts';
import type { MessageKind, Role } from '../../sim/protocol.ts';
import { ACKNOWLEDGEMENT, listedRoles, markTitles } from './corners.ts';
import styles from './stage.module.css';

interface RoleLegendProps {
  readonly roles: readonly Role[];
  /** Its rows are at most so wide, px; undefined: as wide as there is room. */
  readonly room: number | undefined;
}

export function RoleLegend({ roles, room }: RoleLegendProps) {
  return (
    <ul className={styles.legend} aria-label="Roles" style={{ maxWidth: room }}>
      {listedRoles(roles).map((role) => (
        <li key={role.id} className={`${toneClass(role.tone)} ${styles.legendItem}`}>
          <span className={`${styles.roleDot} ${styles[`${role.tone}Dot`] ?? ''}`} />
          {role.title}
        </li>
      ))}
    </ul>
  );
}

export function MarkLegend({
  messages,
  acknowledgements,
}: {
  messages: readonly MessageKind[];
  acknowledgements: boolean;
}) {
  const titles = markTitles(messages);
  const reply = titles.length > 2 ? titles[1] : undefined;
  return (
    <ul className={`${styles.legend} ${styles.marks}`} aria-label="Marks">
      <li className={styles.legendItem}>
        <span className={styles.requestDot} />
        {titles[0]}
      </li>
      {reply !== undefined && (
        <li className={styles.legendItem}>
          <span className={styles.replyDot} />
          {reply}
        </li>
      )}
      {acknowledgements && (
        <li className={styles.legendItem}>
          <span className={styles.acknowledgementDot} />
          {ACKNOWLEDGEMENT}
        </li>
      )}
      <li className={styles.legendItem}>
        <svg width="9" height="9" viewBox="-4.5 -4.5 9 9" aria-hidden="true" className={styles.lostSign}>
          <path d="M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5" />
        </svg>
        {titles.at(-1)}
      </li>
    </ul>
  );
}
