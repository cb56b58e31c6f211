/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { ageLine, ages, screens } from '../../../src/protocols/udp-game/freshness.ts';
import { udpGame } from '../../../src/protocols/udp-game/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

const MS = 1000;

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = udpGame.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

function screenOf({ trace }: Simulation, player = 'P1') {
  const screen = screens(trace, trace.length).find((one) => one.player === player);
  if (screen === undefined) throw new Error(`${player} has seen nothing`);
  return screen;
}

const agesOf = (simulation: Simulation, player = 'P1') =>
  ages(screenOf(simulation, player), simulation.scenario.duration) ?? { mean: Number.NaN, most: Number.NaN };
const numbers = (simulation: Simulation) => screenOf(simulation).shown.map(({ number }) => number);
const isAscending = (list: readonly number[]) =>
  list.every((number, index) => index === 0 || number > (list[index - 1] ?? 0));
const hasHoles = (list: readonly number[]) =>
  list.some((number, index) => index > 0 && number > (list[index - 1] ?? 0) + 1);
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

/** When the picture was less than 100 ms old again after `at`, ms. */
function freshAfter(simulation: Simulation, at: number): number {
  const next = screenOf(simulation).shown.find((one) => one.at > at * MS && one.at - one.taken < 100 * MS);
  return (next?.at ?? Number.POSITIVE_INFINITY) / MS;
}

describe('one line, two transports', () => {
  it('UDP leaves snapshots out and stays fresh', () => {
    const simulation = run('udp');
    expect(isAscending(numbers(simulation))).toBe(true);
    expect(hasHoles(numbers(simulation))).toBe(true);
    expect(agesOf(simulation).most).toBeLessThan(250 * MS);
    expect(broken(simulation)).toEqual([]);
  });

  it('a stream leaves none out, and its picture is older', () => {
    const [stream, udp] = [run('stream'), run('udp')];
    expect(hasHoles(numbers(stream))).toBe(false);
    expect(isAscending(numbers(stream))).toBe(true);
    expect(agesOf(stream).most).toBeGreaterThan(1.2 * agesOf(udp).most);
    expect(agesOf(stream).mean).toBeGreaterThan(1.2 * agesOf(udp).mean);
    expect(agesOf(run('stream', ['loss=10%', 'loss=2%'])).mean).toBeLessThan(agesOf(stream).mean);
  });

  it('what is overtaken is thrown away', () => {
    const simulation = run('reordered');
    expect(screenOf(simulation).late).toBeGreaterThan(5);
    expect(isAscending(numbers(simulation))).toBe(true);
    expect(simulation.sightings.map(({ situation }) => situation)).toContain('too-late');
    expect(screenOf(run('reordered', ['network', 'set tick=200ms\nnetwork'])).late).toBe(0);
  });
});

describe('an outage', () => {
  it('is over for UDP with the next snapshot, however long it was', () => {
    expect(freshAfter(run('outage-udp'), 1_600)).toBeLessThan(1_700);
    expect(freshAfter(run('outage-udp', ['1.6s', '2.6s']), 2_600)).toBeLessThan(2_700);
  });

  it('goes on for a stream that delivers what is old first', () => {
    const simulation = run('outage-stream');
    expect(freshAfter(simulation, 1_600)).toBeGreaterThan(1_750);
    expect(hasHoles(numbers(simulation))).toBe(false);
    expect(freshAfter(run('outage-stream', ['1.6s', '2s']), 2_000)).toBeGreaterThan(2_200);
  });
});

describe('rules left out', () => {
  it('a picture that shows whatever comes goes back', () => {
    const simulation = run('show-what-arrives');
    expect(broken(simulation)).toEqual(['never-back']);
    expect(isAscending(numbers(simulation))).toBe(false);
    expect(broken(run('show-what-arrives', ['delay=5..140ms', 'delay=5..140ms transport=reliable']))).toEqual([]);
  });

  it('a picture that waits for what was lost stands still', () => {
    const simulation = run('wait-for-each');
    expect(broken(simulation)).toEqual(['goes-on']);
    expect(hasHoles(numbers(simulation))).toBe(false);
    expect(agesOf(simulation).most).toBeGreaterThan(2_000 * MS);
    expect(broken(run('wait-for-each', ['loss=5%', 'loss=5% transport=reliable']))).toEqual([]);
    expect(broken(run('wait-for-each', ['\nbreak wait-for-each', '']))).toEqual([]);
  });
});

describe('the age of a picture', () => {
  it('grows with time and falls with each snapshot, and its mean is the area under that line', () => {
    const screen = {
      player: 'P1',
      late: 0,
      shown: [
        { at: 100 * MS, number: 1, taken: 80 * MS },
        { at: 160 * MS, number: 2, taken: 130 * MS },
      ],
    };
    expect(ageLine(screen, 200 * MS)).toEqual([
      [0.1, 20],
      [0.16, 80],
      [0.16, 30],
      [0.2, 70],
    ]);
    expect(ages(screen, 200 * MS)).toEqual({ mean: 50 * MS, most: 80 * MS });
  });
});
