/** Text, JSON and link say the same of every scenario of every protocol, and the run does not depend on the form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog, protocols } from '../../src/protocols/catalog.ts';
import { decodeLink, encodeLink, fitsInLink } from '../../src/scenario/link.ts';
import { printText } from '../../src/scenario/print.ts';
import { parseScenario, parseText } from '../../src/scenario/text.ts';
import { toJson } from '../../src/scenario/to-json.ts';
import { traceHash } from '../../src/sim/trace-json.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { whole } from './run.ts';

describe.each(protocols)('a scenario of $id', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { flaws: true, oddTexts: true });

  it('comes back from text, JSON and link', () => {
    fc.assert(
      fc.property(scenarios, fc.record({ at: fc.nat(600_000) }, { requiredKeys: [] }), (scenario, view) => {
        expect(parseText(printText(scenario, protocol), catalog)).toEqual({ ok: true, value: scenario });
        const file = JSON.stringify(toJson(scenario, protocol));
        expect(parseScenario(file, catalog)).toEqual({ ok: true, value: scenario });
        const link = encodeLink(scenario, protocol, view);
        fc.pre(fitsInLink(link));
        expect(decodeLink(link, catalog)).toEqual({ ok: true, value: { scenario, view } });
      }),
      { numRuns: 80 },
    );
  });

  it('runs the same from text, JSON and link', () => {
    fc.assert(
      fc.property(scenarioArbitrary(protocol, { duration: 400_000, flaws: true }), (scenario) => {
        const hash = traceHash(whole(scenario, protocol).trace);
        for (const form of [printText(scenario, protocol), JSON.stringify(toJson(scenario, protocol))]) {
          const parsed = parseScenario(form, catalog);
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
          expect(traceHash(whole(parsed.value, protocol).trace)).toBe(hash);
        }
      }),
      { numRuns: 15 },
    );
  });

  it.each(protocol.gallery)('$path of the gallery fits in a link', ({ text }) => {
    const parsed = parseText(text, catalog);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const link = encodeLink(parsed.value, protocol, {});
    expect(fitsInLink(link)).toBe(true);
    expect(decodeLink(link, catalog)).toEqual({ ok: true, value: { scenario: parsed.value, view: {} } });
  });
});
