/** `npm run -s check-history -- FILE --model linearizable|sequential|eventual [--object register|kv] [--seconds N]` */
import { readFileSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.ts';
import { beginCheck, HISTORY_MODELS, type HistoryModel, MOST_STEPS, outOfBudget } from '../check/check-history.ts';
import type { HistoryVerdict } from '../check/verdict.ts';
import { type History, readHistory } from '../interop/read-history.ts';
import type { Operation } from '../sim/trace-event.ts';
import { readArguments, readNumber } from './arguments.ts';

const OPTIONS = {
  model: { type: 'string' },
  object: { type: 'string' },
  seconds: { type: 'string' },
} as const;

const BAD_INPUT = 2;
const EXIT: Readonly<Record<HistoryVerdict['verdict'], number>> = { holds: 0, violated: 3, undecided: 4 };
const OBJECTS = ['register', 'kv'] as const;
const MAX_BYTES = 64 * 1024 * 1024;
const SECONDS = 60;
const MAX_SECONDS = 86_400;
/** Steps between two looks at the clock. */
const SLICE = 5_000;

const outcome = checkFile(process.argv.slice(2));
if (!outcome.ok) process.stderr.write(`${outcome.error.replace(/\s*\n\s*/g, ' ')}\n`);
process.exitCode = outcome.ok ? outcome.value : BAD_INPUT;

function checkFile(args: readonly string[]): Result<number, string> {
  const parsed = readArguments(args, OPTIONS, 1);
  if (!parsed.ok) return parsed;
  const { positionals, values } = parsed.value;
  const [file] = positionals;
  if (file === undefined) return fail('name a file with a history');
  const model = HISTORY_MODELS.find((other) => other === values.model);
  if (model === undefined)
    return fail(
      `--model takes ${HISTORY_MODELS.join(', ')}${values.model === undefined ? '' : `, not "${values.model}"`}`,
    );
  const object = OBJECTS.find((other) => other === (values.object ?? 'register'));
  if (object === undefined) return fail(`--object takes ${OBJECTS.join(', ')}, not "${values.object}"`);
  const seconds = readNumber(values.seconds, 'seconds', 0, MAX_SECONDS);
  if (!seconds.ok) return seconds;
  const history = load(file, object);
  if (!history.ok) return history;
  const { operations } = history.value;
  const verdict = decide(operations, model, seconds.value ?? SECONDS);
  process.stdout.write(`${JSON.stringify({ model, operations: operations.length, ...verdict })}\n`);
  return ok(EXIT[verdict.verdict]);
}

function load(file: string, object: (typeof OBJECTS)[number]): Result<History, string> {
  try {
    if (statSync(file).size > MAX_BYTES) return fail(`${file} is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    return readHistory(readFileSync(file, 'utf8'), object);
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function decide(operations: readonly Operation[], model: HistoryModel, seconds: number): HistoryVerdict {
  const deadline = performance.now() + seconds * 1000;
  const check = beginCheck(operations, model);
  for (;;) {
    const verdict = check.advance(SLICE);
    if (verdict !== undefined) return verdict;
    if (performance.now() >= deadline || check.steps >= MOST_STEPS) return outOfBudget(check);
  }
}
