/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { links } from '../../../src/protocols/links/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = links.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  return runText(changes.reduce((text, [before, after]) => text.replace(before, after), found.text));
}

function steps({ trace }: Simulation, name: string): Extract<TraceEvent, { kind: 'step' }>[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id)).filter(
    (event): event is Extract<TraceEvent, { kind: 'step' }> => event.kind === 'step' && event.name === name,
  );
}

const accepted = (simulation: Simulation) => steps(simulation, 'accept').map(({ detail }) => Number(detail.number));
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

function broken({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}

describe('kinds of links', () => {
  it('datagrams leave holes and make doubles', () => {
    const numbers = accepted(run('fair-loss'));
    expect(new Set(numbers).size).toBeLessThan(numbers.length);
    expect(new Set(numbers).size).toBeLessThan(Math.max(...numbers));
  });

  it('reliable links have neither, by sending again, holding and discarding', () => {
    const simulation = run('reliable');
    const numbers = accepted(simulation);
    expect(numbers).toEqual(upTo(numbers.length));
    expect(numbers.length).toBeGreaterThan(80);
    for (const name of ['hold', 'discard', 'deliver']) expect(steps(simulation, name)).not.toEqual([]);
    expect(simulation.verdicts.map(({ holds }) => holds)).toEqual([true, true, true, true]);
  });

  it('reliable links carry a forger’s words in another’s name', () => {
    const simulation = run('forger-believed');
    expect(accepted(simulation).some((number) => number > 900_000)).toBe(true);
    expect(simulation.sightings.map(({ situation }) => situation)).toContain('deceived');
  });

  it('authenticated links refuse them, and them alone', () => {
    const simulation = run('forger-refused');
    expect(accepted(simulation).every((number) => number < 900_000)).toBe(true);
    const refusals = simulation.sightings.filter(({ situation }) => situation === 'refused');
    expect(refusals.length).toBeGreaterThan(4);
    const ignored = steps(simulation, 'ignore').filter(({ at }) => at < 300_000 || at > 520_000);
    expect(ignored.length).toBeGreaterThan(15);
  });

  it('a receiver that starts anew gets a new stream: items are lost, none comes twice', () => {
    const simulation = run('crash-and-incarnation');
    const numbers = accepted(simulation);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers).not.toEqual(upTo(numbers.length));
    expect(steps(simulation, 'reset').some(({ process, detail }) => process === 'S1' && detail.peer === 'S2')).toBe(
      true,
    );
    expect(steps(simulation, 'accept').some(({ at }) => at > 800_000)).toBe(true);
  });
});

describe('rules left out', () => {
  it.each([
    ['no-de-duplication', ['at-most-once', 'fifo']],
    ['no-retransmission', ['delivered']],
    ['accept-unsigned', ['no-forged-delivery']],
  ] as const)('%s breaks %s', (path, claims) => {
    expect(broken(run(path))).toEqual(claims);
    expect(broken(run(path, [`\nbreak ${path}`, '']))).toEqual([]);
  });

  it('without retransmission everything after the first hole is held', () => {
    const simulation = run('no-retransmission');
    expect(steps(simulation, 'accept').every(({ at }) => at < 1_000_000)).toBe(true);
    expect(steps(simulation, 'hold').length).toBeGreaterThan(10);
  });
});
