import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/scenario/from-json.ts';
import { decodeLink, encodeLink, fitsInLink } from '../../src/scenario/link.ts';
import { printText } from '../../src/scenario/print.ts';
import { parseScenario, parseText } from '../../src/scenario/text.ts';
import { toJson } from '../../src/scenario/to-json.ts';
import { fakeCatalog, fakeProtocol } from '../support/fake-protocol.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const stored = fc.dictionary(
  fc.constantFrom('term', 'log', 'votedFor', 'note'),
  fc.oneof(
    fc.nat(9),
    fc.array(fc.nat(9)),
    fc.constantFrom('S1', 'null', '12', '1,2', 'a b', '', '"', '[', '{}', '=', '-0', '1e3', 'É'),
    fc.constantFrom(true, false, null),
    fc.array(fc.oneof(fc.constantFrom('S1', 'a,b', 'null', '"'), fc.constantFrom(true, null, 1.5, -3, 1e21)), {
      maxLength: 4,
    }),
    fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }).map((value) => normal(value)),
  ),
  { noNullPrototype: true },
);
const scenarios = scenarioArbitrary(fakeProtocol, { flaws: true, oddTexts: true, initial: () => stored });

describe('a scenario', () => {
  it('comes back from its JSON', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const file = JSON.stringify(toJson(scenario, fakeProtocol));
        expect(parseScenario(file, fakeCatalog)).toEqual({ ok: true, value: scenario });
      }),
      { numRuns: 300 },
    );
  });

  it('comes back from its text', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(parseText(printText(scenario, fakeProtocol), fakeCatalog)).toEqual({ ok: true, value: scenario });
      }),
      { numRuns: 300 },
    );
  });

  it('comes back from its link, with where the link opens', () => {
    const views = fc.record(
      { at: fc.nat(600_000_000), view: fc.constantFrom('chain', 'logs', 'space-time') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(scenarios, views, (scenario, view) => {
        const link = encodeLink(scenario, fakeProtocol, view);
        fc.pre(fitsInLink(link));
        expect(link).toMatch(/^#v1\/[A-Za-z0-9.,/:@=*+\-;_%~&]*$/);
        expect(decodeLink(link, fakeCatalog)).toEqual({ ok: true, value: { scenario, view } });
        expect(decodeLink(`https://lab.example/a%20b/${link}`, fakeCatalog).ok).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has one text and one JSON, however it was put together', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const text = printText(scenario, fakeProtocol);
        const again = parseJson(reversed(toJson(scenario, fakeProtocol)), fakeCatalog);
        expect(again.ok && printText(again.value, fakeProtocol)).toBe(text);
        const json = JSON.stringify(toJson(scenario, fakeProtocol));
        expect(again.ok && JSON.stringify(toJson(again.value, fakeProtocol))).toBe(json);
      }),
      { numRuns: 200 },
    );
  });
});

/** What JSON can say: −0 is 0 there. */
function normal(value: unknown): never {
  // fast-check's own type for JSON is not ours.
  return JSON.parse(JSON.stringify(value)) as never;
}

/** The same JSON with every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
