/** Reads a history and checks it against every model, in a thread of its own. */
import { beginCheck, HISTORY_MODELS, type HistoryModel, MOST_STEPS, outOfBudget } from '../check/check-history.ts';
import { checkSessions, type SessionVerdict } from '../check/sessions.ts';
import type { HistoryVerdict } from '../check/verdict.ts';
import { type History, readHistory } from '../interop/read-history.ts';

export type HistoryNews =
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'read'; readonly history: History }
  | { readonly kind: 'progress'; readonly model: HistoryModel; readonly steps: number; readonly progress: number }
  | { readonly kind: 'verdict'; readonly model: HistoryModel; readonly verdict: HistoryVerdict }
  | { readonly kind: 'sessions'; readonly sessions: readonly SessionVerdict[] };

/** Steps between two looks at the clock, and how often news come, ms. */
const SLICE = 2_000;
const EVERY = 100;
/** Longest search for one model; whoever waits may stop it before. */
const SECONDS = 60;

const tell = (news: HistoryNews) => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<string>) => {
  const history = readHistory(data);
  if (!history.ok) return tell({ kind: 'unreadable', message: history.error });
  const { operations } = history.value;
  tell({ kind: 'read', history: history.value });
  const search = (model: HistoryModel) => tell({ kind: 'verdict', model, verdict: decide(history.value, model) });
  // What is quick comes first; a long search for an order must not hold the rest up.
  tell({ kind: 'sessions', sessions: checkSessions(operations) });
  for (const model of [...HISTORY_MODELS].sort(byCost)) search(model);
});

function decide({ operations }: History, model: HistoryModel): HistoryVerdict {
  const check = beginCheck(operations, model);
  const start = performance.now();
  let last = start;
  for (;;) {
    const verdict = check.advance(SLICE);
    if (verdict !== undefined) return verdict;
    const now = performance.now();
    if (now - start > SECONDS * 1000 || check.steps >= MOST_STEPS) return outOfBudget(check);
    if (now - last < EVERY) continue;
    last = now;
    tell({ kind: 'progress', model, steps: check.steps, progress: check.progress });
  }
}

function byCost(a: HistoryModel, b: HistoryModel): number {
  const cost: Readonly<Record<HistoryModel, number>> = { eventual: 0, linearizable: 1, sequential: 2 };
  return cost[a] - cost[b];
}
