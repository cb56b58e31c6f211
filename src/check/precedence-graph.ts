/** What comes before what, with everything that follows from it kept as bits. */

export interface Graph {
  /** false: it was there already. */
  add(from: number, to: number): boolean;
  /** Works out what follows from all that was added; the places that wait for each other, empty where none do. */
  close(): readonly number[];
  /** As of the last `close`. */
  reaches(from: number, to: number): boolean;
  /** Direct predecessors. */
  before(place: number): readonly number[];
}

export function newGraph(size: number): Graph {
  const words = Math.ceil(size / 32);
  const reach = new Int32Array(size * words);
  const next = Array.from({ length: size }, () => new Set<number>());
  const previous = Array.from({ length: size }, (): number[] => []);
  const isBehind = (from: number, to: number) =>
    ((reach[from * words + (to >>> 5)] as number) & (1 << (to & 31))) !== 0; // places lie within `size`
  const include = (from: number, to: number) => {
    for (let word = 0; word < words; word += 1) {
      const at = from * words + word;
      reach[at] = (reach[at] as number) | (reach[to * words + word] as number);
    }
    const own = from * words + (to >>> 5);
    reach[own] = (reach[own] as number) | (1 << (to & 31));
  };
  return {
    add(from, to) {
      if (next[from]?.has(to) !== false) return false;
      next[from]?.add(to);
      previous[to]?.push(from);
      return true;
    },
    close() {
      const order = sorted(next, previous);
      reach.fill(0);
      for (const from of order.toReversed()) for (const to of next[from] ?? []) include(from, to);
      if (order.length === size) return [];
      const free = new Set(order);
      return next.flatMap((_, place) => (free.has(place) ? [] : [place]));
    },
    reaches: isBehind,
    before: (place) => previous[place] ?? [],
  };
}

/** Places after all that come before them; those that wait for each other are left out. */
function sorted(next: readonly ReadonlySet<number>[], previous: readonly (readonly number[])[]): number[] {
  const waits = previous.map((before) => before.length);
  const order = waits.flatMap((count, place) => (count === 0 ? [place] : []));
  for (let at = 0; at < order.length; at += 1) {
    for (const to of next[order[at] ?? -1] ?? []) {
      waits[to] = (waits[to] ?? 0) - 1;
      if (waits[to] === 0) order.push(to);
    }
  }
  return order;
}
