import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/check/detection/measures.ts';
import { pingHeartbeat } from '../../../src/protocols/ping-heartbeat/index.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { brokenClaims, edited, opinions, runText, textOf } from './detector-run.ts';

const run = (path: string) => runText(textOf(path));
const mistakes = (simulation: ReturnType<typeof run>) =>
  measure(simulation.trace).suspicions.filter(({ wrong }) => wrong).length;

describe('the gallery of ping and heartbeat', () => {
  it.each(pingHeartbeat.gallery.map(({ path }) => path))(
    '%s runs to its end and breaks a claim only where a rule is left out',
    (path) => {
      const simulation = run(path);
      expect(simulation.status).toBe('finished');
      expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
    },
  );

  it.each(pingHeartbeat.flaws)(
    '$id breaks exactly what it names, and nothing with the rule',
    ({ id, breaks, exposedBy }) => {
      const simulation = run(exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation)).toEqual(breaks);
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, pingHeartbeat))).toEqual([]);
    },
  );

  it('heartbeats: two suspect S3 within a timeout and a delay, and trust it after its restart', () => {
    const said = opinions(run('heartbeats'));
    expect(said.map(({ who, verb, whom }) => `${who} ${verb} ${whom}`)).toEqual([
      'S2 suspect S3',
      'S1 suspect S3',
      'S2 trust S3',
      'S1 trust S3',
    ]);
    for (const { verb, at } of said) {
      expect(at).toBeGreaterThan(verb === 'suspect' ? 1 : 2.5);
      expect(at).toBeLessThan(verb === 'suspect' ? 1.26 : 2.61);
    }
    // The attempt: later to notice.
    const patient = opinions(edited('heartbeats', '@1s', 'set timeout=500ms\n@1s'));
    expect(patient.filter(({ verb }) => verb === 'suspect').map(({ at }) => at > 1.4)).toEqual([true, true]);
  });

  it('pings: the same crash is found, for nearly twice the messages', () => {
    const [asked, told] = [measure(run('pings').trace), measure(run('heartbeats').trace)];
    expect(asked.detections.every(({ after }) => after !== null)).toBe(true);
    const count = (messages: Readonly<Record<string, number>>) =>
      Object.values(messages).reduce((sum, one) => sum + one, 0);
    expect(count(asked.messages) / count(told.messages)).toBeGreaterThan(1.8);
    expect(count(asked.messages) / count(told.messages)).toBeLessThanOrEqual(2);
    expect(mistakes(run('pings'))).toBe(0);
  });

  it('pause: both are wrong about S2 and take it back; a short pause nobody notices', () => {
    const said = opinions(run('pause')).map(({ verb, whom }) => `${verb} ${whom}`);
    expect(said).toEqual(['suspect S2', 'suspect S2', 'trust S2', 'trust S2']);
    expect(mistakes(run('pause'))).toBe(2);
    expect(mistakes(edited('pause', '1s..1.8s', '1s..1.1s'))).toBe(0);
  });

  it('lossy-link: mistakes come and go, and a longer timeout makes fewer', () => {
    const here = mistakes(run('lossy-link'));
    expect(here).toBeGreaterThan(5);
    expect(mistakes(edited('lossy-link', '@1s', 'set timeout=600ms\n@1s'))).toBeLessThan(here / 3);
  });

  it('short-timeout: nothing fails, and still there are suspicions; with room for the delays there are none', () => {
    expect(mistakes(run('short-timeout'))).toBeGreaterThan(10);
    expect(opinions(edited('short-timeout', 'timeout=130ms', 'timeout=185ms'))).toEqual([]);
  });

  it('bounded-delays: S1 alone is suspected, and only after its crash; a shorter timeout errs', () => {
    const said = opinions(run('bounded-delays'));
    expect(said.map(({ verb, whom }) => `${verb} ${whom}`)).toEqual(['suspect S1', 'suspect S1']);
    expect(Math.min(...said.map(({ at }) => at))).toBeGreaterThan(2);
    expect(mistakes(edited('bounded-delays', '185ms', '130ms'))).toBeGreaterThan(0);
  });

  it('partition: every suspicion crosses the cut, and a short cut goes unnoticed', () => {
    const said = opinions(run('partition'));
    const side = (process: string) => (process === 'S1' || process === 'S2' ? 'left' : 'right');
    expect(said.filter(({ verb }) => verb === 'suspect')).toHaveLength(8);
    expect(said.filter(({ verb }) => verb === 'trust')).toHaveLength(8);
    expect(said.every(({ who, whom }) => side(who) !== side(whom))).toBe(true);
    expect(opinions(edited('partition', '1s..2.5s', '1s..1.1s'))).toEqual([]);
  });

  it('never-trust-again: no suspicion is ever withdrawn', () => {
    expect(opinions(run('never-trust-again')).map(({ verb }) => verb)).toEqual(['suspect', 'suspect']);
  });

  it('old-deadline: suspicions follow each other though nothing is late, in either style', () => {
    expect(mistakes(run('old-deadline'))).toBeGreaterThan(10);
    const asking = edited('old-deadline', 'break', 'set style=ping\nbreak');
    expect(mistakes(asking)).toBeGreaterThan(10);
    expect(brokenClaims(asking)).toEqual(['no-false-suspicion']);
  });

  it('wait-for-first: S3 is never suspected, unless it was heard before it crashed', () => {
    expect(opinions(run('wait-for-first'))).toEqual([]);
    expect(opinions(edited('wait-for-first', '@0s', '@1s')).map(({ whom }) => whom)).toEqual(['S3', 'S3']);
    expect(brokenClaims(edited('wait-for-first', '@0s', 'set style=ping\n@0s'))).toEqual(['completeness']);
  });
});

describe('the lesson on silence', async () => {
  const steps = (await pingHeartbeat.lessons?.())?.[0]?.steps ?? [];
  it('predicts what the run bears out', () => {
    const asked = steps.find(({ prediction }) => prediction !== undefined);
    const text = asked?.run !== undefined && 'text' in asked.run ? asked.run.text : '';
    expect(asked?.prediction?.truth(runText(text))).toBe('withdrawn');
  });

  it('has a task that its solution does and its non-solution does not', () => {
    const task = steps.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    // Taking the pause away is no solution either.
    expect(task?.done(runText('ping-heartbeat seed=3 duration=4s'))).toBe(false);
  });
});
