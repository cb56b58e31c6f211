/** The theorems, over arbitrary traitors, behaviours and seeds: whoever is loyal agrees, and obeys a loyal commander. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lessons } from '../../../src/protocols/byzantine-generals/lessons.ts';
import { behaviours } from '../../../src/protocols/byzantine-generals/lies.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function decided(text: string): Map<string, string> {
  const { scenario, protocol } = scenarioOf(text);
  const { trace, verdicts } = runToEnd(scenario, protocol);
  expect(verdicts.filter(({ holds }) => holds === false)).toEqual([]);
  const found = new Map<string, string>();
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === 'decide') found.set(String(event.process), String(event.detail.value));
  }
  return found;
}

const traitors = fc.uniqueArray(fc.record({ index: fc.nat(6), behaviour: fc.constantFrom(...behaviours) }), {
  maxLength: 2,
  selector: ({ index }) => index,
});

it.each([false, true])('at most m traitors change nothing for the others (signed: %s)', (signed) => {
  fc.assert(
    fc.property(traitors, fc.integer({ min: 2, max: 7 }), fc.nat(1000), (chosen, wished, seed) => {
      const m = chosen.length;
      const n = Math.max(wished, signed ? 2 : 3 * m + 1);
      const liars = chosen.map(({ index, behaviour }) => ({ process: `S${(index % n) + 1}`, behaviour }));
      const text = [
        `byzantine-generals processes=${n} seed=${seed} duration=400ms`,
        'model process=arbitrary',
        `set traitors=${m} signed=${signed}`,
        ...liars.map(({ process, behaviour }) => `@0s corrupt ${process} behaviour=${behaviour}`),
      ].join('\n');
      const decisions = decided(text);
      const loyal = [...decisions].filter(([process]) => !liars.some((liar) => liar.process === process));
      const values = new Set(loyal.map(([, value]) => value));
      expect(decisions.size).toBe(n);
      expect(values.size).toBeLessThanOrEqual(1);
      if (loyal.some(([process]) => process === 'S1')) expect(values).toEqual(new Set(['attack']));
    }),
    { numRuns: 80 },
  );
});

it('predictions have one of their answers, and the task is done by its solution alone', () => {
  for (const step of lessons.flatMap(({ steps }) => steps)) {
    if (step.task === undefined) continue;
    const read = (text: string) => {
      const { scenario, protocol } = scenarioOf(text);
      return runToEnd(scenario, protocol);
    };
    expect(step.task.done(read(step.task.solution))).toBe(true);
    expect(step.task.done(read(step.task.nonSolution))).toBe(false);
  }
});
