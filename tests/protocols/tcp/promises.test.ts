import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../../src/protocols/catalog.ts';
import { runToEnd, worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryOf } from '../../support/gallery-run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

const mine = protocols.filter(({ id }) => id.startsWith('tcp-'));

describe.each(mine)('$id', (protocol) => {
  const { run } = galleryOf(protocol);
  const paths = protocol.gallery.map(({ path }) => [path] as const);

  it.each(paths)('%s runs to its end, moot in nothing, and breaks a claim only where a rule is left out', (path) => {
    const simulation = run(path);
    expect(simulation.status).toBe('finished');
    expect(events(simulation, 'moot')).toEqual([]);
    expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
  });

  it.each(protocol.flaws)(
    '$id breaks exactly what it names, and nothing with the rule',
    ({ id, breaks, exposedBy }) => {
      const simulation = run(exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation)).toEqual(breaks);
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, protocol))).toEqual([]);
    },
  );

  it('breaks no safety claim, and the chart and the rules agree on the state, whatever is done to the ends', () => {
    fc.assert(
      fc.property(scenarioArbitrary(protocol, { duration: 2_500_000, transports: true }), (scenario) => {
        const simulation = runToEnd(scenario, protocol);
        const safety = simulation.verdicts.filter(({ type }) => type === 'safety');
        expect(safety.filter(({ holds }) => holds === false)).toEqual([]);
        for (const { client, snapshot } of worldAt(simulation, scenario.duration).processes)
          if (!client) expect(snapshot.context.state).toBe(snapshot.value);
      }),
      { numRuns: 60 },
    );
  });
});
