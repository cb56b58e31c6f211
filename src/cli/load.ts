/** A scenario from a file (text or JSON), a link, or a path of the gallery. */
import { readFileSync, statSync } from 'node:fs';
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import { catalog } from '../protocols/catalog.ts';
import { MAX_JSON_BYTES } from '../scenario/limits.ts';
import { decodeLink, kindOfLink } from '../scenario/link.ts';
import { formatProblem } from '../scenario/problems.ts';
import { parseScenario } from '../scenario/text.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';

export interface Loaded {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
}

export function load(fileOrLink: string): Result<Loaded, string> {
  const scenario = fileOrLink.includes('#')
    ? fromLink(fileOrLink.slice(fileOrLink.indexOf('#')))
    : fromFile(fileOrLink);
  if (!scenario.ok) return scenario;
  const protocol = catalog(scenario.value.protocol);
  return protocol === undefined
    ? fail(`protocol: "${scenario.value.protocol}" is none of ours`)
    : ok({ scenario: scenario.value, protocol });
}

function fromLink(link: string): Result<Scenario, string> {
  const kind = kindOfLink(link);
  if (kind.kind === 'path') return fromGallery(kind.path);
  const opened = decodeLink(link, catalog);
  return opened.ok ? ok(opened.value.scenario) : fail(inOneLine(opened.error.problems));
}

function fromGallery(path: string): Result<Scenario, string> {
  const [id = '', name = ''] = path.split('/');
  const run = catalog(id)?.gallery.find((other) => other.path === name);
  return run === undefined ? fail(`#/${path} is no run of the gallery`) : parsed(run.text);
}

function fromFile(file: string): Result<Scenario, string> {
  try {
    // Looked at before it is read: a wrong name must not fill the memory.
    if (statSync(file).size > MAX_JSON_BYTES) return fail(`${file} is larger than ${MAX_JSON_BYTES / 1024} KiB`);
    return parsed(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsed(input: string): Result<Scenario, string> {
  const scenario = parseScenario(input, catalog);
  return scenario.ok ? scenario : fail(inOneLine(scenario.error));
}

function inOneLine(problems: readonly Problem[]): string {
  return problems
    .map(formatProblem)
    .join('; ')
    .replace(/\s*\n\s*/g, ' ');
}
