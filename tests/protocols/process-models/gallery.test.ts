/** What each run of the gallery says must be seen in its trace. */
import { expect, it } from 'vitest';
import { processModels } from '../../../src/protocols/process-models/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = processModels.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

function steps({ trace }: Simulation, name: string): Step[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id)).filter(
    (event): event is Step => event.kind === 'step' && event.name === name,
  );
}

const counts = (all: readonly Step[]) => all.map(({ detail }) => Number(detail.count));
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

it('under crash-stop nothing is heard after the crash', () => {
  const simulation = run('crash-stop');
  expect(steps(simulation, 'acknowledged').length).toBeGreaterThan(10);
  expect(steps(simulation, 'acknowledged').every(({ at }) => at < 1_020_000)).toBe(true);
  expect(steps(simulation, 'load')).toHaveLength(1);
});

it('under crash-recovery the count goes on where it was', () => {
  const simulation = run('crash-recovery');
  const [, back] = steps(simulation, 'load');
  const before = counts(steps(simulation, 'acknowledged').filter(({ at }) => at < 1_500_000));
  expect(back?.detail.count).toBe(Math.max(...before));
  const all = counts(steps(simulation, 'acknowledged'));
  expect(all).toEqual(all.map((_, index) => index + 1));
});

it('under arbitrary faults what is told need not be what is counted', () => {
  const simulation = run('arbitrary');
  const during = steps(simulation, 'acknowledged').filter(({ at }) => at > 1_010_000 && at < 2_000_000);
  for (const { detail } of during) expect(Number(detail.count) % 10).toBe(0);
  expect(simulation.sightings.map(({ situation }) => situation)).toContain('told-a-lie');
});

it('an answer that leaves before the disk is written can be lost', () => {
  const simulation = run('reply-before-writing');
  expect(broken(simulation)).toEqual(['nothing-lost']);
  const [, back] = steps(simulation, 'load');
  const told = counts(steps(simulation, 'acknowledged').filter(({ at }) => at < 1_500_000));
  expect(Number(back?.detail.count)).toBeLessThan(Math.max(...told));
  expect(broken(run('reply-before-writing', ['\nbreak reply-before-writing', '']))).toEqual([]);
});
