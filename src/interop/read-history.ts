/** A history in whichever form it comes. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Operation } from '../sim/trace-event.ts';
import { looksLikeLog, parseEdnHistory } from './history-edn.ts';
import { type HistoryObject, parseJsonHistory } from './history-json.ts';

export type HistoryFormat = 'json' | 'edn' | 'log';

/** More than any run of Lightcone makes; checkers hold all of it. */
const MOST_OPERATIONS = 100_000;

export interface History {
  readonly format: HistoryFormat;
  readonly operations: readonly Operation[];
}

export function readHistory(text: string, object: HistoryObject = 'register'): Result<History, string> {
  const format = formatOf(text);
  const operations = format === 'json' ? parseJsonHistory(text, object) : parseEdnHistory(text);
  if (!operations.ok) return operations;
  const { length } = operations.value;
  if (length > MOST_OPERATIONS) return fail(`${length} operations are more than ${MOST_OPERATIONS}`);
  return ok({ format, operations: operations.value });
}

function formatOf(text: string): HistoryFormat {
  const start = text.trimStart();
  if (looksLikeLog(text)) return 'log';
  if (/^(?:;|#|\{\s*:|\[\s*#?\{\s*:|\(|\[\s*\w+\.)/.test(start)) return 'edn';
  return 'json';
}
