import { describe, expect, it } from 'vitest';
import { raft } from '../../../src/protocols/raft/index.ts';
import { parseText } from '../../../src/scenario/text.ts';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { compareEvents, eventName } from '../../../src/views/inspector/compare-words.ts';
import { EVERYTHING, shownEvents } from '../../../src/views/inspector/event-filter.ts';
import { eventSentence } from '../../../src/views/inspector/event-sentence.ts';
import { payloadRows } from '../../../src/views/inspector/payload-rows.ts';

const parsed = parseText(
  `raft processes=3 clients=1 seed=4 duration=2s
@0.6s C1 write x=1
@0.8s..1s cut S1-S2
@1.1s skew S1 by=-20ms
@1.2s drift S2 ppm=-5000
@1.3s..1.4s pause S3
@1.5s..1.6s crash S2`,
  () => raft,
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const scenario = parsed.value;
const { trace } = runToEnd(scenario, raft);
const ids = Array.from({ length: trace.length }, (_, id) => id);
const sentences = ids.map((id) => eventSentence(trace, id, raft, scenario));
const plain = { ...raft, sentence: () => undefined };

describe('sentences', () => {
  it('say everything that can happen in words, without a name that only the code knows', () => {
    for (const wanted of [
      /^S\d sends heartbeat to S\d$/,
      /^S\d receives vote \+ from S\d$/,
      /^S[12]-S[12]\.\d+ is lost: cut link$/,
      /^S\d: election timeout runs out$/,
      /^S\d is leader in term \d$/,
      /^S2 crashes$/,
      /^S2 starts again from what it kept$/,
      /^S3 is paused$/,
      /^S3 goes on$/,
      /^clock of S1 now runs 20 ms behind$/,
      /^clock of S2 now runs .*at −5 000 ppm$/,
      /^C1 asks: x = 1$/,
      /^C1 has its answer to x = 1$/,
      /^cut S1–S2 begins$/,
      /^crash S2 ends$/,
    ]) {
      expect(
        sentences.some((sentence) => wanted.test(sentence)),
        String(wanted),
      ).toBe(true);
    }
  });

  it('fall back on step and detail where the protocol has none', () => {
    const role = ids.find((id) => trace.kind(id) === 'step') ?? -1;
    expect(eventSentence(trace, role, plain)).toMatch(/^S\d: role role follower, term 0$/);
  });

  it('name faults by number where the scenario is not at hand', () => {
    const fault = ids.find((id) => trace.kind(id) === 'fault') ?? -1;
    expect(eventSentence(trace, fault, raft)).toBe('fault 1 begins');
  });
});

describe('the filter', () => {
  it('lets everything through for nothing', () => {
    const shown = shownEvents(trace, EVERYTHING);
    expect([shown.length, shown.id(7), shown.rowOf(7)]).toEqual([trace.length, 7, 7]);
  });

  it('keeps to one process, the losses of its messages included', () => {
    const shown = shownEvents(trace, { process: 'S1', group: 'messages' });
    const found = Array.from({ length: shown.length }, (_, row) => shown.id(row));
    const own = (id: number) =>
      trace.lane(id) === 0 || (trace.kind(id) === 'lost' && [trace.from(id), trace.to(id)].includes(0));
    expect(found).toEqual(ids.filter((id) => ['send', 'receive', 'lost'].includes(trace.kind(id)) && own(id)));
  });

  it('knows how many shown events come before any event', () => {
    const shown = shownEvents(trace, { process: undefined, group: 'faults' });
    for (const id of [0, 50, trace.length]) {
      const before = Array.from({ length: shown.length }, (_, row) => shown.id(row)).filter(
        (other) => other < id,
      ).length;
      expect(shown.rowOf(id)).toBe(before);
    }
  });
});

describe('two events', () => {
  const send = ids.find((id) => trace.kind(id) === 'send') ?? -1;
  const receive = ids.find((id) => trace.kind(id) === 'receive' && trace.cause(id) === send) ?? -1;

  it('are named by their process and its count', () => {
    expect(eventName(trace, send)).toBe(`${trace.lanes[trace.lane(send)]}·${trace.vector(send, trace.lane(send))}`);
  });

  it('are before, after or concurrent, with the reason', () => {
    expect(compareEvents(trace, send, receive)).toMatchObject({
      order: 'before',
      title: expect.stringContaining('happened before'),
    });
    expect(compareEvents(trace, receive, send)).toMatchObject({
      order: 'after',
      title: expect.stringContaining('happened after'),
    });
    const [a, b] = [0, 1].map((lane) => trace.tick(lane, 1)) as [number, number];
    expect(compareEvents(trace, a, b)).toMatchObject({
      order: 'concurrent',
      why: expect.stringContaining('There is a < and a >'),
    });
  });

  it('cannot be compared where one is the world’s own', () => {
    const fault = ids.find((id) => trace.kind(id) === 'fault') ?? -1;
    expect(compareEvents(trace, send, fault).title).toBe('These cannot be compared');
  });
});

describe('a payload', () => {
  it('is laid out as paths and values', () => {
    expect(payloadRows({ term: 2, entries: [{ term: 1, command: null }], empty: [] }).rows).toEqual([
      { path: 'term', value: '2' },
      { path: 'entries[0].term', value: '1' },
      { path: 'entries[0].command', value: '–' },
      { path: 'empty', value: 'none' },
    ]);
  });

  it('says how much of a long one is left out', () => {
    const { rows, leftOut } = payloadRows(Array.from({ length: 55 }, (_, index) => index));
    expect([rows.length, leftOut]).toEqual([40, 15]);
  });
});
