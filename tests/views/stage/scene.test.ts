import { describe, expect, it } from 'vitest';
import { raft } from '../../../src/protocols/raft/index.ts';
import { parseText } from '../../../src/scenario/text.ts';
import { runToEnd, worldAt } from '../../../src/sim/simulation.ts';
import { FADE, recentLosses } from '../../../src/views/stage/losses.ts';
import { flightView, linkViews, processView } from '../../../src/views/stage/scene.ts';

function runOf(faults: string) {
  const parsed = parseText(
    `raft processes=3 clients=1 seed=4 duration=3s\n@0.4s..2.8s every=50ms C1 write x\n${faults}`,
    () => raft,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const simulation = runToEnd(parsed.value, raft);
  const at = (ms: number) => {
    const world = worldAt(simulation, ms * 1000);
    const processes = new Map(world.processes.map((process) => [process.id, processView(process, raft, world.at)]));
    return { world, processes, links: linkViews(world, parsed.value) };
  };
  return { scenario: parsed.value, trace: simulation.trace, at };
}

describe('processes on the stage', () => {
  it('are named with role, term and status', () => {
    const { processes } = runOf('').at(1000);
    const names = [...processes.values()].map(({ name }) => name);
    expect(names.filter((name) => name.includes('leader'))).toHaveLength(1);
    for (const name of names.slice(0, 3)) expect(name).toMatch(/^S[123], (leader|follower), term \d, up$/);
    expect(names[3]).toMatch(/^C1, client, (waiting|idle), up$/);
  });

  it('say that they are down, paused with messages waiting, or that their clock is wrong', () => {
    const { processes } = runOf('@1s crash S1\n@1s pause S2\n@1s skew S3 by=180ms').at(1500);
    expect(processes.get('S1')).toMatchObject({ status: 'crashed', timer: undefined, notes: [] });
    expect(processes.get('S1')?.name).toMatch(/, down$/);
    expect(processes.get('S2')?.notes[0]?.text).toMatch(/^\d+ waiting$/);
    expect(processes.get('S3')?.notes).toEqual([{ text: '+180 ms skew', look: 'clock' }]);
  });

  it('show the rate of a drifting clock, not its growing error', () => {
    const { processes } = runOf('@1s drift S3 ppm=200000').at(1500);
    expect(processes.get('S3')?.notes).toEqual([{ text: '+200 000 ppm', look: 'clock' }]);
  });

  it('have a timer that only runs down until it is set anew', () => {
    const { at } = runOf('@1s crash S1\n@1s crash S2');
    const [early, late] = [at(1010).processes.get('S3')?.timer ?? 0, at(1040).processes.get('S3')?.timer ?? 0];
    expect(early).toBeGreaterThan(late);
    expect(early).toBeLessThanOrEqual(1);
  });
});

describe('links on the stage', () => {
  it('are one for each pair, and none between clients', () => {
    expect(
      runOf('')
        .at(500)
        .links.map(({ key }) => key),
    ).toEqual(['S1-S2', 'S1-S3', 'S1-C1', 'S2-S3', 'S2-C1', 'S3-C1']);
  });

  it('tell which direction is cut', () => {
    const { links } = runOf('@1s cut S1->S2').at(1500);
    expect(links[0]).toMatchObject({ there: 'cut', back: 'open', name: 'link S1–S2, cut from S1 to S2' });
  });

  it('say what is worse than the network, with the direction where only one is', () => {
    const { links } = runOf('@1s degrade S1-S2 loss=30%\n@1s degrade S2->S3 delay=100..200ms').at(1500);
    expect(links[0]).toMatchObject({ there: 'degraded', back: 'degraded', label: '30% loss' });
    expect(links[3]).toMatchObject({ there: 'degraded', back: 'open', label: 'S2→S3 100–200 ms' });
  });
});

describe('messages on the stage', () => {
  it('are somewhere between their ends, and replies say yes or no', () => {
    const { at } = runOf('@0.5s degrade *-* delay=20..40ms');
    const views = Array.from({ length: 40 }, (_, step) => at(600 + step * 7)).flatMap(({ world }) =>
      world.flights.map((flight) => flightView(flight, raft, world.at)),
    );
    expect(views.length).toBeGreaterThan(20);
    expect(views.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
    expect(views.some(({ form, sign }) => form === 'reply' && sign === '+')).toBe(true);
    expect(views.every(({ form, sign }) => form === 'reply' || sign === undefined)).toBe(true);
  });

  it('leave a × where they died, which fades', () => {
    const { trace, scenario, at } = runOf('@1s cut S1-S2\n@1s cut S2-S3\n@1s cut S1-S3');
    const { world } = at(1200);
    const losses = recentLosses(trace, world.events, world.at, scenario.network);
    expect(losses.length).toBeGreaterThan(0);
    for (const { strength, share } of losses) {
      expect(strength).toBeGreaterThanOrEqual(0);
      expect(strength).toBeLessThanOrEqual(1);
      expect(share).toBeGreaterThan(0);
    }
    expect(recentLosses(trace, at(900).world.events, 900_000, scenario.network)).toEqual([]);
    expect(losses.every(({ event }) => trace.at(event) > world.at - FADE)).toBe(true);
  });
});
