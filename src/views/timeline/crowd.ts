/** What is drawn where messages are too many to draw one by one: columns of two pixels, and no line twice. */
import type { MessageKind, Tone } from '../../sim/protocol.ts';
import type { Ends } from './arrow-ends.ts';
import type { Column } from './picture.ts';
import type { Rows } from './rows.ts';

/** Width of a column, px. */
export const COLUMN = 2;
/** A flight narrower than this is upright to the eye and joins a column, px. */
const UPRIGHT = 3;
/** Messages in one column at which it is drawn at full strength. */
const FULL = 6;

const TONES: readonly Tone[] = ['neutral', 'following', 'seeking', 'leading'];

/** A message as a line between lanes. */
export interface Crossing {
  readonly from: number;
  readonly to: number;
  readonly tone: Tone;
  readonly form: MessageKind['form'];
  readonly lost: boolean;
}

/** Sums up one picture's messages; filled by calls, then read once. */
export class Crowd {
  private readonly rows: Rows;
  private readonly width: number;
  private readonly gaps: number;
  private readonly counts: Uint16Array;
  private readonly lines = new Set<number>();
  private readonly crosses = new Set<number>();

  constructor(rows: Rows, width: number) {
    this.rows = rows;
    this.width = Math.ceil(width / COLUMN) + 1;
    this.gaps = Math.max(rows.rows.length - 1, 1);
    this.counts = new Uint16Array(TONES.length * this.gaps * this.width);
  }

  /** Whether a × is already drawn in this column at this height. */
  seenLoss(x: number, y: number): boolean {
    return !isNew(this.crosses, Math.round(x / COLUMN) * 4096 + Math.round(y));
  }

  /** Whether the message need not be drawn as a line of its own. */
  takes({ x1, x2 }: Ends, message: Crossing): boolean {
    const { from, to, tone } = message;
    if (x2 - x1 >= UPRIGHT) {
      const look = (message.form === 'reply' ? 2 : 0) + (message.lost ? 1 : 0);
      const line = ((from * this.rows.rows.length + to) * 4 + look) * 65536 + Math.round(x1 / COLUMN) + 16384;
      return !isNew(this.lines, line * 65536 + Math.round(x2 / COLUMN));
    }
    const column = Math.floor(x1 / COLUMN);
    if (column < 0 || column >= this.width) return true;
    const base = TONES.indexOf(tone) * this.gaps;
    for (let gap = Math.min(from, to); gap < Math.max(from, to); gap += 1) {
      const slot = (base + gap) * this.width + column;
      this.counts[slot] = Math.min((this.counts[slot] ?? 0) + 1, 65535);
    }
    return true;
  }

  columns(): readonly Column[] {
    const columns: Column[] = [];
    TONES.forEach((tone, toneNumber) => {
      for (let gap = 0; gap < this.gaps; gap += 1) {
        const above = this.rows.rows[gap];
        const below = this.rows.rows[gap + 1];
        if (above === undefined || below === undefined) continue;
        const start = (toneNumber * this.gaps + gap) * this.width;
        for (let column = 0; column < this.width; column += 1) {
          const count = this.counts[start + column] ?? 0;
          if (count === 0) continue;
          const weight = Math.min(0.16 + (0.42 * count) / FULL, 0.58);
          columns.push({ x: column * COLUMN, y1: above.y + 4, y2: below.y - 4, tone, weight });
        }
      }
    });
    return columns;
  }
}

function isNew(seen: Set<number>, key: number): boolean {
  const size = seen.size;
  seen.add(key);
  return seen.size > size;
}
