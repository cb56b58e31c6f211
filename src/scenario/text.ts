/** From text to a scenario: lines become the JSON form, which is checked as any other. */
import { fail, type Problem, type Result } from '../base/result.ts';
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import { createDraft, type Draft, locate } from './draft.ts';
import { parseJson } from './from-json.ts';
import { MAX_JSON_BYTES, MAX_PROBLEMS } from './limits.ts';
import { HEADER_HINT, readHeader, readLine } from './read-line.ts';
import { isLongerThan } from './utf8.ts';
import { splitWords } from './words.ts';

/** A scenario as people write it; problems come with their lines. */
export function parseText(text: string, catalog: Catalog): Result<Scenario> {
  if (isLongerThan(text, MAX_JSON_BYTES)) return fail([tooLong()]);
  const lines = significantLines(text);
  const header = lines[0];
  if (header === undefined) return fail([{ path: '', line: 1, message: `there is no scenario here: ${HEADER_HINT}` }]);
  const draft = createDraft();
  const wrong = readLines(lines, draft, catalog);
  // Without a header nothing else could be understood.
  if (draft.json.protocol === undefined) return fail(wrong);
  const parsed = parseJson(draft.json, catalog);
  if (parsed.ok && wrong.length === 0) return parsed;
  const located = parsed.ok ? [] : parsed.error.map((problem) => locate(problem, draft.lines, header.number));
  const all = [...wrong, ...located].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return fail(all.slice(0, MAX_PROBLEMS));
}

/** Text or, where it begins with `{`, JSON. */
export function parseScenario(input: string, catalog: Catalog): Result<Scenario> {
  if (!input.trimStart().startsWith('{')) return parseText(input, catalog);
  if (isLongerThan(input, MAX_JSON_BYTES)) return fail([tooLong()]);
  let json: unknown;
  try {
    // What editors put before the first character is no JSON.
    json = JSON.parse(input.trim());
  } catch (error) {
    return fail([{ path: '', message: `this is no JSON: ${error instanceof Error ? error.message : String(error)}` }]);
  }
  return parseJson(json, catalog);
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function tooLong(): Problem {
  return { path: '', message: `the scenario is longer than ${MAX_JSON_BYTES / 1024} KiB` };
}

/** Lines that say something: neither blank nor a comment. */
function significantLines(text: string): readonly Line[] {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ number: index + 1, text: line.trim() }));
  return lines.filter((line) => line.text !== '' && !line.text.startsWith('#'));
}

/** What the lines say into the draft; the problems of those that say nothing understandable. */
function readLines(lines: readonly Line[], draft: Draft, catalog: Catalog): readonly Problem[] {
  const problems: Problem[] = [];
  let protocol: ProtocolDefinition | undefined;
  for (const [index, line] of lines.entries()) {
    if (problems.length >= MAX_PROBLEMS || (index > 0 && draft.json.protocol === undefined)) break;
    const words = splitWords(line.text);
    const wrong = !words.ok
      ? words.error
      : index === 0
        ? readHeader(words.value, draft, line.number)
        : readLine(words.value, draft, line.number, protocol);
    if (wrong !== undefined) problems.push({ path: '', line: line.number, message: wrong });
    if (index === 0) protocol = catalog(String(draft.json.protocol));
  }
  return problems;
}
