import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/protocols/catalog.ts';
import { parseJson } from '../../src/scenario/from-json.ts';
import { decodeLink } from '../../src/scenario/link.ts';

/** Published links and, with all defaults spelled out, what they have meant since. Add to them; change none. */
const folder = new URL('./v1/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.link'))
  .map((file) => file.replace('.link', ''));

interface Meaning {
  readonly view: object;
  readonly scenario: unknown;
}

describe('a link that was ever published', () => {
  it('is kept here', () => {
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  it.each(names)('still means what it meant: %s', (name) => {
    const link = readFileSync(new URL(`${name}.link`, folder), 'utf8').trim();
    const meaning = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Meaning;
    const scenario = parseJson(meaning.scenario, catalog);
    expect(scenario.ok ? [] : scenario.error).toEqual([]);
    expect(decodeLink(link, catalog)).toEqual({
      ok: true,
      value: { scenario: scenario.ok && scenario.value, view: meaning.view },
    });
  });
});
