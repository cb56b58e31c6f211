/** Older forms of scenarios, and what turns each into the next: nothing that was ever published stops opening. */
import { fail, ok, type Result } from '../base/result.ts';
import { VERSION } from './json-schema.ts';

/** One step from version `from` to `from + 1`. */
export interface Upgrade {
  readonly from: number;
  json(scenario: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  text(scenario: string): string;
}

/** In order of `from`. Empty as long as there is only version 1. */
export const UPGRADES: readonly Upgrade[] = [];

/** The JSON form in the version that is read today. */
export function upgradeJson(
  json: Readonly<Record<string, unknown>>,
  upgrades: readonly Upgrade[] = UPGRADES,
): Result<Readonly<Record<string, unknown>>, string> {
  const steps = stepsFrom(json.version, upgrades);
  if (!steps.ok) return steps;
  return ok(steps.value.reduce((form, step) => ({ ...step.json(form), version: step.from + 1 }), json));
}

/** The text of a link of version `version` as it would be written today. */
export function upgradeText(
  text: string,
  version: number,
  upgrades: readonly Upgrade[] = UPGRADES,
): Result<string, string> {
  const steps = stepsFrom(version, upgrades);
  return steps.ok ? ok(steps.value.reduce((form, step) => step.text(form), text)) : steps;
}

function stepsFrom(version: unknown, upgrades: readonly Upgrade[]): Result<readonly Upgrade[], string> {
  if (version === undefined) return fail(`is missing: "version": ${VERSION}`);
  if (typeof version !== 'number' || !Number.isInteger(version)) return fail('is no version number');
  if (version > VERSION) {
    return fail(
      `this scenario was made by a newer Lightcone (version ${version}); this one reads up to version ${VERSION}`,
    );
  }
  const steps = upgrades.filter((step) => step.from >= version);
  if (steps.length !== VERSION - version) return fail(`there is no version ${version} of scenarios`);
  return ok(steps);
}
