import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { brokenClaims, definition, events, galleryRun } from './chain-run.ts';

describe.each(['chain', 'craq'].map((id) => definition(id)))('$id', (protocol) => {
  const paths = protocol.gallery.map(({ path }) => [path] as const);
  const run = (path: string) => galleryRun(path, protocol.id);

  it.each(paths)('%s runs to its end, has a title, and no fault of it is moot', (path) => {
    const simulation = run(path);
    expect(simulation.status).toBe('finished');
    expect(simulation.scenario.title).not.toBe('');
    expect(events(simulation, 'moot')).toEqual([]);
  });

  it.each(paths)('%s breaks a claim only where a rule is left out', (path) => {
    const simulation = run(path);
    expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
  });

  it('opens within its run, is short, and says what to look at and what to try', () => {
    for (const { path, look, attempt, opensAt = 0 } of protocol.gallery) {
      expect(opensAt).toBeLessThan(run(path).scenario.duration);
      for (const sentence of [look, attempt]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each(protocol.flaws.map((flaw) => [flaw.id, flaw] as const))(
    '%s: the run that exposes it breaks exactly the claims it names, and none with the rule',
    (id, flaw) => {
      const simulation = run(flaw.exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation).sort()).toEqual([...flaw.breaks].sort());
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, protocol))).toEqual([]);
    },
  );

  it('together the flaws break every safety claim', () => {
    const named = new Set(protocol.flaws.flatMap(({ breaks }) => breaks));
    expect(protocol.monitors.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});
