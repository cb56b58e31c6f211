/** The stroke under the hand, and what it would part. */
import { curveCatmullRom, line } from 'd3';
import { Badge, badgeWidth } from '../../marks/badge.tsx';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Point } from './geometry.ts';
import type { Size } from './layout.ts';
import styles from './stage.module.css';

export interface StrokeLayerProps {
  readonly stroke: readonly Point[];
  readonly groups: readonly (readonly ProcessId[])[];
  readonly size: Size;
}

const draw = line<Point>(
  (point) => point.x,
  (point) => point.y,
).curve(curveCatmullRom);

export function StrokeLayer({ stroke, groups, size }: StrokeLayerProps) {
  const parts = groups.length > 1;
  const text = parts
    ? `partition ${groups.map((group) => group.join(' ')).join(' / ')}`
    : 'draw on between the processes';
  const half = badgeWidth(text) / 2 + 14;
  return (
    <g className={styles.stroke}>
      <path d={draw(stroke) ?? ''} className={parts ? styles.wall : styles.weakWall} />
      <Badge x={size.width - half} y={size.height - 20} text={text} look={parts ? 'fault' : 'note'} />
    </g>
  );
}
