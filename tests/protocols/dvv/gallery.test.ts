import { describe, expect, it } from 'vitest';
import { dvv } from '../../../src/protocols/dvv/index.ts';
import type { SchemeId } from '../../../src/protocols/dvv/messages.ts';
import type { ReplicaContext } from '../../../src/protocols/dvv/replica.ts';
import { noTally, tallyUpTo } from '../../../src/protocols/dvv/tally.ts';
import { runToEnd, type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryOf, runText, sightings } from '../../support/gallery-run.ts';
import { lessonsHold } from '../../support/lesson-tests.ts';

const { run, edited } = galleryOf(dvv);

/** What a replica holds of x, by value. */
function values(simulation: Simulation, replica: string, scheme: SchemeId = 'dotted', at?: number): string[] {
  const world = worldAt(simulation, at ?? simulation.scenario.duration);
  const context = world.processes.find(({ id }) => id === replica)?.snapshot.context as ReplicaContext;
  return (context.keys.x?.[scheme]?.versions ?? []).map(({ value }) => value).sort();
}

const tallyOf = ({ trace }: Simulation) => tallyUpTo(trace, trace.length, noTally);

describe('the gallery', () => {
  it.each(dvv.gallery)('$path runs to its end and no fault of it is moot', ({ path, opensAt = 0 }) => {
    expect(run(path).status).toBe('finished');
    expect(events(run(path), 'moot')).toEqual([]);
    expect(opensAt).toBeLessThan(run(path).scenario.duration);
  });

  it('two-replicas: both values on both replicas after gossip, and one after a write that has read them', () => {
    const simulation = run('two-replicas');
    for (const replica of ['S1', 'S2']) {
      expect(values(simulation, replica, 'dotted', 1_100_000)).toEqual(['milk', 'tea']);
      expect(values(simulation, replica)).toEqual(['both']);
    }
    const reads = simulation.trace.operations.filter(({ op }) => op === 'read').map(({ result }) => result);
    expect(reads).toEqual(['milk | tea', 'both']);
    expect(sightings(simulation, 'conflict').length).toBeGreaterThan(0);
    const blind = edited('two-replicas', ['@1.2s C1 read x\n', '']);
    expect(values(blind, 'S2')).toEqual(['both', 'milk']);
  });

  it('one-replica: dots leave two siblings, the plain vector of the replica all six', () => {
    const simulation = run('one-replica');
    expect(values(simulation, 'S1', 'dotted', 1_300_000)).toEqual(['e', 'f']);
    expect(values(simulation, 'S1', 'client', 1_300_000)).toEqual(['e', 'f']);
    expect(values(simulation, 'S1', 'server', 1_300_000).length).toBeGreaterThan(2);
    const { falseSiblings, lost } = tallyOf(simulation);
    expect([falseSiblings.dotted.size, lost.dotted.size, lost.server.size]).toEqual([0, 0, 0]);
    expect(falseSiblings.server.size).toBeGreaterThan(1);
    expect(sightings(simulation, 'false-sibling-beside').length).toBe(falseSiblings.server.size);
  });

  it('partition: the last value of each side is left, on every replica', () => {
    const simulation = run('partition');
    for (const replica of ['S1', 'S2', 'S3']) expect(values(simulation, replica)).toEqual(['left', 'right2']);
    const settled = edited('partition', ['@4s C3 read x', '@4s C3 read x\n@4.3s C3 write x=one']);
    for (const replica of ['S1', 'S2', 'S3']) expect(values(settled, replica)).toEqual(['one']);
  });

  it('answer-lost: dots keep both writes, entries of clients let the second cover the first', () => {
    const simulation = run('answer-lost');
    expect(values(simulation, 'S1')).toEqual(['first', 'second']);
    expect(values(simulation, 'S1', 'client')).toEqual(['second']);
    expect([...tallyOf(simulation).lost.client]).toEqual(['C1#1']);
    const heard = edited('answer-lost', ['@300ms drop S1-C1.1\n', '']);
    expect(values(heard, 'S1')).toEqual(['second']);
    expect(tallyOf(heard).lost.client.size).toBe(0);
  });

  it('many-clients: dots have entries of replicas only, vectors of clients come to have eight', () => {
    const simulation = run('many-clients');
    const [replica] = worldAt(simulation, simulation.scenario.duration).processes;
    const keys = (replica?.snapshot.context as ReplicaContext | undefined)?.keys ?? {};
    const names = (scheme: SchemeId) =>
      new Set(
        (keys.x?.[scheme]?.versions ?? []).flatMap(({ knows, dot }) => [...Object.keys(knows), dot?.at ?? []].flat()),
      );
    expect([...names('dotted')].every((name) => name.startsWith('S'))).toBe(true);
    expect(names('client').size).toBe(8);
  });

  it('no-dot: a is dropped without a word; with the rule it stays beside b', () => {
    expect(values(run('no-dot'), 'S1')).toEqual(['b']);
    expect(values(edited('no-dot', ['\nbreak no-dot', '']), 'S1')).toEqual(['a', 'b']);
  });

  it('replica-vectors: a stays beside c, which replaces it under the rule', () => {
    expect(values(run('replica-vectors'), 'S1', 'server')).toEqual(['a', 'b', 'c']);
    expect(values(edited('replica-vectors', ['\nbreak replica-vectors', '']), 'S1')).toEqual(['b', 'c']);
  });

  it('client-vectors: first is dropped; under the rule it stays beside second', () => {
    expect(values(run('client-vectors'), 'S1', 'client')).toEqual(['second']);
    expect(values(edited('client-vectors', ['\nbreak client-vectors', '']), 'S1')).toEqual(['first', 'second']);
  });

  it('ignore-context: a stays beside b, which was written to replace it; with the rule it goes', () => {
    expect(values(run('ignore-context'), 'S1')).toEqual(['a', 'b']);
    expect(values(edited('ignore-context', ['\nbreak ignore-context', '']), 'S1')).toEqual(['b']);
  });
});

describe('each rule that can be left out', () => {
  it.each(dvv.flaws)('$id breaks exactly the claims it names, and none with the rule', (flaw) => {
    const simulation = run(flaw.exposedBy);
    expect(simulation.scenario.flaws).toEqual([flaw.id]);
    expect(brokenClaims(simulation).sort()).toEqual([...flaw.breaks].sort());
    expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, dvv))).toEqual([]);
  });
});

describe('under losses, duplicates, crashes and a partition', () => {
  const hard = (seed: number, options = '') => `dvv processes=3 clients=5 seed=${seed} duration=6s
network loss=10% duplicate=10% delay=5..80ms
set gossip=60..200ms requestTimeout=200ms${options}
@1s..1.5s crash S1
@2s..3s partition S1/S2,S3
@3.5s..3.6s crash C2
@100ms..4s every=150ms C1 write x
@120ms..4s every=170ms C2 write x
@140ms..4s every=210ms C3 write x
@160ms..4s every=230ms C4 write x
@180ms..4s every=330ms C5 read x`;

  it('dots make no mistake, and all replicas end with the same siblings', () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const simulation = runText(hard(seed));
      expect(brokenClaims(simulation)).toEqual([]);
      const { history, lost, falseSiblings } = tallyOf(simulation);
      expect(history.writes.size).toBeGreaterThan(40);
      expect([lost.dotted.size, falseSiblings.dotted.size, lost.server.size]).toEqual([0, 0, 0]);
      expect(falseSiblings.server.size).toBeGreaterThan(0);
      expect(falseSiblings.client.size).toBe(0);
      const ends = ['S1', 'S2', 'S3'].map((replica) => values(simulation, replica).join(' '));
      expect(new Set(ends).size).toBe(1);
    }
  });

  it('every value that a client was told is stored is at the end there or known to one that is', () => {
    const simulation = runText(hard(3));
    const { history } = tallyOf(simulation);
    const context = worldAt(simulation, 6_000_000).processes[0]?.snapshot.context as ReplicaContext;
    const left = (context.keys.x?.dotted?.versions ?? []).map(({ id }) => id);
    const reached = new Set(left);
    for (const id of reached) for (const basis of history.writes.get(id)?.basis.dotted ?? []) reached.add(basis);
    const stored = new Set<string>();
    for (const { name, detail } of events(simulation, 'step'))
      if (name === 'state' && detail.because === 'put') for (const id of detail.arrived as string[]) stored.add(id);
    expect(stored.size).toBeGreaterThan(40);
    expect([...stored].filter((id) => !reached.has(id))).toEqual([]);
  });

  it('plain vectors that answer clients break a claim by themselves', () => {
    expect(brokenClaims(runText(hard(1, '\nbreak replica-vectors')))).toEqual(['no-false-conflict']);
    expect(brokenClaims(runText(hard(1, '\nbreak client-vectors')))).toEqual(['no-lost-update']);
  });
});

describe('the tally', () => {
  it('is the same in one go and going on from an earlier one', () => {
    const { trace } = run('one-replica');
    let tally = noTally;
    for (const share of [0.1, 0.35, 0.36, 0.8, 1]) {
      const upTo = Math.floor(trace.length * share);
      tally = tallyUpTo(trace, upTo, tally);
      const fresh = tallyUpTo(trace, upTo, noTally);
      expect([tally.falseSiblings, tally.lost, tally.history.writes.size]).toEqual([
        fresh.falseSiblings,
        fresh.lost,
        fresh.history.writes.size,
      ]);
    }
  });
});

describe('the lesson', () => lessonsHold(dvv));
