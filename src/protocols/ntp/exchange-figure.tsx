/** One exchange: two lanes, the two messages, the four timestamps, and the arithmetic beside them. */
import { scaleLinear } from 'd3';
import { amount, signed } from '../../views/clocks/clock-track.ts';
import type { ExchangeReading } from './exchange-reading.ts';
import styles from './panel.module.css';

/** Height of the drawing, px; the two lanes; room for names on the left. */
const HEIGHT = 124;
const SERVER = 34;
const CLIENT = 92;
const NAMES = 34;

export function ExchangeFigure({ reading, width }: { readonly reading: ExchangeReading; readonly width: number }) {
  const { server, client, at, t1, t2, t3, t4 } = reading;
  const x = scaleLinear()
    .domain([at[0], at[3]])
    .range([NAMES + 34, width - 62]);
  const [x1, x2, x3, x4] = at.map((time) => x(time)) as [number, number, number, number];
  // Two labels on one lane that would touch are turned away from each other.
  const close = x3 - x2 < 92;
  const aside = Math.min(8, (x3 - x2) / 2 - 5);
  return (
    <svg className={styles.exchange} width={width} height={HEIGHT} role="img" aria-label={inWords(reading)}>
      {[
        [server, SERVER],
        [client, CLIENT],
      ].map(([name, y]) => (
        <g key={name}>
          <text className={styles.lane} x={4} y={Number(y) + 4}>
            {name}
          </text>
          <line className={styles.line} x1={NAMES} x2={width - 4} y1={Number(y)} y2={Number(y)} />
        </g>
      ))}
      <line className={styles.work} x1={x2} x2={x3} y1={SERVER} y2={SERVER} />
      <line className={styles.question} x1={x1} x2={x2} y1={CLIENT} y2={SERVER} />
      <line className={styles.answer} x1={x3} x2={x4} y1={SERVER} y2={CLIENT} />
      <Stamp name="T1" value={t1} x={x1} y={CLIENT} label={CLIENT + 24} />
      <Stamp name="T2" value={t2} x={x2} y={SERVER} label={SERVER - 18} {...(close && { anchor: 'end', aside })} />
      <Stamp
        name="T3"
        value={t3}
        x={x3}
        y={SERVER}
        label={SERVER - 18}
        {...(close && { anchor: 'start', aside: -aside })}
      />
      <Stamp name="T4" value={t4} x={x4} y={CLIENT} label={CLIENT + 24} />
    </svg>
  );
}

interface StampProps {
  readonly name: string;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly label: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** From the moment to where the words are anchored, px. */
  readonly aside?: number;
}

function Stamp({ name, value, x, y, label, anchor = 'middle', aside = 0 }: StampProps) {
  return (
    <>
      <circle className={styles.moment} cx={x} cy={y} r={4} />
      <text className={styles.stamp} x={x + aside} y={label} textAnchor={anchor}>
        <tspan className={styles.name}>{name}</tspan> {inMs(value)}
      </text>
    </>
  );
}

/** The formulas with the figures put in. */
/** `truth`: by how much the server truly was ahead at T4. */
export function Arithmetic({
  reading,
  truth,
  width,
}: {
  readonly reading: ExchangeReading;
  readonly truth: number;
  readonly width: number;
}) {
  const { t1, t2, t3, t4, offset, delay } = reading;
  const error = offset - truth;
  const within = Math.abs(error) <= Math.ceil(delay / 2);
  return (
    <>
      <dl className={styles.arithmetic}>
        <dt>offset</dt>
        <dd>
          ((T2−T1) + (T3−T4)) / 2 = ({signed(t2 - t1)} {signed(t3 - t4)}) / 2 = <b>{signed(offset)}</b>
        </dd>
        <dt>delay</dt>
        <dd>
          (T4−T1) − (T3−T2) = {amount(t4 - t1)} − {amount(t3 - t2)} = <b>{amount(delay)}</b>
        </dd>
        <dt>truth</dt>
        <dd>
          {signed(truth)}: the offset is wrong by <b>{amount(Math.abs(error))}</b>,{' '}
          <span className={within ? styles.good : styles.bad}>
            {within ? '✓ within' : '✗ beyond'} half the delay, {amount(delay / 2)}
          </span>
        </dd>
      </dl>
      <ErrorBar error={error} delay={delay} within={within} width={width} />
    </>
  );
}

/** The true error as a dot on the stretch from −delay/2 to +delay/2. */
function ErrorBar({
  error,
  delay,
  within,
  width,
}: {
  readonly error: number;
  readonly delay: number;
  readonly within: boolean;
  readonly width: number;
}) {
  const reach = Math.max(delay / 2, Math.abs(error), 1) * 1.15;
  const x = scaleLinear()
    .domain([-reach, reach])
    .range([12, width - 12]);
  return (
    <svg
      className={styles.exchange}
      width={width}
      height={48}
      role="img"
      aria-label={`True error ${signed(error)}, half the delay ${amount(delay / 2)}`}
    >
      <line className={styles.line} x1={12} x2={width - 12} y1={16} y2={16} />
      <line className={styles.reach} x1={x(-delay / 2)} x2={x(delay / 2)} y1={16} y2={16} />
      <line className={styles.line} x1={x(0)} x2={x(0)} y1={6} y2={26} />
      <circle className={within ? styles.moment : styles.wrong} cx={x(error)} cy={16} r={6} />
      {[-delay / 2, 0, delay / 2].map((value) => (
        <text
          key={value}
          className={styles.tick}
          x={x(value)}
          y={42}
          textAnchor={value === 0 ? 'middle' : value < 0 ? 'start' : 'end'}
        >
          {value === 0 ? 'no error' : signed(value)}
        </text>
      ))}
    </svg>
  );
}

function inWords({ client, server, t1, t2, t3, t4 }: ExchangeReading): string {
  return `${client} asks ${server} at T1 ${inMs(t1)} by its own clock; ${server} has the question at T2 ${inMs(t2)} and answers at T3 ${inMs(t3)} by its clock; the answer arrives at T4 ${inMs(t4)} by the clock of ${client}`;
}

function inMs(micros: number): string {
  return `${(micros / 1000).toFixed(1)} ms`;
}
