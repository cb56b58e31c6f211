/** The search for a failure: what is tried, what shards make of it, what shrinking keeps, what the story says. */
import { describe, expect, it } from 'vitest';
import { type Found, search } from '../../src/explore/search.ts';
import { compareSize, measure, shrink } from '../../src/explore/shrink.ts';
import { ADDABLE, type Space, sizeOf, tryOf } from '../../src/explore/space.ts';
import { storyOf } from '../../src/explore/story.ts';
import { hitIn, targetsOf } from '../../src/explore/target.ts';
import { protocols } from '../../src/protocols/catalog.ts';
import { printText } from '../../src/scenario/print.ts';
import { scenarioOf, whole } from '../laws/run.ts';

const BROKEN = `raft seed=42 duration=4s
title "To be found"
@1s..3.5s every=200ms C1 write x
break commit-without-majority`;
const SPACE: Space = { seeds: [1, 20], kinds: ['partition', 'crash', 'drop'], faults: 2, delays: false };

function targetNamed(id: string) {
  const target = targetsOf(scenarioOf(BROKEN).protocol).find((one) => one.id === id);
  if (target === undefined) throw new Error(`no target ${id}`);
  return target;
}

function searched(text: string, find: string, space = SPACE, shard = { index: 0, count: 1 }): Found | undefined {
  const { scenario: base, protocol } = scenarioOf(text);
  let found: Found | undefined;
  for (const tried of search({ base, protocol, target: targetNamed(find), space, shard })) found = tried.found;
  return found;
}

describe('the space', () => {
  const { scenario: base, protocol } = scenarioOf(BROKEN);

  it('is the same however often it is asked for', () => {
    for (const index of [0, 7, 25, 41, 59])
      expect(tryOf(base, protocol, SPACE, index)).toEqual(tryOf(base, protocol, SPACE, index));
  });

  it('begins with the seeds alone and adds faults one by one', () => {
    expect(sizeOf(SPACE)).toBe(60);
    const added = Array.from({ length: 60 }, (_, index) => tryOf(base, protocol, SPACE, index)?.faults.length);
    expect(added.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(new Set(added.slice(20, 40))).toEqual(new Set([1]));
    expect(new Set(tryOf(base, protocol, SPACE, 3)?.seed.toString())).toEqual(new Set(['4']));
  });

  it.each(protocols.map((one) => [one.id, one] as const))(
    'holds scenarios of %s that can be written down',
    (_, one) => {
      const [run] = one.gallery;
      const { scenario } = scenarioOf(run?.text ?? one.id);
      const kinds = ADDABLE.filter((kind) => kind !== 'corrupt');
      const tries = Array.from({ length: 60 }, (__, index) =>
        tryOf(scenario, one, { seeds: [1, 20], kinds, faults: 2, delays: true }, index),
      );
      const some = tries.filter((scenarioTried) => scenarioTried !== undefined);
      expect(some.length).toBeGreaterThan(10);
      for (const tried of some) expect(scenarioOf(printText(tried, one)).scenario).toEqual(tried);
    },
  );
});

describe('a search', () => {
  it('finds a lost write, and the run shows it', () => {
    const found = searched(BROKEN, 'acknowledged-survives');
    expect(found).toBeDefined();
    const run = whole(found?.scenario ?? scenarioOf(BROKEN).scenario, scenarioOf(BROKEN).protocol);
    expect(run.verdicts.find(({ claim }) => claim === 'acknowledged-survives')?.holds).toBe(false);
  });

  it('finds nothing where the rule is kept', () => {
    expect(searched(BROKEN.replace('break commit-without-majority', ''), 'acknowledged-survives')).toBeUndefined();
  });

  it('finds in some shard what it finds alone, and shards share nothing', () => {
    const { scenario: base, protocol } = scenarioOf(BROKEN);
    const target = targetNamed('split-vote');
    const space: Space = { seeds: [1, 30], kinds: [], faults: 0, delays: false };
    const seeds = [0, 1, 2].flatMap((index) => {
      const tried: number[] = [];
      const search3 = search({
        base,
        protocol,
        target: { ...target, id: 'nothing-like-it' },
        space,
        shard: { index, count: 3 },
      });
      for (const { done } of search3) tried.push(index + (done - 1) * 3);
      return tried;
    });
    expect(seeds.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });
});

describe('shrinking', () => {
  const found = searched(BROKEN, 'acknowledged-survives');
  const { protocol } = scenarioOf(BROKEN);

  it('makes it smaller step by step, and the failure stays', () => {
    if (found === undefined) throw new Error('nothing found');
    let last = found.scenario;
    let smallest = found;
    for (const attempt of shrink(found, protocol, targetNamed('acknowledged-survives'))) {
      expect(compareSize(attempt.smallest.scenario, last, protocol)).toBeLessThanOrEqual(0);
      last = attempt.smallest.scenario;
      smallest = attempt.smallest;
    }
    expect(compareSize(smallest.scenario, found.scenario, protocol)).toBeLessThan(0);
    expect(hitIn(smallest.scenario, protocol, targetNamed('acknowledged-survives'))).toBeDefined();
    // One partition and one write are all it takes.
    expect(measure(smallest.scenario, protocol).slice(0, 3)).toEqual([1, 6, 1]);
    expect(smallest.scenario.flaws).toEqual(['commit-without-majority']);
  });
});

describe('a story', () => {
  it('is a chain of direct causes that ends in the failure', () => {
    const { scenario, protocol } = scenarioOf(
      BROKEN.replace('duration=4s', 'duration=6s').replace('break', '@1.5s..3s partition S4/S1,S2,S3,S5\nbreak'),
    );
    const hit = hitIn(scenario, protocol, targetNamed('acknowledged-survives'));
    if (hit === undefined) throw new Error('the claim holds');
    const { trace } = hit.simulation;
    const story = storyOf(trace, hit.events);
    expect(story.at(-1)).toBe(Math.max(...hit.events));
    expect(story.length).toBeGreaterThan(3);
    for (const event of story.slice(0, -1)) {
      const leads = story.some((later) => trace.cause(later) === event) || hit.events.includes(event);
      expect(leads, `event ${event} leads somewhere`).toBe(true);
    }
  });
});
