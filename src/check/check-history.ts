/** The door of the checkers: does this history keep to this model? */
import { unreachable } from '../base/assert.ts';
import type { Operation } from '../sim/trace-event.ts';
import { EventualCheck } from './eventual.ts';
import { LinearizableCheck } from './linearizable.ts';
import { SequentialCheck } from './sequential.ts';
import type { Check, HistoryVerdict } from './verdict.ts';

export const HISTORY_MODELS = ['linearizable', 'sequential', 'eventual'] as const;
export type HistoryModel = (typeof HISTORY_MODELS)[number];

/** Steps where no other budget is given: some seconds. */
const BUDGET = 5_000_000;
/** Configurations are remembered, a hundred bytes or so each: past this, memory runs out before patience. */
export const MOST_STEPS = 8_000_000;

/** Each key is a register of its own: a history of one register is a key–value history with one key. */
export function beginCheck(operations: readonly Operation[], model: HistoryModel): Check {
  switch (model) {
    case 'linearizable':
      return new LinearizableCheck(operations);
    case 'sequential':
      return new SequentialCheck(operations);
    case 'eventual':
      return new EventualCheck(operations);
    default:
      return unreachable(model);
  }
}

/** `budget`: steps of the search; past it the verdict is `undecided`. */
export function checkHistory(
  operations: readonly Operation[],
  { model, budget = BUDGET }: { readonly model: HistoryModel; readonly budget?: number },
): HistoryVerdict {
  const check = beginCheck(operations, model);
  return check.advance(Math.min(budget, MOST_STEPS)) ?? outOfBudget(check);
}

export function outOfBudget({ steps, progress }: Check): HistoryVerdict {
  return {
    verdict: 'undecided',
    message: `Undecided: ${steps} steps were not enough; ${Math.floor(progress * 100)} % of the operations have their place.`,
  };
}
