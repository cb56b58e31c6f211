import { describe, expect, it } from 'vitest';
import {
  answeredIn,
  became,
  brokenClaims,
  edited,
  events,
  galleryRun,
  logAt,
  s,
  sends,
  sightings,
  stateAt,
  steps,
} from './raft-run.ts';

describe('one-way-link', () => {
  it('S1 stands and unseats a leader that everybody else hears', () => {
    const run = galleryRun('one-way-link');
    expect(became(run, 'candidate', s(2))[0]).toBe('S1 2');
    expect(sightings(run, 'leader-unseated')).toHaveLength(1);
    expect(became(run, 'leader')).toEqual(['S4 1', 'S3 3']);
  });

  it('attempt: cut the other way nobody stands', () => {
    expect(became(edited('one-way-link', ['S4->S1', 'S1->S4']), 'candidate', s(2))).toEqual([]);
  });
});

describe('leader-hears-nothing', () => {
  const run = galleryRun('leader-hears-nothing');

  it('nobody stands, all have the write, and nobody commits it before 4 s', () => {
    expect(became(run, 'candidate', s(1))).toEqual([]);
    for (const process of run.scenario.processes) {
      expect(logAt(run, process, s(3.9))).toHaveLength(5);
      expect(stateAt(run, process, s(3.9)).commitIndex).toBe(4);
    }
    expect(steps(run, 'commit', s(2.05), s(4))).toEqual([]);
    expect(steps(run, 'commit', s(4)).length).toBeGreaterThan(0);
  });

  it('attempt: isolated both ways, the others elect a leader and go on', () => {
    const cuts = ['S1', 'S2', 'S3', 'S5'].map((process) => `@2s..4s cut ${process}->S4`).join('\n');
    const isolated = edited('leader-hears-nothing', [cuts, '@2s..4s isolate S4']);
    expect(became(isolated, 'leader', s(2), s(4))).toHaveLength(1);
    expect(answeredIn(isolated, 'C1', s(2.5), s(4)).length).toBeGreaterThan(3);
  });
});

describe('lossy-network', () => {
  const run = galleryRun('lossy-network');

  it('messages are lost and doubled, and requests sent again', () => {
    expect(events(run, 'lost').length).toBeGreaterThan(500);
    expect(events(run, 'receive').filter(({ copy }) => copy !== undefined).length).toBeGreaterThan(300);
    const requests = events(run, 'invoke').length;
    expect(sends(run, 'Request').length).toBeGreaterThan(2 * requests);
  });

  it('each append is applied exactly once, and every read sees a state that was', () => {
    const answered = run.trace.operations.filter(({ op, status }) => op === 'append' && status === 'ok');
    const longest = run.scenario.processes
      .map((process) => stateAt(run, process, s(10)).state.values.get('x') ?? '')
      .reduce((a, b) => (b.length > a.length ? b : a));
    // C1 asks for 1, 2, 3 …, one after the other: applied once each, they stand in this order.
    const whole = answered.map(({ value }) => value).join('');
    expect(answered.length).toBeGreaterThan(25);
    expect([whole, `${whole}${answered.length + 1}`]).toContain(longest);
    for (const { result, op } of run.trace.operations)
      if (op === 'read') expect(longest.startsWith(String(result ?? ''))).toBe(true);
  });

  it('a request that reaches the leader again is not appended again', () => {
    const { log } = stateAt(run, 'S5', s(10));
    const requests = log.slice(0).map(({ command }) => `${command?.client}/${command?.request}`);
    expect(new Set(requests).size).toBe(requests.length);
    const arrived = events(run, 'receive').filter(({ type, process }) => type === 'Request' && process === 'S5');
    const names = arrived.map(({ from, payload }) => `${from}/${(payload as { request: number }).request}`);
    expect(new Set(names).size).toBeLessThan(names.length);
  });

  it('attempt: with 40 % loss it takes longer and no claim fails', () => {
    const worse = edited('lossy-network', ['loss=20%', 'loss=40%']);
    expect(brokenClaims(worse)).toEqual([]);
    const answers = (of: typeof run) => answeredIn(of, 'C1', 0, s(8)).length;
    expect(answers(worse)).toBeLessThan(answers(run));
  });
});

describe('fast-clock', () => {
  const run = galleryRun('fast-clock');

  it('S2 stands though it hears the leader, and unseats it', () => {
    expect(became(run, 'candidate', s(2))).toEqual(['S2 2']);
    expect(sightings(run, 'leader-unseated')).toHaveLength(1);
    expect(events(run, 'lost')).toEqual([]);
  });

  it('attempt: a clock that is twice as fast, or a heartbeat of 25 ms, disturbs nobody', () => {
    for (const gentle of [
      edited('fast-clock', ['ppm=4000000', 'ppm=1000000']),
      edited('fast-clock', ['\n@1s', '\nset heartbeat=20ms\n@1s']),
    ])
      expect(became(gentle, 'candidate', s(2))).toEqual([]);
  });
});
