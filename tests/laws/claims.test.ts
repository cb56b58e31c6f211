/** What protocols promise: each flaw is caught where it says, and only with the flaw; no claim goes without one. */
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { scenarioOf, whole } from './run.ts';

const cases = protocols.flatMap((protocol) => protocol.flaws.map((flaw) => ({ id: flaw.id, protocol, flaw })));
const runs = protocols.flatMap((protocol) =>
  protocol.gallery.map((run) => ({ name: `${protocol.id}/${run.path}`, protocol, run })),
);

function broken(scenario: Scenario, protocol: ProtocolDefinition): string[] {
  return whole(scenario, protocol)
    .verdicts.filter(({ holds }) => holds === false)
    .map(({ claim }) => claim);
}

function exposing({ gallery }: ProtocolDefinition, path: string): Scenario {
  const run = gallery.find((one) => one.path === path);
  if (run === undefined) throw new Error(`no run ${path}`);
  return scenarioOf(run.text).scenario;
}

describe('a rule left out', () => {
  it.each(cases)(
    '$id breaks a claim that it names, in the run that exposes it, and only because of it',
    ({ protocol, flaw }) => {
      const scenario = exposing(protocol, flaw.exposedBy);
      expect(scenario.flaws).toContain(flaw.id);
      const found = broken(scenario, protocol);
      expect(flaw.breaks.filter((claim) => found.includes(claim))).not.toEqual([]);
      const mended = { ...scenario, flaws: scenario.flaws.filter((id) => id !== flaw.id) };
      expect(broken(mended, protocol).filter((claim) => flaw.breaks.includes(claim))).toEqual([]);
    },
  );
});

describe.each(protocols)('$id', (protocol) => {
  it('has for each safety claim a run in which it breaks', () => {
    const found = new Set(protocol.flaws.flatMap(({ exposedBy }) => broken(exposing(protocol, exposedBy), protocol)));
    const safety = protocol.monitors.filter(({ type }) => type === 'safety').map(({ id }) => id);
    expect(safety.filter((claim) => !found.has(claim))).toEqual([]);
  });

  it('names in its flaws and claims only what there is', () => {
    const ids = [protocol.monitors, protocol.situations, protocol.flaws].map((list) => list.map(({ id }) => id));
    for (const list of ids) expect(new Set(list).size).toBe(list.length);
    const claims = protocol.monitors.map(({ id }) => id);
    for (const { breaks } of protocol.flaws) expect(breaks.filter((claim) => !claims.includes(claim))).toEqual([]);
    const paths = protocol.gallery.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('points a broken claim at events that have happened by then', () => {
    for (const { exposedBy } of protocol.flaws) {
      const { verdicts, trace } = whole(exposing(protocol, exposedBy), protocol);
      for (const { claim, type, holds, at, events, message } of verdicts) {
        if (holds !== false) continue;
        expect(message, claim).not.toBe('');
        expect(at, claim).not.toBeNull();
        if (type === 'safety') expect(events, claim).not.toEqual([]);
        for (const event of events) expect(trace.at(event), claim).toBeLessThanOrEqual(at ?? 0);
      }
    }
  });
});

describe('a run of the gallery', () => {
  it.each(runs)('$name breaks no safety claim unless a rule is left out', ({ protocol, run }) => {
    const { scenario } = scenarioOf(run.text);
    expect(scenario.title).not.toBe('');
    if (scenario.flaws.length === 0) expect(broken(scenario, protocol)).toEqual([]);
  });
});
