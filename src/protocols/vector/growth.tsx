/** What a message carries by the number of processes: a vector against Lamport's one counter. */
import { scaleBand, scaleLinear } from 'd3';
import styles from './growth.module.css';

/** Of one counter, as an unsigned 32-bit number. */
const COUNTER_BYTES = 4;
const MOST = 9;
const WIDTH = 340;
const HEIGHT = 132;
const PLOT = { top: 16, bottom: HEIGHT - 20 } as const;

interface GrowthProps {
  /** Processes of this run. */
  readonly count: number;
  /** Messages sent so far. */
  readonly sent: number;
}

export function Growth({ count, sent }: GrowthProps) {
  const counts = Array.from({ length: MOST - 1 }, (_, index) => index + 2);
  const x = scaleBand(counts, [0, WIDTH]).paddingInner(0.3).paddingOuter(0.15);
  const y = scaleLinear([0, MOST * COUNTER_BYTES], [PLOT.bottom, PLOT.top]);
  const bytes = count * COUNTER_BYTES;
  const total = (each: number) => (sent * each).toLocaleString('en');
  return (
    <figure className={styles.growth}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`With ${count} processes a message carries ${bytes} bytes of vector; Lamport’s clock needs ${COUNTER_BYTES}, whatever the number.`}
      >
        {counts.map((one) => (
          <g key={one} className={styles.bar} data-here={one === count || undefined}>
            <rect
              x={x(one)}
              y={y(one * COUNTER_BYTES)}
              width={x.bandwidth()}
              height={PLOT.bottom - y(one * COUNTER_BYTES)}
            />
            <text x={(x(one) ?? 0) + x.bandwidth() / 2} y={y(one * COUNTER_BYTES) - 4} textAnchor="middle">
              {one * COUNTER_BYTES}
            </text>
            <text
              className={styles.count}
              x={(x(one) ?? 0) + x.bandwidth() / 2}
              y={PLOT.bottom + 14}
              textAnchor="middle"
            >
              n={one}
            </text>
          </g>
        ))}
        <line className={styles.lamport} x1={0} x2={WIDTH} y1={y(COUNTER_BYTES)} y2={y(COUNTER_BYTES)} />
      </svg>
      <figcaption>
        {sent} messages so far: {total(bytes)} bytes of vectors. The dashed line is Lamport’s clock,{' '}
        {total(COUNTER_BYTES)} bytes.
      </figcaption>
    </figure>
  );
}
