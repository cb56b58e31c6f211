/** What each run of the gallery says must be seen in its trace. */
import { expect, it } from 'vitest';
import { agree } from '../../../src/protocols/weak-lies/agree.ts';
import { weakLies } from '../../../src/protocols/weak-lies/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = weakLies.gallery.find((one) => one.path === path);
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

const worst = (simulation: Simulation) =>
  Math.max(...steps(simulation, 'accept').map(({ at, detail }) => Math.abs(Number(detail.time) - at)));
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

it.each([
  ['flipped-bit', 'checksum'],
  ['nonsense', 'range'],
] as const)('%s fails its %s, and the others suffice', (path, reason) => {
  const simulation = run(path);
  const refusals = steps(simulation, 'refuse');
  expect(refusals.length).toBeGreaterThan(4);
  for (const { detail } of refusals) expect(detail).toMatchObject({ server: 'S2', reason });
  expect(worst(simulation)).toBeLessThan(20_000);
});

it('one of five that is ahead is outvoted', () => {
  const simulation = run('outvoted');
  expect(new Set(steps(simulation, 'outvote').map(({ detail }) => detail.server))).toEqual(new Set(['S4']));
  expect(worst(simulation)).toBeLessThan(20_000);
});

it('three of five that are ahead are believed, and nothing is promised', () => {
  const simulation = run('outvoted', ['@400ms', '@400ms skew S2 by=3s\n@400ms skew S3 by=3s\n@400ms']);
  expect(worst(simulation)).toBeGreaterThan(2_900_000);
  expect(broken(simulation)).toEqual([]);
});

it('the first server is believed only where the rule is left out', () => {
  const simulation = run('trust-the-first-server');
  expect(broken(simulation)).toEqual(['valid-time']);
  expect(worst(simulation)).toBeGreaterThan(2_900_000);
  expect(broken(run('trust-the-first-server', ['\nbreak trust-the-first-server', '']))).toEqual([]);
});

it('agreement needs more than half of those asked', () => {
  const near = [
    { server: 'A', low: 0, high: 10 },
    { server: 'B', low: 4, high: 12 },
  ];
  const far = { server: 'C', low: 50, high: 60 };
  expect(agree([...near, far], 3)).toEqual({ offset: 7, bound: 10, agreeing: ['A', 'B'] });
  expect(agree([...near, far], 4)).toBeUndefined();
  expect(agree([], 3)).toBeUndefined();
});
