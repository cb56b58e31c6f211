/** Every lesson can be walked: its runs run, what it points at exists, its questions have the answer that the trace gives. */
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import { panels } from '../../src/protocols/panels.ts';
import type { Lesson, LessonStep, RunReading } from '../../src/sim/lesson.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Simulation } from '../../src/sim/simulation.ts';
import { answersTo } from '../support/answers.ts';
import { scenarioOf, whole } from './run.ts';

const VIEWS = ['stage', 'timeline', 'state', 'claims', 'events', 'scenario'];

const lessons = (
  await Promise.all(
    protocols.map(async (protocol) =>
      ((await protocol.lessons?.()) ?? []).map((lesson) => ({ name: `${protocol.id}/${lesson.id}`, protocol, lesson })),
    ),
  )
).flat();

function textOf(protocol: ProtocolDefinition, { run }: LessonStep): string | undefined {
  if (run === undefined) return undefined;
  if ('text' in run) return run.text;
  const found = protocol.gallery.find(({ path }) => path === run.gallery);
  expect(found, `gallery run ${run.gallery}`).toBeDefined();
  return found?.text;
}

function runText(text: string, id: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  expect(scenario.protocol).toBe(id);
  return whole(scenario, protocol);
}

/** Each step with the run it shows: its own, or that of the step before. */
function walked(protocol: ProtocolDefinition, lesson: Lesson) {
  let simulation: Simulation | undefined;
  return lesson.steps.map((step, index) => {
    const text = textOf(protocol, step);
    if (text !== undefined) simulation = runText(text, protocol.id);
    if (simulation === undefined) throw new Error(`step ${index + 1} shows no run: the first step must have one`);
    return { step, place: `step ${index + 1}`, simulation };
  });
}

it('there are lessons, each with an address of its own', () => {
  expect(lessons.length).toBeGreaterThan(0);
  expect(new Set(lessons.map(({ name }) => name)).size).toBe(lessons.length);
  for (const { lesson } of lessons) expect(lesson.id).toMatch(/^[a-z0-9-]+$/);
});

it.each(protocols.filter((protocol) => protocol.lessons !== undefined))(
  'the lessons on $id lead through every section of its gallery',
  ({ id, gallery }) => {
    const steps = lessons.filter(({ protocol }) => protocol.id === id).flatMap(({ lesson }) => lesson.steps);
    const shown = new Set(steps.flatMap(({ run }) => (run !== undefined && 'gallery' in run ? [run.gallery] : [])));
    const visited = new Set(gallery.filter(({ path }) => shown.has(path)).map(({ section }) => section));
    expect([...new Set(gallery.map(({ section }) => section))].filter((section) => !visited.has(section))).toEqual([]);
  },
);

describe.each(lessons)('the lesson $name', ({ protocol, lesson }) => {
  it('says little at a time, and shows a run at every step that reaches where it looks', () => {
    expect(lesson.steps.length).toBeGreaterThan(1);
    for (const { step, place, simulation } of walked(protocol, lesson)) {
      expect(step.text.length, place).toBeGreaterThan(0);
      expect(
        step.text.split(/[.!?](?:\s|$)/).filter((sentence) => sentence.trim() !== '').length,
        place,
      ).toBeLessThanOrEqual(4);
      for (const at of [step.look?.at ?? 0, step.look?.until ?? 0])
        expect(at, place).toBeLessThanOrEqual(simulation.reached);
      expect(step.look?.until ?? Infinity, place).toBeGreaterThanOrEqual(step.look?.at ?? 0);
    }
  });

  it('points only at what there is', () => {
    for (const { step, place, simulation } of walked(protocol, lesson)) {
      const { trace } = simulation;
      for (const process of step.look?.processes ?? []) expect(trace.lanes, place).toContain(process);
      const views = [...VIEWS, ...(panels[protocol.id] ?? []).map(({ id }) => id)];
      if (step.look?.view !== undefined) expect(views, place).toContain(step.look.view);
      if (step.look?.event === undefined) continue;
      const event = step.look.event(simulation);
      expect(event, `${place}: its event`).toBeDefined();
      expect(event, place).toBeLessThan(trace.length);
    }
  });

  it('asks questions whose answer the trace gives', () => {
    for (const { step, place, simulation } of walked(protocol, lesson)) {
      if (step.prediction === undefined) continue;
      const ids = answersTo(step.prediction, simulation);
      expect(new Set(ids).size, place).toBe(ids.length);
      expect(ids.length, place).toBeGreaterThan(1);
      expect(ids, place).toContain(step.prediction.truth(simulation));
      expect(step.prediction.reason.length, place).toBeGreaterThan(0);
    }
  });

  it('sets tasks that its solution does and its non-solution does not', () => {
    for (const { step, place } of walked(protocol, lesson)) {
      const { task } = step;
      if (task === undefined) continue;
      const done = (text: string) => task.done(reading(runText(text, protocol.id)));
      expect(done(task.solution), `${place}: the solution`).toBe(true);
      expect(done(task.nonSolution), `${place}: the non-solution`).toBe(false);
    }
  });
});

function reading({ trace, verdicts }: Simulation): RunReading {
  return { trace, verdicts };
}
