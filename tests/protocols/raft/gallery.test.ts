import { describe, expect, it } from 'vitest';
import { raft } from '../../../src/protocols/raft/index.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryRun } from './raft-run.ts';

const paths = raft.gallery.map(({ path }) => [path] as const);

describe('every run of the gallery', () => {
  it.each(paths)('%s runs to its end, has a title, and no fault of it is moot', (path) => {
    const simulation = galleryRun(path);
    expect(simulation.status).toBe('finished');
    expect(simulation.scenario.title).not.toBe('');
    expect(events(simulation, 'moot')).toEqual([]);
  });

  it.each(paths)('%s breaks a claim only where a rule is left out', (path) => {
    const simulation = galleryRun(path);
    expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
  });

  it('opens within its run, is short, and says what to look at and what to try', () => {
    for (const { path, look, attempt, opensAt = 0 } of raft.gallery) {
      const { duration } = galleryRun(path).scenario;
      expect(opensAt).toBeLessThan(duration);
      expect(duration).toBeLessThanOrEqual(12_000_000);
      for (const sentence of [look, attempt]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('has a path of its own', () => {
    expect(new Set(paths.map(([path]) => path)).size).toBe(paths.length);
  });
});

describe('each rule that can be left out', () => {
  it.each(raft.flaws.map((flaw) => [flaw.id, flaw] as const))(
    '%s: the run that exposes it breaks exactly the claims it names, and none with the rule',
    (id, flaw) => {
      const simulation = galleryRun(flaw.exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation).sort()).toEqual([...flaw.breaks].sort());
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, raft))).toEqual([]);
    },
  );

  it.each(raft.flaws.map((flaw) => [flaw.id, flaw] as const))(
    '%s: each finding names the events that broke the claim, the earlier one first',
    (_, flaw) => {
      const { verdicts, trace } = galleryRun(flaw.exposedBy);
      for (const { holds, type, events: named, message, at } of verdicts) {
        if (holds !== false) continue;
        expect(message).toMatch(/^[A-Z].*\.$/);
        // A history that cannot be ordered may need more than two answers to show it.
        if (type === 'safety') expect(named.length).toBeGreaterThanOrEqual(2);
        else expect(named).toHaveLength(1);
        expect([...named].sort((a, b) => a - b)).toEqual(named);
        expect(new Set(named).size).toBe(named.length);
        if (type === 'safety') expect(trace.at(named.at(-1) ?? -1)).toBe(at);
      }
    },
  );

  it('together they break every safety claim', () => {
    const safety = raft.monitors.filter(({ type }) => type === 'safety').map(({ id }) => id);
    const named = new Set(raft.flaws.flatMap(({ breaks }) => breaks));
    expect(safety.filter((id) => !named.has(id))).toEqual([]);
    expect(named.has('leader-elected')).toBe(true);
  });
});
