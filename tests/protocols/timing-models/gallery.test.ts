/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { timingModels } from '../../../src/protocols/timing-models/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = timingModels.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

/** When steps of this name were taken, µs. */
function times({ trace }: Simulation, name: string): number[] {
  return Array.from({ length: trace.length }, (_, id) => id)
    .filter((id) => trace.kind(id) === 'step' && trace.word(id) === name)
    .map((id) => trace.at(id));
}

const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

describe('the timeout 2d + r', () => {
  it('is right in a synchronous system', () => {
    const suspicions = times(run('synchronous'), 'suspect');
    expect(suspicions.length).toBeGreaterThan(5);
    expect(suspicions.every((at) => at > 2_000_000)).toBe(true);
  });

  it('is wrong at times before GST and never after', () => {
    const simulation = run('partially-synchronous');
    const suspicions = times(simulation, 'suspect');
    expect(suspicions.length).toBeGreaterThan(2);
    expect(Math.max(...suspicions)).toBeLessThan(2_031_000);
    expect(times(simulation, 'ask').filter((at) => at > 2_100_000).length).toBeGreaterThan(20);
  });

  it('means nothing in an asynchronous one', () => {
    const simulation = run('asynchronous');
    const late = times(simulation, 'suspect').filter((at) => at > 2_000_000);
    expect(late.length).toBeGreaterThan(3);
    expect(times(simulation, 'trust').length).toBeGreaterThan(3);
    const slower = run('asynchronous', ['\nmodel', '\nnetwork delay=2..40ms\nmodel']);
    expect(times(slower, 'suspect').length).toBeGreaterThan(3);
  });

  it('cannot tell a pause from a crash', () => {
    const paused = run('nobody-says-when');
    expect(times(paused, 'suspect').length).toBeGreaterThan(0);
    expect(times(paused, 'trust').length).toBeGreaterThan(0);
    const crashed = run('nobody-says-when', ['pause', 'crash']);
    expect(times(crashed, 'suspect')[0]).toBe(times(paused, 'suspect')[0]);
  });

  it('is broken by the flaw alone', () => {
    expect(broken(run('forget-the-way-back'))).toEqual(['no-false-suspicion']);
    expect(broken(run('forget-the-way-back', ['\nbreak forget-the-way-back', '']))).toEqual([]);
  });
});
