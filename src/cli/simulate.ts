/** `npm run -s simulate -- FILE-OR-LINK [--until MS] [--out FILE] [--check] [--bench [--repeat N]]` */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { fail, ok, type Result } from '../base/result.ts';
import { MAX_DURATION } from '../scenario/limits.ts';
import { toJson } from '../scenario/to-json.ts';
import { advance, begin, type Simulation } from '../sim/simulation.ts';
import { printTrace } from '../sim/trace-json.ts';
import { readArguments, readNumber } from './arguments.ts';
import { type Loaded, load } from './load.ts';
import { measure } from './measure.ts';

const OPTIONS = {
  until: { type: 'string' },
  out: { type: 'string' },
  check: { type: 'boolean' },
  bench: { type: 'boolean' },
  repeat: { type: 'string' },
} as const;

const BAD_INPUT = 2;
const VIOLATED = 3;
const MAX_REPEAT = 1000;

const outcome = simulate(process.argv.slice(2));
if (!outcome.ok) process.stderr.write(`${outcome.error}\n`);
process.exitCode = outcome.ok ? outcome.value : BAD_INPUT;

function simulate(args: readonly string[]): Result<number, string> {
  const parsed = readArguments(args, OPTIONS, 1);
  if (!parsed.ok) return parsed;
  const { positionals, values } = parsed.value;
  const [fileOrLink] = positionals;
  if (fileOrLink === undefined) return fail('name a scenario: a file, or a link in quotes');
  const until = readNumber(values.until, 'until', 0, MAX_DURATION / 1000);
  if (!until.ok) return until;
  const repeat = readNumber(values.repeat, 'repeat', 1, MAX_REPEAT);
  if (!repeat.ok) return repeat;
  const loaded = load(fileOrLink);
  if (!loaded.ok) return loaded;
  if (values.bench === true) return print(`${JSON.stringify(measure(loaded.value, repeat.value ?? 5))}\n`, values.out);
  const simulation = run(loaded.value, until.value);
  const printed = print(printTrace(simulation, toJson(simulation.scenario, simulation.protocol)), values.out);
  if (!printed.ok) return printed;
  const violated = simulation.verdicts.some(({ type, holds }) => type === 'safety' && holds === false);
  return ok(values.check === true && violated ? VIOLATED : 0);
}

function run({ scenario, protocol }: Loaded, untilMs: number | undefined): Simulation {
  const until = untilMs === undefined ? scenario.duration : Math.round(untilMs * 1000);
  return advance(begin(scenario, protocol), until);
}

/** A file is written whole or not at all: beside its place first, then renamed. */
function print(text: string, out: string | boolean | undefined): Result<number, string> {
  if (typeof out !== 'string') {
    process.stdout.write(text);
    return ok(0);
  }
  const beside = `${out}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, out);
    return ok(0);
  } catch (error) {
    rmSync(beside, { force: true });
    return fail(`--out: ${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
