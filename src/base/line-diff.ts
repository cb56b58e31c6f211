/** Two texts beside each other, line by line. */

export interface DiffRow {
  /** undefined: the left text has no such line. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Rows in the order of both texts: equal lines share one, and lines that stand in each other's place do as well. */
export function diffLines(left: readonly string[], right: readonly string[]): readonly DiffRow[] {
  const common = commonLengths(left, right);
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const gap = rows.length;
    const [only, others]: [string[], string[]] = [[], []];
    while ((i < left.length || j < right.length) && !(i < left.length && left[i] === right[j])) {
      if (j >= right.length || (i < left.length && at(common, i + 1, j) >= at(common, i, j + 1)))
        only.push(left[i++] as string);
      else others.push(right[j++] as string);
    }
    for (let row = 0; row < Math.max(only.length, others.length); row += 1)
      rows[gap + row] = { left: only[row], right: others[row] };
    if (i < left.length && j < right.length) rows.push({ left: left[i++], right: right[j++] });
  }
  return rows;
}

/** How many lines the rests from `i` and `j` on can have in common at most, by i and j. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      (table[i] as number[])[j] =
        left[i] === right[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
