/** What most servers agree on: the stretch of time that more than half of the answers allow (Marzullo 1984). */

/** What one answer allows: how far the server's time of day is ahead of the asker's monotonic clock, µs. */
export interface Offer {
  readonly server: string;
  readonly low: number;
  readonly high: number;
}

export interface Agreement {
  readonly offset: number;
  /** How wide the widest of the answers agreed on is: the truth is no further away, µs. */
  readonly bound: number;
  readonly agreeing: readonly string[];
}

/** undefined: no point lies in the answers of more than half of `asked` servers. */
export function agree(offers: readonly Offer[], asked: number): Agreement | undefined {
  let best: readonly Offer[] = [];
  // A stretch that most allow begins where one of them begins.
  for (const { low } of offers) {
    const allowing = offers.filter((offer) => offer.low <= low && low <= offer.high);
    if (allowing.length > best.length) best = allowing;
  }
  if (best.length * 2 <= asked) return undefined;
  const low = Math.max(...best.map((offer) => offer.low));
  const high = Math.min(...best.map((offer) => offer.high));
  return {
    offset: Math.floor((low + high) / 2),
    bound: Math.max(...best.map((offer) => offer.high - offer.low)),
    agreeing: best.map(({ server }) => server),
  };
}
