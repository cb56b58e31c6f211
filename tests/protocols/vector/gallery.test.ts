import { describe, expect, it } from 'vitest';
import { vector } from '../../../src/protocols/vector/index.ts';
import { compare } from '../../../src/sim/causality.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryOf, runText, sightings, steps } from '../../support/gallery-run.ts';
import { lessonsHold } from '../../support/lesson-tests.ts';

const { run, edited } = galleryOf(vector);

const stamps = (simulation: Simulation, process?: string) =>
  steps(simulation, 'stamp').filter((step) => process === undefined || step.process === process);
const values = (simulation: Simulation, process: string) =>
  stamps(simulation, process).map(({ detail }) => (detail.value as number[]).join(' '));

/** By the rule, written out once more: no component larger, one smaller. */
function less(v: readonly number[], w: readonly number[]): boolean {
  return v.every((count, at) => count <= (w[at] ?? 0)) && v.some((count, at) => count < (w[at] ?? 0));
}

describe('the gallery', () => {
  it.each(vector.gallery)('$path runs to its end and no fault of it is moot', ({ path, opensAt = 0 }) => {
    expect(run(path).status).toBe('finished');
    expect(events(run(path), 'moot')).toEqual([]);
    expect(opensAt).toBeLessThan(run(path).scenario.duration);
  });

  it('by-hand: S3 counts two events of S1, which never sent to it', () => {
    const simulation = run('by-hand');
    expect(events(simulation, 'send').filter(({ message }) => message.startsWith('S1-S3'))).toEqual([]);
    expect(values(simulation, 'S3')).toEqual(['0 0 1', '2 2 2']);
    const [last, heard] = [stamps(simulation, 'S1').at(-1), stamps(simulation, 'S3').at(-1)];
    expect(compare(simulation.trace, last?.id ?? 0, heard?.id ?? 0)).toBe('concurrent');
  });

  it('both-ways: sends that cross are concurrent, and so are their receipts', () => {
    expect(values(run('both-ways'), 'S1').slice(0, 2)).toEqual(['1 0', '2 1']);
    expect(values(run('both-ways'), 'S2').slice(0, 2)).toEqual(['0 1', '1 2']);
    const answered = edited('both-ways', ['@150ms', '@350ms']);
    expect(values(answered, 'S2').slice(0, 2)).toEqual(['1 1', '1 2']);
  });

  it('apart-and-together: nothing of the other side moves during the cut, and then all of it', () => {
    const simulation = run('apart-and-together');
    const heard = (step: (typeof all)[number]) => Math.max(...(step.detail.value as number[]).slice(2));
    const all = stamps(simulation, 'S1');
    const during = all.filter(({ at }) => at > 600_000 && at < 2_000_000).map(heard);
    expect(during.length).toBeGreaterThan(5);
    expect(new Set(during).size).toBe(1);
    expect(heard(all.at(-1) as (typeof all)[number])).toBeGreaterThan((during[0] ?? 0) + 5);
  });

  it.each([2, 3, 4, 5, 6, 7, 8, 9])('with %i processes each message carries as many counters', (count) => {
    const path = vector.gallery.find(({ text }) => text.startsWith(`vector processes=${count} seed=3 `))?.path ?? '';
    const sends = events(run(path), 'send');
    expect(sends.length).toBeGreaterThan(10);
    for (const { payload } of sends) expect((payload as { stamp: number[] }).stamp).toHaveLength(count);
  });

  it('no-increment-on-receipt: the receipt has the stamp of its send, and S3 stands above it; not so with the rule', () => {
    expect(values(run('no-increment-on-receipt'), 'S2')).toEqual(['1 0 0']);
    expect(values(run('no-increment-on-receipt'), 'S3').at(-1)).toBe('2 0 1');
    const mended = edited('no-increment-on-receipt', ['\nbreak no-increment-on-receipt', '']);
    expect(values(mended, 'S2')).toEqual(['1 1 0']);
  });

  it('forget-vector: S1 stamps [1 0] after [2 0]; with the rule [3 0]', () => {
    expect(values(run('forget-vector'), 'S1')).toEqual(['1 0', '2 0', '1 0']);
    expect(values(edited('forget-vector', ['\nbreak forget-vector', '']), 'S1').at(-1)).toBe('3 0');
  });
});

describe('each rule that can be left out', () => {
  it.each(vector.flaws)('$id breaks exactly the claims it names, and none with the rule', (flaw) => {
    const simulation = run(flaw.exposedBy);
    expect(simulation.scenario.flaws).toEqual([flaw.id]);
    expect(brokenClaims(simulation).sort()).toEqual([...flaw.breaks].sort());
    expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, vector))).toEqual([]);
  });
});

describe('before and less', () => {
  const hard =
    'vector processes=5 seed=7 duration=3s\nnetwork loss=10% duplicate=5%\n@1s..1.5s crash S2\n@2s..2.3s pause S4';

  it('are the same for every pair of events of a run with crashes, losses and duplicates', () => {
    const simulation = runText(hard);
    const all = stamps(simulation);
    const counts = { before: 0, concurrent: 0 };
    for (const a of all)
      for (const b of all) {
        const order = compare(simulation.trace, a.id, b.id);
        expect(less(a.detail.value as number[], b.detail.value as number[])).toBe(order === 'before');
        if (order === 'before' || order === 'concurrent') counts[order] += 1;
      }
    expect(counts.before).toBeGreaterThan(1000);
    expect(counts.concurrent).toBeGreaterThan(1000);
  });

  it.each(vector.flaws)(
    'part under $id, and the monitors find it whenever a comparison of all pairs does',
    ({ id }) => {
      let parted = 0;
      for (let seed = 1; seed <= 12; seed += 1) {
        const simulation = runText(
          `${hard.replace('seed=7 duration=3s', `seed=${seed} duration=1800ms`)}\nbreak ${id}`,
        );
        const all = stamps(simulation);
        const wrong = { 'before-is-less': false, 'less-is-before': false };
        for (const a of all)
          for (const b of all) {
            const before = compare(simulation.trace, a.id, b.id) === 'before';
            const under = less(a.detail.value as number[], b.detail.value as number[]);
            if (before && !under) wrong['before-is-less'] = true;
            if (under && !before) wrong['less-is-before'] = true;
          }
        for (const [claim, is] of Object.entries(wrong)) expect(brokenClaims(simulation).includes(claim)).toBe(is);
        if (wrong['before-is-less']) parted += 1;
      }
      expect(parted).toBeGreaterThan(6);
    },
  );

  it('shows a front of concurrent events across all processes only where it is one', () => {
    const simulation = run('five-processes');
    const fronts = sightings(simulation, 'all-concurrent');
    expect(fronts.length).toBeGreaterThan(0);
    for (const { events: front } of fronts) {
      expect(front).toHaveLength(5);
      for (const a of front)
        for (const b of front) if (a !== b) expect(compare(simulation.trace, a, b)).toBe('concurrent');
    }
  });
});

describe('the lesson', () => lessonsHold(vector));
