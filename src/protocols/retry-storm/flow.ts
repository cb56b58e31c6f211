/** A run as flows: what came, what was tried again, dropped and answered, in equal slices of time; and the queue between. */
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

export interface Slice {
  readonly from: TrueTime;
  /** New requests. */
  readonly fresh: number;
  readonly retries: number;
  readonly drops: number;
  /** Answered while their sender still waited: goodput. */
  readonly done: number;
  /** Served for nothing. */
  readonly late: number;
}

const FIELD = { arrive: 'fresh', retry: 'retries', drop: 'drops', done: 'done', late: 'late' } as const;

/** Slices of `length` µs from 0 to `duration`. */
export function slices(trace: Trace, duration: TrueTime, length: Micros): readonly Slice[] {
  const found = Array.from({ length: Math.ceil(duration / length) }, (_, index) => {
    return { from: index * length, fresh: 0, retries: 0, drops: 0, done: 0, late: 0 };
  });
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'step') continue;
    const word = trace.word(id);
    const slice = found[Math.floor(trace.at(id) / length)];
    if (slice !== undefined && isCounted(word)) slice[FIELD[word]] += 1;
  }
  return found;
}

function isCounted(word: string): word is keyof typeof FIELD {
  return Object.hasOwn(FIELD, word);
}

/** The length of the queue after each change, seconds of true time. */
export function queueLengths(trace: Trace): readonly (readonly [seconds: number, length: number])[] {
  const points: [number, number][] = [[0, 0]];
  for (let id = 0; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    const seconds = trace.at(id) / 1e6;
    if (kind === 'crash' && trace.lanes[trace.lane(id)] === 'port') points.push([seconds, 0]);
    if (kind !== 'step' || (trace.word(id) !== 'enqueue' && trace.word(id) !== 'serve')) continue;
    points.push([seconds, (trace.extra(id) as { readonly length: number }).length]);
  }
  return points;
}
