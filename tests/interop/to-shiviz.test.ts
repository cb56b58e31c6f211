import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { traceOf } from '../../src/interop/log-trace.ts';
import { parseLog } from '../../src/interop/shiviz-log.ts';
import { toShiviz } from '../../src/interop/to-shiviz.ts';
import { catalog, protocols } from '../../src/protocols/catalog.ts';
import { compare, ticks } from '../../src/sim/causality.ts';
import { runToEnd } from '../../src/sim/simulation.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { eventSentence } from '../../src/views/inspector/event-sentence.ts';
import { scenarioOf } from '../laws/run.ts';
import { HandTrace } from '../support/hand-trace.ts';
import { readAsShiviz } from '../support/shiviz-reader.ts';

const RUN = `raft seed=42 duration=4s
@500ms..3.5s every=200ms C1 write x
@1.2s crash S1
@2s restart S1
@1s..2s partition S1,S2/S3,S4,S5`;

describe('a run as a ShiViz log', () => {
  const { scenario, protocol } = scenarioOf(RUN);
  const { trace } = runToEnd(scenario, protocol);
  const text = toShiviz(trace, (id) => eventSentence(trace, id, protocol, scenario));

  it('is taken by ShiViz’s own rules, with one event for each that ticks', () => {
    const counted = Array.from({ length: trace.length }, (_, id) => id).filter((id) => ticks(trace, id));
    expect(readAsShiviz(text).length).toBe(counted.length);
  });

  it('says of each event what the lab says of it', () => {
    const first = Array.from({ length: trace.length }, (_, id) => id).find((id) => trace.kind(id) === 'send') ?? -1;
    const said = readAsShiviz(text).map(({ words }) => words);
    expect(said).toContain(eventSentence(trace, first, protocol, scenario));
  });

  it('comes back with the same causality', () => {
    expectSameOrder(trace, imported(text));
  });

  it.each(protocols.map(({ id }) => id))('of %s comes back whole', (id) => {
    const own = present(catalog(id), id);
    const first = own.gallery[0];
    if (first === undefined) return;
    const run = scenarioOf(first.text);
    const whole = runToEnd(run.scenario, run.protocol).trace;
    const log = toShiviz(whole, (event) => eventSentence(whole, event, own, run.scenario));
    expect(readAsShiviz(log).length).toBe(imported(log).length);
    expectSameOrder(whole, imported(log), 41);
  });
});

describe('words that read like a clock', () => {
  const hand = new HandTrace(['A', 'B']);
  const send = hand.send(1, 'A', 'B', 'hello');
  hand.receive(2, send);
  hand.step(3, 'B', 'done');
  const trace = hand.done();

  it.each([
    'B {"B":9}',
    '  {"A":7}',
    '{"A":7}',
    '{"A":7} {"B":8}',
    'put {"x":1} and\nA {"A":5}',
    'A\u2028{"A":3}',
    '',
    'a\tb\r\nc',
  ])('%j do not become an event', (words) => {
    const events = readAsShiviz(toShiviz(trace, () => words));
    expect(events.map(({ host, clock }) => [host, clock])).toEqual([
      ['A', { A: 1 }],
      ['B', { A: 1, B: 1 }],
      ['B', { A: 1, B: 2 }],
    ]);
  });
});

describe('names that hold white space', () => {
  it('stay apart', () => {
    const hand = new HandTrace(['my host', 'my_host', 'my\thost']);
    for (const lane of ['my host', 'my_host', 'my\thost']) hand.step(1, lane, 'x');
    const hosts = readAsShiviz(toShiviz(hand.done(), () => 'x')).map(({ host }) => host);
    expect(new Set(hosts).size).toBe(3);
  });
});

function imported(text: string): Trace {
  const log = parseLog(text);
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  const [execution] = log.value.executions;
  return traceOf(log.value, present(execution, 'execution'));
}

/** Every `stride`-th pair of events stands the same way; events are named by host and own count. */
function expectSameOrder(before: Trace, after: Trace, stride = 7): void {
  const place = (trace: Trace, name: string) => {
    const [host = '', count = ''] = name.split('·');
    return trace.tick(trace.lanes.indexOf(host), Number(count));
  };
  const names = before.lanes.flatMap((host, lane) =>
    Array.from({ length: before.tickCount(lane) }, (_, index) => `${host}·${index + 1}`),
  );
  expect(after.length).toBe(names.length);
  const different: string[] = [];
  for (let pair = 0; pair < names.length ** 2; pair += stride * Math.max(1, Math.floor(names.length / 100))) {
    const a = names[Math.floor(pair / names.length)] ?? '';
    const b = names[pair % names.length] ?? '';
    const was = compare(before, place(before, a), place(before, b));
    const is = compare(after, place(after, a), place(after, b));
    if (was !== is) different.push(`${a} and ${b}: ${was}, then ${is}`);
  }
  expect(different).toEqual([]);
}
