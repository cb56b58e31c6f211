/** From the JSON form to a scenario that can run: shape, bounds, and sense with the protocol at hand. */
import * as v from 'valibot';
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import { castOf } from './cast.ts';
import { checkFaults } from './check-faults.ts';
import { readInitial } from './check-initial.ts';
import { exclusionsOf } from './check-model.ts';
import { readOptions } from './check-options.ts';
import { readWorkload } from './check-workload.ts';
import { DEFAULTS } from './defaults.ts';
import { problemsOf, sayIssue } from './issues.ts';
import { type CheckedJson, scenarioSchema } from './json-schema.ts';
import { isRecord } from './json-values.ts';
import { createProblemList, type ProblemList } from './problems.ts';
import { quote, unknownWord } from './sentences.ts';
import { UPGRADES, type Upgrade, upgradeJson } from './upgrades.ts';

/** A parsed scenario in its one normal form, or up to `MAX_PROBLEMS` problems with their paths. */
export function parseJson(json: unknown, catalog: Catalog, upgrades: readonly Upgrade[] = UPGRADES): Result<Scenario> {
  if (!isRecord(json)) return failAt('', 'a scenario is a JSON object with `version` and `protocol`');
  const current = upgradeJson(json, upgrades);
  if (!current.ok) return failAt('version', current.error);
  const parsed = v.safeParse(scenarioSchema, current.value, { message: sayIssue });
  if (!parsed.success) return fail(problemsOf(parsed.issues));
  const protocol = catalog(parsed.output.protocol);
  if (protocol === undefined) return failAt('protocol', `${quote(parsed.output.protocol)} is no protocol of this lab`);
  const problems = createProblemList();
  const scenario = readScenario(parsed.output, protocol, problems);
  return problems.found.length > 0 ? fail(problems.found) : ok(scenario);
}

/** Worth running only where no problem was found. */
function readScenario(json: CheckedJson, protocol: ProtocolDefinition, problems: ProblemList): Scenario {
  const cast = castOf(json, protocol, problems);
  const network = { ...DEFAULTS.network, ...json.network };
  const model = { ...DEFAULTS.model, ...json.model };
  const faults = json.faults ?? [];
  const { options, processOptions } = readOptions(json.options ?? {}, protocol, cast, problems);
  const initial = readInitial(json.initial ?? {}, protocol, cast, problems);
  const workload = readWorkload(json.workload ?? [], protocol, cast, problems);
  checkFaults(faults, { protocol, cast, problems });
  for (const { path, message } of exclusionsOf({ model, network, faults })) problems.add(path, message);
  return {
    protocol: protocol.id,
    processes: cast.processes,
    clients: cast.clients,
    seed: json.seed ?? DEFAULTS.seed,
    duration: json.duration ?? DEFAULTS.duration,
    title: json.title ?? '',
    notes: json.notes ?? '',
    network,
    model,
    options,
    processOptions,
    initial,
    workload,
    faults,
    flaws: readFlaws(json.flaws ?? [], protocol, problems),
  };
}

/** In the protocol's order: flaws are a set. */
function readFlaws(flaws: readonly string[], protocol: ProtocolDefinition, problems: ProblemList): readonly string[] {
  const known = protocol.flaws.map(({ id }) => id);
  for (const [index, flaw] of flaws.entries()) {
    if (!known.includes(flaw)) problems.add(`flaws[${index}]`, unknownWord(flaw, `no flaw of ${protocol.id}`, known));
    else if (flaws.indexOf(flaw) < index) problems.add(`flaws[${index}]`, `${quote(flaw)} is there twice`);
  }
  return known.filter((flaw) => flaws.includes(flaw));
}

function failAt(path: string, message: string): Result<Scenario, readonly Problem[]> {
  return fail([{ message, path }]);
}
