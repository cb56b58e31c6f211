/** A process: its role is hue, thickness of the ring and a word; what ails it is seen in the ring itself. */
import { epochClass } from './epoch-colour.ts';
import styles from './process-disc.module.css';
import { type Tone, toneClass } from './tone.ts';
import { VotePips } from './vote-pips.tsx';

export interface ProcessDiscProps {
  readonly name: string;
  readonly tone: Tone;
  readonly radius: number;
  readonly status: 'up' | 'paused' | 'crashed';
  /** Under the name, e.g. `term 2`; a word for its status stands there instead while it is not up. */
  readonly badge?: string | undefined;
  /** Colours a small mark beside the badge. */
  readonly epoch?: number | undefined;
  readonly votes?: { readonly granted: number; readonly needed: number } | undefined;
  /** Id of a `<pattern>` to fill it with while paused. */
  readonly hatch: string;
}

const RING: Readonly<Record<Tone, number>> = { leading: 3.5, seeking: 2.75, following: 1.75, neutral: 1.25 };
/** JetBrains Mono is 0.6 em wide. */
const VALUE_WIDTH = 0.6;
/** Smaller words are not read, px. */
const SMALLEST = 8.5;
/** Radius from which a disc holds a name and two lines, px. */
const TALL = 26;

export function ProcessDisc({ name, tone, radius, status, badge, epoch, votes, hatch }: ProcessDiscProps) {
  const words = status === 'crashed' ? 'down' : status === 'paused' ? 'paused' : badge;
  const low = votes !== undefined && status === 'up';
  const lines = words === undefined ? [] : low ? [words] : inLines(words, radius);
  const size = fitting(lines, radius);
  return (
    <g className={`${toneClass(tone)} ${styles.process} ${styles[status] ?? ''}`}>
      <circle r={radius} className={styles.disc} strokeWidth={RING[tone]} />
      {status === 'paused' && <circle r={radius - 2} fill={`url(#${hatch})`} className={styles.hatch} />}
      {status === 'crashed' && <path d={cross(radius * 0.86)} className={styles.cross} />}
      <text
        y={lines.length === 0 ? size * 0.42 : low || lines.length > 1 ? -size * 0.55 : -size * 0.12}
        className={styles.name}
        fontSize={Math.max(12, Math.min(15, radius * 0.46))}
      >
        {name}
      </text>
      {lines.length > 0 && (
        <Words
          lines={lines}
          size={size}
          y={low || lines.length > 1 ? size * 0.75 : size * 1.18}
          epoch={status === 'up' ? epoch : undefined}
        />
      )}
      {low && (
        <g transform={`translate(0 ${radius * 0.62})`}>
          <VotePips granted={votes.granted} needed={votes.needed} width={radius * 1.2} />
        </g>
      )}
    </g>
  );
}

interface WordsProps {
  readonly lines: readonly string[];
  readonly size: number;
  readonly y: number;
  readonly epoch: number | undefined;
}

function Words({ lines, size, y, epoch }: WordsProps) {
  const width = Math.max(...lines.map((line) => line.length)) * size * VALUE_WIDTH;
  return (
    <>
      {lines.map((line, index) => (
        <text key={line} y={y + index * (size + 1)} className={styles.badge} fontSize={size}>
          {line}
        </text>
      ))}
      {epoch !== undefined && (
        <rect
          x={-width / 2}
          y={y + (lines.length - 1) * (size + 1) + 3}
          width={width}
          height={2}
          rx={1}
          className={`${epochClass(epoch)} ${styles.epoch}`}
        />
      )}
    </>
  );
}

/** As large as fits across the disc. */
function fitting(lines: readonly string[], radius: number): number {
  const longest = Math.max(1, ...lines.map((line) => line.length));
  return Math.max(SMALLEST, Math.min(11, widthFor(radius) / (longest * VALUE_WIDTH)));
}

/** How wide words may be: they stand below the middle, where the disc is narrower, and keep off its ring. */
function widthFor(radius: number): number {
  return 1.8 * radius - 8;
}

/** In two lines, parted at the space nearest to the middle, where one would be set too small and the disc has room for two. */
function inLines(words: string, radius: number): readonly string[] {
  const fits = radius < TALL || widthFor(radius) / (words.length * VALUE_WIDTH) >= SMALLEST;
  const spaces = [...words].flatMap((letter, index) => (letter === ' ' ? [index] : []));
  const [space] = spaces.sort((a, b) => Math.abs(a - words.length / 2) - Math.abs(b - words.length / 2));
  return fits || space === undefined ? [words] : [words.slice(0, space), words.slice(space + 1)];
}

function cross(reach: number): string {
  const arm = reach * 0.7;
  return `M${-arm},${-arm}L${arm},${arm}M${-arm},${arm}L${arm},${-arm}`;
}
