import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/base/result.ts';
import { parseJson } from '../../src/scenario/from-json.ts';
import { decodeLink, encodeLink, kindOfLink } from '../../src/scenario/link.ts';
import { printText } from '../../src/scenario/print.ts';
import { parseScenario, parseText } from '../../src/scenario/text.ts';
import { toJson } from '../../src/scenario/to-json.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { fakeCatalog, fakeProtocol } from '../support/fake-protocol.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), halfCharacters());
const fragments = fc.constantFrom(
  ...[
    'raft',
    '\n',
    ' ',
    '@1s',
    '@1s..2s',
    'every=1ms',
    'C1',
    'S1',
    'write',
    'cas',
    'x',
    '=',
    '"',
    '\\',
    '1',
    ',',
    '/',
    '-',
    '->',
    '*',
  ],
  ...[
    'set',
    'initial',
    'title',
    'network',
    'break',
    'model',
    'pause',
    'cut',
    'partition',
    'degrade',
    'drop',
    'delay',
    'by=',
    '%',
    '..',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    'null',
    '__proto__',
    'constructor',
    'heartbeat',
    '5ms',
    '#',
    '~',
    ';',
    '_',
    '\ud800',
    '\u2028',
    '\0',
  ],
);
const likely = fc.array(fragments, { maxLength: 40 }).map((parts) => `raft\n${parts.join('')}`);
const scenarios = scenarioArbitrary(fakeProtocol, { flaws: true, oddTexts: true });

/** Whatever comes in, either it is a scenario that prints and comes back, or there is a sentence for what is wrong. */
function expectSense(parsed: Result<Scenario>): void {
  if (parsed.ok) {
    expect(parseText(printText(parsed.value, fakeProtocol), fakeCatalog)).toEqual(parsed);
    expect(parseJson(toJson(parsed.value, fakeProtocol), fakeCatalog)).toEqual(parsed);
  } else {
    expect(parsed.error.length).toBeGreaterThan(0);
    expect(parsed.error.length).toBeLessThanOrEqual(20);
    for (const { message } of parsed.error) expect(message.length).toBeGreaterThan(5);
  }
}

describe('reading never fails without a word', () => {
  it('over any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likely), (text) => {
        expectSense(parseScenario(text, fakeCatalog));
      }),
      { numRuns: 2_000 },
    );
  });

  it('over texts that were right before something was changed in them', () => {
    fc.assert(
      fc.property(scenarios, mutations(), (scenario, mutate) => {
        expectSense(parseText(mutate(printText(scenario, fakeProtocol)), fakeCatalog));
      }),
      { numRuns: 500 },
    );
  });

  it('over JSON files that were right before something was changed in them', () => {
    fc.assert(
      fc.property(scenarios, mutations(), (scenario, mutate) => {
        expectSense(parseScenario(mutate(JSON.stringify(toJson(scenario, fakeProtocol))), fakeCatalog));
      }),
      { numRuns: 500 },
    );
  });

  it('over any JSON, alone and in the place of something that belongs there', () => {
    const places = fc.constantFrom(
      ...Object.keys(toJson(example(), fakeProtocol)),
      'clients',
      'duration',
      'model',
      'flaws',
      'initial',
    );
    fc.assert(
      fc.property(fc.anything(), places, (anything, place) => {
        expectSense(parseJson(anything, fakeCatalog));
        expectSense(parseJson({ version: 1, protocol: 'raft', [place]: anything }, fakeCatalog));
        expectSense(parseJson({ version: 1, protocol: 'raft', [place]: [anything] }, fakeCatalog));
      }),
      { numRuns: 500 },
    );
  });

  it('over any link', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likely), (text) => {
        for (const link of [text, `#${text}`, `#v1/${text}`, `#v1/raft~${text}`, `#v2/${text}`]) {
          kindOfLink(link);
          const opened = decodeLink(link, fakeCatalog);
          expect(opened.ok || opened.error.problems.length > 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('over links that were right before something was changed in them', () => {
    fc.assert(
      fc.property(scenarios, mutations(), (scenario, mutate) => {
        const opened = decodeLink(`#v1/${mutate(encodeLink(scenario, fakeProtocol).slice(4))}`, fakeCatalog);
        expect(opened.ok || opened.error.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** Cuts out, puts in or doubles a piece somewhere. */
function mutations(): fc.Arbitrary<(text: string) => string> {
  return fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fragments, fc.nat(2))
    .map(([where, length, piece, how]) => {
      return (text: string) => {
        const at = Math.floor(where * text.length);
        const middle = [piece, '', text.slice(at, at + length).repeat(2)][how] ?? '';
        return text.slice(0, at) + middle + text.slice(at + (how === 0 ? 0 : length));
      };
    });
}

function halfCharacters(): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
}

function example(): Scenario {
  const parsed = parseText(
    'raft seed=2\ntitle "t"\nnotes "n"\nnetwork loss=1%\nset batch=2\n@1s C1 read x\n@1s pause S1',
    fakeCatalog,
  );
  if (!parsed.ok) throw new Error('the example is broken');
  return parsed.value;
}
