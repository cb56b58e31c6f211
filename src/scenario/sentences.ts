/** The wording that problems share: what was found, what would be right, what may have been meant. */

/** As much of a foreign text as a sentence can hold. */
const QUOTED_LENGTH = 40;
const LISTED = 16;

/** The text in quotes, shortened where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH - 1)}…` : text);
}

/** `"explode" is <what> (cut, partition); did you mean "cut"?` */
export function unknownWord(word: string, what: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return `${quote(word)} is ${what}${listed(known)}${meant === undefined ? '' : `; did you mean ${quote(meant)}?`}`;
}

/** ` (S1…S5)`, ` (a, b)`, or nothing where there is nothing to list. */
export function listed(known: readonly string[]): string {
  if (known.length === 0) return '';
  const numbered = known.length > 2 && known.every((id, index) => id === `${known[0]?.slice(0, -1)}${index + 1}`);
  if (numbered) return ` (${known[0]}…${known.at(-1)})`;
  return ` (${known.slice(0, LISTED).join(', ')}${known.length > LISTED ? ', …' : ''})`;
}

/** The known word that a slip of the finger or two away from `word`, if there is one. */
export function closest(word: string, known: readonly string[]): string | undefined {
  if (word.length > QUOTED_LENGTH) return undefined;
  const allowed = Math.min(2, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of known) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (slips <= allowed && (best === undefined || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
