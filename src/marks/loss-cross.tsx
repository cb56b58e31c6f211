/** × where something was lost; it fades as the moment goes by. */
import styles from './loss-cross.module.css';

export interface LossCrossProps {
  readonly arm: number;
  /** 1 fresh, 0 gone. */
  readonly strength: number;
}

export function LossCross({ arm, strength }: LossCrossProps) {
  const path = `M${-arm},${-arm}L${arm},${arm}M${-arm},${arm}L${arm},${-arm}`;
  return (
    <g opacity={strength} className={styles.loss}>
      <path d={path} className={styles.halo} />
      <path d={path} className={styles.cross} />
    </g>
  );
}
