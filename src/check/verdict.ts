/** What a checker says about a history. */

/** An operation and the moment at which it can be thought to take effect, in the history's own unit of time. */
export interface Point {
  /** Index into the history. */
  readonly operation: number;
  readonly at: number;
}

export type HistoryVerdict =
  | {
      readonly verdict: 'holds';
      /** An order that explains every answer; empty for models that are not about one order. */
      readonly order: readonly Point[];
      readonly message: string;
    }
  | {
      readonly verdict: 'violated';
      /** The longest orders found that explain what is in them. */
      readonly longest: readonly (readonly Point[])[];
      /** The operations that cannot be ordered, as indices into the history: the one that nothing explains is last. */
      readonly conflict: readonly number[];
      readonly message: string;
    }
  | { readonly verdict: 'undecided'; readonly message: string };

/** A check under way, in slices: whoever runs it may stop it, show its progress or set a limit. */
export interface Check {
  /** Tries at most `steps` steps more; undefined: not decided yet. */
  advance(steps: number): HistoryVerdict | undefined;
  /** How much is certain or tried, in [0, 1]: for a progress bar, not for arithmetic. */
  readonly progress: number;
  readonly steps: number;
}
