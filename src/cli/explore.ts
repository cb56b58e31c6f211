/**
 * `npm run -s explore -- FILE --find CLAIM-OR-SITUATION [--seeds A-B] [--shard I/N] [--faults N] [--kinds a,b] [--delays] [--json]`
 * and `npm run -s explore -- --merge FILE…` for the results of shards.
 */
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.ts';
import { type Found, search } from '../explore/search.ts';
import { compareSize, shrink } from '../explore/shrink.ts';
import { ADDABLE, type Space, USUAL_SPACE } from '../explore/space.ts';
import { storyOf } from '../explore/story.ts';
import { hitIn, type Target, targetsOf } from '../explore/target.ts';
import { catalog } from '../protocols/catalog.ts';
import { encodeLink } from '../scenario/link.ts';
import { printText } from '../scenario/print.ts';
import { parseScenario } from '../scenario/text.ts';
import type { FaultKind } from '../sim/scenario.ts';
import { readArguments, readNumber } from './arguments.ts';
import { type Loaded, load } from './load.ts';

const OPTIONS = {
  find: { type: 'string' },
  seeds: { type: 'string' },
  shard: { type: 'string' },
  faults: { type: 'string' },
  kinds: { type: 'string' },
  delays: { type: 'boolean' },
  json: { type: 'boolean' },
  merge: { type: 'boolean' },
} as const;

const BAD_INPUT = 2;
const NOT_FOUND = 5;
const MAX_SEED = 2 ** 32 - 1;
const MAX_SHARDS = 100_000;
const MAX_FAULTS = 20;
const MAX_FILES = 100_000;

const outcome = explore(process.argv.slice(2));
if (!outcome.ok) process.stderr.write(`${outcome.error}\n`);
process.exitCode = outcome.ok ? outcome.value : BAD_INPUT;

function explore(args: readonly string[]): Result<number, string> {
  const parsed = readArguments(args, OPTIONS, args.includes('--merge') ? MAX_FILES : 1);
  if (!parsed.ok) return parsed;
  const { positionals, values } = parsed.value;
  if (values.merge === true) return merge(positionals);
  const [file] = positionals;
  if (file === undefined) return fail('name a scenario: a file, or a link in quotes');
  const loaded = load(file);
  if (!loaded.ok) return loaded;
  const { scenario: base, protocol } = loaded.value;
  const target = readTarget(values.find, loaded.value);
  if (!target.ok) return target;
  const space = readSpace(values);
  if (!space.ok) return space;
  const shard = readShard(values.shard);
  if (!shard.ok) return shard;
  let found: Found | undefined;
  for (const tried of search({ base, protocol, target: target.value, space: space.value, shard: shard.value }))
    found = tried.found;
  if (found === undefined) return ok(NOT_FOUND);
  let smallest = found;
  for (const attempt of shrink(found, protocol, target.value)) smallest = attempt.smallest;
  tell(smallest, loaded.value, target.value, values.json === true);
  return ok(0);
}

function readTarget(find: string | boolean | undefined, { protocol }: Loaded): Result<Target, string> {
  const targets = targetsOf(protocol);
  const ids = targets.map(({ id }) => id).join(', ');
  if (typeof find !== 'string') return fail(`--find takes what to look for: ${ids}`);
  const target = targets.find(({ id }) => id === find);
  return target === undefined
    ? fail(`--find: "${find}" is no claim or situation of ${protocol.id} (${ids})`)
    : ok(target);
}

function readSpace({
  seeds,
  faults,
  kinds,
  delays,
}: Readonly<Record<string, string | boolean | undefined>>): Result<Space, string> {
  const [, first, last] = /^(\d{1,10})-(\d{1,10})$/.exec(String(seeds ?? USUAL_SPACE.seeds.join('-'))) ?? [];
  const range = [Number(first), Number(last)] as const;
  if (!(range[0] <= range[1] && range[1] <= MAX_SEED))
    return fail(`--seeds takes a range from 0 to ${MAX_SEED}, e.g. 1-100, not "${seeds}"`);
  const most = readNumber(faults, 'faults', 0, MAX_FAULTS);
  if (!most.ok) return most;
  const wanted =
    kinds === undefined
      ? USUAL_SPACE.kinds
      : String(kinds)
          .split(',')
          .filter((kind) => kind !== '');
  const stranger = wanted.find((kind) => !ADDABLE.includes(kind as FaultKind));
  if (stranger !== undefined)
    return fail(`--kinds: "${stranger}" is no kind of fault that can be added (${ADDABLE.join(', ')})`);
  return ok({
    seeds: range,
    kinds: wanted as readonly FaultKind[], // each was found among them
    faults: Math.floor(most.value ?? USUAL_SPACE.faults),
    delays: delays === true,
  });
}

function readShard(
  raw: string | boolean | undefined,
): Result<{ readonly index: number; readonly count: number }, string> {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(String(raw ?? '1/1')) ?? [];
  const shard = { index: Number(index) - 1, count: Number(count) };
  const fits = shard.index >= 0 && shard.index < shard.count && shard.count <= MAX_SHARDS;
  return fits ? ok(shard) : fail(`--shard takes I/N with I from 1 to N, e.g. 3/8, not "${raw}"`);
}

function tell({ scenario, hit }: Found, { protocol }: Loaded, target: Target, json: boolean): void {
  const text = printText(scenario, protocol);
  const link = encodeLink(scenario, protocol, { at: hit.at });
  if (!json) return void process.stdout.write(`${text}\n\n${link}\n`);
  const story = storyOf(hit.simulation.trace, hit.events).map((id) => hit.simulation.trace.event(id));
  process.stdout.write(
    `${JSON.stringify({ found: target.id, at: hit.at, message: hit.message, scenario: text, link, story })}\n`,
  );
}

/** The smallest of what shards have found with `--json`, run again to be sure. */
function merge(files: readonly string[]): Result<number, string> {
  if (files.length === 0) return fail('--merge takes the files that shards have written with --json');
  let best: { readonly line: string; readonly loaded: Loaded } | undefined;
  for (const file of files) {
    const read = readResult(file);
    if (!read.ok) return read;
    if (read.value === undefined) continue; // a shard that found nothing
    const { loaded } = read.value;
    if (best === undefined || compareSize(loaded.scenario, best.loaded.scenario, loaded.protocol) < 0)
      best = read.value;
  }
  if (best === undefined) return ok(NOT_FOUND);
  process.stdout.write(`${best.line}\n`);
  return ok(0);
}

function readResult(file: string): Result<{ readonly line: string; readonly loaded: Loaded } | undefined, string> {
  try {
    const line = readFileSync(file, 'utf8').trim();
    if (line === '') return ok(undefined);
    const { scenario: text, found } = JSON.parse(line) as { readonly scenario?: unknown; readonly found?: unknown };
    const scenario = parseScenario(String(text), catalog);
    const protocol = scenario.ok ? catalog(scenario.value.protocol) : undefined;
    if (!scenario.ok || protocol === undefined)
      return fail(`${file}: scenario: ${scenario.ok ? 'no such protocol' : scenario.error[0]?.message}`);
    const target = targetsOf(protocol).find(({ id }) => id === found);
    if (target === undefined || hitIn(scenario.value, protocol, target) === undefined)
      return fail(`${file}: found: its scenario does not show "${String(found)}"`);
    return ok({ line, loaded: { scenario: scenario.value, protocol } });
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
