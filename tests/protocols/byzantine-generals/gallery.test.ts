/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { byzantineGenerals } from '../../../src/protocols/byzantine-generals/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = byzantineGenerals.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  return runText(changes.reduce((text, [before, after]) => text.replace(before, after), found.text));
}

function eventsOf({ trace }: Simulation): TraceEvent[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id));
}

function steps(simulation: Simulation, name: string): Step[] {
  return eventsOf(simulation).filter((event): event is Step => event.kind === 'step' && event.name === name);
}

function decisions(simulation: Simulation): string[] {
  return steps(simulation, 'decide').map(({ process, detail }) => `${process} ${detail.value}`);
}

function broken({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}

/** What `from` really told others, as `S2 attack`. */
function told(simulation: Simulation, from: string): string[] {
  return eventsOf(simulation).flatMap((event) =>
    event.kind === 'send' && event.process === from
      ? [`${event.to} ${(event.payload as { value: string }).value}`]
      : [],
  );
}

describe('oral messages', () => {
  it('four generals obey a loyal commander though a lieutenant lies', () => {
    const simulation = run('four-with-a-false-lieutenant');
    expect(told(simulation, 'S4')).toEqual(['S2 retreat', 'S3 retreat']);
    expect(decisions(simulation)).toEqual(['S1 attack', 'S2 attack', 'S3 attack', 'S4 attack']);
  });

  it('four generals agree though the commander says different things', () => {
    const simulation = run('four-with-a-false-commander');
    expect(told(simulation, 'S1')).toEqual(['S2 attack', 'S3 retreat', 'S4 attack']);
    expect(
      new Set(
        decisions(simulation)
          .slice(1)
          .map((word) => word.slice(3)),
      ).size,
    ).toBe(1);
    expect(simulation.sightings.map(({ situation }) => situation)).toContain('two-tongues');
  });

  it('whatever a random commander says, three loyal lieutenants agree', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const simulation = run('four-with-a-false-commander', ['lie-to-some', 'random'], ['seed=1', `seed=${seed}`]);
      expect(
        new Set(
          decisions(simulation)
            .slice(1)
            .map((word) => word.slice(3)),
        ).size,
      ).toBe(1);
      expect(broken(simulation)).toEqual([]);
    }
  });

  it('three generals do nothing', () => {
    expect(decisions(run('three-do-not-decide'))).toEqual(['S1 none', 'S2 none', 'S3 none']);
    const signed = run('three-do-not-decide', ['@0s', 'set signed=true\n@0s']);
    expect(decisions(signed).slice(0, 2)).toEqual(['S1 attack', 'S2 attack']);
  });

  it('seven generals with two traitors take 6 + 30 + 120 messages and agree', () => {
    const simulation = run('seven-and-two-traitors');
    const lengths = steps(simulation, 'relay').map(({ detail }) => (detail.path as string[]).length);
    expect([1, 2, 3].map((length) => lengths.filter((one) => one === length).length)).toEqual([6, 30, 120]);
    const loyal = decisions(simulation).filter((word) => !word.startsWith('S1') && !word.startsWith('S4'));
    expect(loyal).toHaveLength(5);
    expect(new Set(loyal.map((word) => word.slice(3))).size).toBe(1);
  });

  it('a word that comes late was never said, and one such general is borne', () => {
    const simulation = run('late-is-false');
    expect(steps(simulation, 'late').map(({ process, detail }) => `${process} ${detail.from}`)).toEqual(['S3 S2']);
    expect(new Set(decisions(simulation).map((word) => word.slice(3)))).toEqual(new Set(['attack']));
    expect(steps(run('late-is-false', ['@0s', 'set round=120ms\n@0s']), 'late')).toEqual([]);
  });

  it('promises nothing where more generals lie than it is prepared for', () => {
    const both = run('four-with-a-false-lieutenant', ['@0s', '@0s corrupt S3 behaviour=lie-to-all\n@0s']);
    expect(decisions(both)).toContain('S2 retreat');
    expect(broken(both)).toEqual([]);
  });
});

describe('signed messages', () => {
  it('a turned order is refused', () => {
    const simulation = run('three-with-signatures');
    expect(steps(simulation, 'refuse')).toMatchObject([{ process: 'S2', detail: { from: 'S3', value: 'retreat' } }]);
    expect(decisions(simulation).slice(0, 2)).toEqual(['S1 attack', 'S2 attack']);
  });

  it('two orders under one name give the commander away', () => {
    const simulation = run('two-signed-orders');
    expect(told(simulation, 'S1')).toEqual(['S2 attack', 'S3 retreat']);
    expect(steps(simulation, 'refuse')).toEqual([]);
    expect(decisions(simulation).slice(1)).toEqual(['S2 retreat', 'S3 retreat']);
  });
});

describe('rules left out', () => {
  it.each([
    ['three-of-three', ['agreement', 'validity'], ['S1 attack', 'S2 retreat']],
    ['trust-the-commander', ['agreement'], ['S2 attack', 'S3 retreat', 'S4 attack']],
    ['accept-unsigned', ['agreement', 'validity'], ['S1 attack', 'S2 retreat']],
  ] as const)('%s breaks %s', (path, claims, decided) => {
    const simulation = run(path);
    expect(broken(simulation)).toEqual(claims);
    expect(decisions(simulation)).toEqual(expect.arrayContaining([...decided]));
    expect(broken(run(path, [`\nbreak ${path}`, '']))).toEqual([]);
  });

  it('a fourth general makes the lie of three-of-three harmless', () => {
    const simulation = run('three-of-three', ['processes=3', 'processes=4']);
    expect(decisions(simulation).slice(0, 2)).toEqual(['S1 attack', 'S2 attack']);
  });
});
