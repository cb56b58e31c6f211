/** What reliable links promise, on runs of the skeleton and of Raft: once, in order, and at most once across crashes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { tagOf } from '../../../src/sim/transport/tag.ts';
import { scenarioOf } from '../../laws/run.ts';

function run(...lines: readonly string[]): Simulation {
  const { scenario, protocol } = scenarioOf(lines.join('\n'));
  return runToEnd(scenario, protocol);
}

function events({ trace }: Simulation): TraceEvent[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id));
}

/** By link: the numbers received, in order. */
function received(simulation: Simulation): Map<string, number[]> {
  const byLink = new Map<string, number[]>();
  for (const event of events(simulation)) {
    if (event.kind !== 'receive') continue;
    const [link = '', number] = event.message.split('.');
    byLink.set(link, [...(byLink.get(link) ?? []), Number(number)]);
  }
  return byLink;
}

function steps(simulation: Simulation, name: string): Extract<TraceEvent, { kind: 'step' }>[] {
  return events(simulation).filter(
    (event): event is Extract<TraceEvent, { kind: 'step' }> => event.kind === 'step' && event.name === name,
  );
}

describe('while both stay up', () => {
  it('every message arrives once and in order, whatever is lost and doubled', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (seed, loss, twice) => {
          const simulation = run(
            `skeleton processes=3 seed=${seed} duration=4s`,
            `network loss=${loss}% duplicate=${twice}% delay=1..40ms transport=reliable`,
            '@1s..1.4s cut S1-S2',
          );
          for (const numbers of received(simulation).values())
            expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
          expect(received(simulation).size).toBeGreaterThan(2);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a dropped message is sent again; the fault hits its first copy alone', () => {
    const simulation = run('skeleton seed=1 duration=300ms', 'network transport=reliable', '@0s drop S1-S2.1');
    const about = events(simulation).filter((event) => 'message' in event && event.message === 'S1-S2.1');
    expect(about.map(({ kind }) => kind)).toEqual(['send', 'lost', 'receive']);
    expect(about[1]).toMatchObject({ reason: 'dropped' });
    expect(about[2]).toMatchObject({ copy: 2 });
    expect(steps(simulation, 'segment').filter(({ detail }) => detail.flags === 'data again')).toHaveLength(1);
  });

  it('waits twice as long each time nothing is heard', () => {
    const simulation = run('skeleton seed=1 duration=2s', 'network transport=reliable', '@0s cut S1-S2');
    const again = steps(simulation, 'segment').filter(
      ({ process, detail }) => process === 'S1' && String(detail.flags).startsWith('data') && detail.seq === 1,
    );
    const waits = again.slice(1).map(({ at }, index) => at - (again[index]?.at ?? 0));
    expect(waits.slice(0, 5)).toEqual([21_000, 42_000, 84_000, 168_000, 336_000]);
  });

  it('waits on its own clock', () => {
    const fast = run(
      'skeleton seed=1 duration=1s',
      'network transport=reliable',
      '@0s cut S1-S2',
      '@0s drift S1 ppm=50000',
    );
    const [first, second] = steps(fast, 'segment').filter(({ process }) => process === 'S1');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(20_000);
  });
});

describe('across a crash', () => {
  it('nothing is delivered twice, and what the new incarnation gets is in order', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 100, max: 1500 }),
        fc.integer({ min: 1, max: 300 }),
        (seed, at, down) => {
          const simulation = run(
            `skeleton processes=3 seed=${seed} duration=3s`,
            'network loss=20% duplicate=20% delay=1..40ms transport=reliable',
            'set interval=20ms',
            `@${at}ms..${at + down}ms crash S2`,
            `@${at + 50}ms..${at + 60}ms crash S1`,
          );
          for (const numbers of received(simulation).values()) {
            expect(numbers).toEqual([...new Set(numbers)]);
            expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a receiver that has started anew says so, and the stream goes on with it', () => {
    const simulation = run('skeleton seed=1 duration=2s', 'network transport=reliable', '@500ms..600ms crash S2');
    expect(steps(simulation, 'reset').map(({ process, detail }) => [process, detail.peer, detail.incarnation])).toEqual(
      [['S1', 'S2', 2]],
    );
    const late = events(simulation).filter(
      ({ at, kind, process }) => kind === 'receive' && process === 'S2' && at > 700_000,
    );
    expect(late.length).toBeGreaterThan(5);
  });
});

describe('a code', () => {
  const message = { to: 'S2', epoch: 1, number: 7, type: 'Ping', payload: { round: 1, word: 'größe' } };

  it('differs with the signer, the receiver, the number and the content', () => {
    const tags = [
      tagOf(1, 'S1', message),
      tagOf(1, 'S3', message),
      tagOf(2, 'S1', message),
      tagOf(1, 'S1', { ...message, to: 'S3' }),
      tagOf(1, 'S1', { ...message, number: 8 }),
      tagOf(1, 'S1', { ...message, epoch: 2 }),
      tagOf(1, 'S1', { ...message, payload: { round: 2, word: 'größe' } }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tagOf(1, 'S1', { ...message })).toBe(tags[0]);
  });
});

it('Raft runs on reliable links: one leader, and clients are answered', () => {
  const simulation = run(
    'raft seed=4 duration=3s',
    'network loss=20% transport=authenticated',
    '@1s..2s every=100ms C1 write x',
  );
  expect(simulation.verdicts.filter(({ holds }) => holds === false)).toEqual([]);
  expect(simulation.trace.operations.filter(({ status }) => status === 'ok').length).toBeGreaterThan(5);
});
