import { describe, expect, it } from 'vitest';
import { lamport } from '../../../src/protocols/lamport/index.ts';
import { compare } from '../../../src/sim/causality.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryOf, runText, sightings, steps } from '../../support/gallery-run.ts';
import { lessonsHold } from '../../support/lesson-tests.ts';

const { run, edited } = galleryOf(lamport);

const stamps = (simulation: Simulation, process?: string) =>
  steps(simulation, 'stamp').filter((step) => process === undefined || step.process === process);
const values = (simulation: Simulation, process: string) =>
  stamps(simulation, process).map(({ detail }) => detail.value);

describe('the gallery', () => {
  it.each(lamport.gallery)('$path runs to its end and no fault of it is moot', ({ path, opensAt = 0 }) => {
    expect(run(path).status).toBe('finished');
    expect(events(run(path), 'moot')).toEqual([]);
    expect(opensAt).toBeLessThan(run(path).scenario.duration);
  });

  it('three-processes-talk: each event adds 1, and a receipt jumps past the stamp of its message', () => {
    const simulation = run('three-processes-talk');
    expect(stamps(simulation).length).toBeGreaterThan(30);
    for (const process of simulation.scenario.processes) {
      let before = 0;
      for (const { detail } of stamps(simulation, process)) {
        const floor = detail.of === 'receive' ? Math.max(before, Number(detail.received)) : before;
        expect(detail.value).toBe(floor + 1);
        before = Number(detail.value);
      }
    }
  });

  it('by-hand: the news goes from S1 to S2 to S3, which had counted 1 and stamps the receipt 6', () => {
    expect(values(run('by-hand'), 'S1')).toEqual([1, 2, 3]);
    expect(values(run('by-hand'), 'S2')).toEqual([3, 4, 5]);
    expect(values(run('by-hand'), 'S3')).toEqual([1, 6, 7]);
  });

  it('smaller-without-cause: S1 is stamped 1 after S2 was stamped 2 and 3, and no path leads to it', () => {
    const simulation = run('smaller-without-cause');
    const [own] = stamps(simulation, 'S1');
    const others = stamps(simulation, 'S2');
    expect([own?.detail.value, ...others.slice(0, 3).map(({ detail }) => detail.value)]).toEqual([1, 1, 2, 3]);
    for (const other of others.slice(0, 3)) {
      expect(other.at).toBeLessThan(own?.at ?? 0);
      expect(compare(simulation.trace, own?.id ?? 0, other.id)).toBe('concurrent');
    }
    expect(sightings(simulation, 'no-path').length).toBeGreaterThan(0);
    const told = edited('smaller-without-cause', ['@400ms', '@310ms trigger S2 timer=toS1\n@400ms']);
    const [heard, step] = stamps(told, 'S1');
    expect([heard?.detail.of, step?.detail.value]).toEqual(['receive', 6]);
  });

  it('equal-stamps: four concurrent events share a stamp, in another order than that of time', () => {
    const simulation = run('equal-stamps');
    const first = stamps(simulation).filter(({ detail }) => detail.value === 1);
    expect(first.map(({ process }) => process)).toEqual(['S3', 'S1', 'S4', 'S2']);
    expect(sightings(simulation, 'equal-stamps').length).toBeGreaterThanOrEqual(3);
    const later = edited('equal-stamps', ['@100ms', '@300ms']);
    expect(stamps(later).filter(({ detail }) => detail.value === 1)).toHaveLength(4);
  });

  it('message-overtaken: the message stamped 1 is heard at 5; in time it is heard at once', () => {
    expect(stamps(run('message-overtaken'), 'S2').at(-1)?.detail).toMatchObject({ received: 1, value: 6 });
    const intime = edited('message-overtaken', ['\n@101ms delay S1-S2.1 by=400ms', '']);
    expect(stamps(intime, 'S2')[0]?.detail).toMatchObject({ received: 1, value: 2 });
  });

  it('no-merge-on-receipt: the send is stamped 3 and its receipt 1; with the rule 4', () => {
    expect(values(run('no-merge-on-receipt'), 'S1')).toEqual([1, 2, 3]);
    expect(values(run('no-merge-on-receipt'), 'S2')[0]).toBe(1);
    expect(values(edited('no-merge-on-receipt', ['\nbreak no-merge-on-receipt', '']), 'S2')[0]).toBe(4);
  });

  it('forget-counter: the stamp 1 of S1 is given twice; with the rule it goes on with 3', () => {
    expect(values(run('forget-counter'), 'S1')).toEqual([1, 2, 1]);
    expect(values(edited('forget-counter', ['\nbreak forget-counter', '']), 'S1')).toEqual([1, 2, 3]);
  });
});

describe('each rule that can be left out', () => {
  it.each(lamport.flaws)('$id breaks exactly the claims it names, and none with the rule', (flaw) => {
    const simulation = run(flaw.exposedBy);
    expect(simulation.scenario.flaws).toEqual([flaw.id]);
    expect(brokenClaims(simulation).sort()).toEqual([...flaw.breaks].sort());
    expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, lamport))).toEqual([]);
  });
});

describe('the total order', () => {
  it('keeps every pair of which one happened before the other, in a run with crashes and losses', () => {
    const simulation = runText(
      'lamport processes=5 seed=9 duration=4s\nnetwork loss=10% duplicate=5%\n@1s..1.5s crash S2',
    );
    const all = stamps(simulation);
    const order = [...all].sort(
      (a, b) => Number(a.detail.value) - Number(b.detail.value) || String(a.process).localeCompare(String(b.process)),
    );
    const place = new Map(order.map(({ id }, index) => [id, index]));
    let before = 0;
    for (const a of all)
      for (const b of all) {
        if (compare(simulation.trace, a.id, b.id) !== 'before') continue;
        before += 1;
        expect(place.get(a.id)).toBeLessThan(place.get(b.id) ?? 0);
      }
    expect(before).toBeGreaterThan(1000);
  });

  it('points at pairs with equal stamps and at pairs without a path only where they are concurrent', () => {
    const simulation = run('three-processes-talk');
    expect(simulation.sightings.length).toBeGreaterThan(3);
    for (const {
      situation,
      events: [a = -1, b = -1],
    } of simulation.sightings) {
      const value = (id: number) => Number((simulation.trace.extra(id) as { value: number }).value);
      expect(compare(simulation.trace, a, b)).toBe('concurrent');
      if (situation === 'equal-stamps') expect(value(a)).toBe(value(b));
      else expect(value(a)).toBeLessThan(value(b));
    }
  });
});

describe('the lesson', () => lessonsHold(lamport));
