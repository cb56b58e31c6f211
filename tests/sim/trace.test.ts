import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/sim/simulation.ts';
import { Trace } from '../../src/sim/trace.ts';
import type { TraceEvent } from '../../src/sim/trace-event.ts';
import { scenarioOf } from '../laws/run.ts';

/** Appends steps named by number, so that whose events a handle shows can be seen. */
function extended(trace: Trace, count: number, name: string): Trace {
  const writer = trace.extend();
  for (let index = 0; index < count; index += 1)
    writer.append(trace.length + index, 'step', 0, -1, 1, 0, 0, 0, 0, `${name}${index}`, {}, Int32Array.of(1));
  return writer.done();
}

const names = (trace: Trace) => Array.from({ length: trace.length }, (_, id) => trace.word(id));

describe('a trace', () => {
  it('does not change when others go on from it, each in its own way', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ from: fc.nat(), keep: fc.nat(), count: fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 2500 })) }),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        (acts) => {
          const handles: { readonly trace: Trace; readonly words: readonly string[] }[] = [
            { trace: Trace.empty(['S1'], []), words: [] },
          ];
          acts.forEach(({ from, keep, count }, act) => {
            const base = handles[from % handles.length] ?? { trace: Trace.empty(['S1'], []), words: [] };
            const length = keep % (base.words.length + 1);
            const trace = extended(base.trace.prefix(length), count, `${act}.`);
            const added = Array.from({ length: count }, (_, index) => `${act}.${index}`);
            handles.push({ trace, words: [...base.words.slice(0, length), ...added] });
          });
          for (const { trace, words } of handles) {
            expect(names(trace)).toEqual(words);
            expect(trace.tickCount(0)).toBe(words.length);
            if (words.length > 0) expect(trace.tick(0, words.length)).toBe(words.length - 1);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts what has happened by a moment, that very instant included', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s');
    const { trace } = runToEnd(scenario, protocol);
    for (const at of [0, 99_999, 100_000, 100_001, 555_555, 1_000_000])
      expect(trace.countAt(at)).toBe(
        Array.from({ length: trace.length }, (_, id) => trace.at(id)).filter((when) => when <= at).length,
      );
    expect(trace.countAt(-1)).toBe(0);
  });

  it('lists as landmarks everything but sends, receipts, timers and steps, and steps of role', () => {
    const { trace } = everything();
    const expected = Array.from({ length: trace.length }, (_, id) => id).filter(
      (id) => !['send', 'receive', 'timer', 'step'].includes(trace.kind(id)) || trace.word(id) === 'role',
    );
    expect(trace.landmarks()).toEqual(expected);
    expect(trace.landmarks(10, 50)).toEqual(expected.filter((id) => id >= 10 && id < 50));
  });

  it('knows the longest flight: no message took longer', () => {
    const { trace } = everything();
    for (let id = 0; id < trace.length; id += 1)
      if (trace.kind(id) === 'receive')
        expect(trace.at(id) - trace.at(trace.cause(id))).toBeLessThanOrEqual(trace.longestFlight);
  });

  it('refuses to speak of events it does not have', () => {
    expect(() => Trace.empty(['S1'], []).event(0)).toThrow('event 0 of 0');
  });
});

/** A run in which every kind of event happens. */
function everything(): { readonly trace: Trace; readonly events: readonly TraceEvent[] } {
  const { scenario, protocol } = scenarioOf(`raft processes=3 seed=4 duration=2s
network delay=2..10ms duplicate=20%
@700ms..1900ms every=50ms C1 write x
@200ms skew S1 by=3ms
@300ms..400ms drift S2 ppm=500
@800ms..900ms pause S3
@1s..1.2s crash S2
@1.3s..1.4s cut S1-S3
@1.5s..1.6s degrade S1->S2 loss=100%
@1.6s drop S1-S3.900
@1.7s trigger S1 timer=electionTimeout
@1.75s restart S3`);
  const { trace } = runToEnd(scenario, protocol);
  return { trace, events: Array.from({ length: trace.length }, (_, id) => trace.event(id)) };
}

describe('an event as the trace’s JSON has it', () => {
  const { events, trace } = everything();
  const COMMON = ['at', 'id', 'kind'];
  const STAMPS = ['clock', 'lamport', 'process', 'vector'];
  /** Fields of each kind, from the contract; `copy` and `cause` come and go. */
  const FIELDS: Readonly<Record<Exclude<TraceEvent['kind'], 'astray'>, readonly string[]>> = {
    send: [...STAMPS, 'message', 'to', 'type', 'payload'],
    receive: [...STAMPS, 'message', 'from', 'type', 'payload'],
    lost: ['message', 'reason'],
    timer: [...STAMPS, 'timer'],
    step: [...STAMPS, 'name', 'detail'],
    crash: ['process'],
    restart: STAMPS,
    pause: STAMPS,
    resume: STAMPS,
    clock: [...STAMPS, 'offset', 'drift', 'reason'],
    invoke: [...STAMPS, 'operation'],
    respond: [...STAMPS, 'operation'],
    fault: ['fault', 'phase'],
    moot: ['fault', 'phase'],
  };

  it.each(Object.entries(FIELDS))('%s has exactly the fields of the contract', (kind, fields) => {
    const found = events.filter((event) => event.kind === kind);
    expect(found.length).toBeGreaterThan(0);
    for (const event of found) {
      const own = Object.keys(event).filter((field) => field !== 'cause' && field !== 'copy');
      expect(own.sort()).toEqual([...COMMON, ...fields].sort());
    }
  });

  it('has ids in order, times that never fall, causes that came before', () => {
    events.forEach((event, index) => {
      expect(event.id).toBe(index);
      expect(event.at).toBeGreaterThanOrEqual(events[index - 1]?.at ?? 0);
      if (event.cause !== undefined) expect(event.cause).toBeLessThan(event.id);
    });
  });

  it('leaves zeros out of vectors', () => {
    const vectors = events.flatMap(({ vector }) => (vector === undefined ? [] : [vector]));
    expect(vectors.some((vector) => Object.keys(vector).length < trace.lanes.length)).toBe(true);
    expect(vectors.every((vector) => Object.values(vector).every((counter) => counter > 0))).toBe(true);
  });

  it('names a copy from the second on', () => {
    const copies = events.flatMap((event) => (event.kind === 'receive' ? [event.copy] : []));
    expect(new Set(copies)).toEqual(new Set([undefined, 2]));
  });

  it('has no clock where the process is down', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s\n@100ms crash S1\n@200ms skew S1 by=1ms');
    const down = runToEnd(scenario, protocol).trace;
    const clocks = Array.from({ length: down.length }, (_, id) => down.event(id)).filter(
      ({ kind }) => kind === 'clock',
    );
    expect(clocks).toEqual([
      expect.objectContaining({ kind: 'clock', process: 'S1', offset: 1000, drift: 0, reason: 'skew' }),
    ]);
    expect(Object.keys(clocks[0] ?? {})).not.toContain('clock');
  });

  it('reads the local clock at its moment', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s\n@0s skew S1 by=7ms\n@500ms drift S1 ppm=1000');
    const { trace: run } = runToEnd(scenario, protocol);
    const last = Array.from({ length: run.length }, (_, id) => run.event(id)).findLast(
      ({ process }) => process === 'S1',
    );
    expect(last?.clock).toBe((last?.at ?? 0) + 7000 + Math.floor(((last?.at ?? 0) - 500_000) / 1000));
  });
});

describe('operations', () => {
  it('have the fields of the contract, and those without an answer stay unknown', () => {
    const { scenario, protocol } = scenarioOf(
      'raft duration=2s seed=4\n@1s C1 write x=1\n@1.2s C1 cas x expected=2 value=3\n@1.4s C1 read x\n@1.99s C1 append x=b',
    );
    const { operations } = runToEnd(scenario, protocol).trace;
    expect(operations.map(({ invoke: _, return: __, ...rest }) => rest)).toEqual([
      { client: 'C1', op: 'write', key: 'x', value: '1', result: null, status: 'ok' },
      { client: 'C1', op: 'cas', key: 'x', value: '3', expected: '2', result: false, status: 'ok' },
      { client: 'C1', op: 'read', key: 'x', result: '1', status: 'ok' },
      { client: 'C1', op: 'append', key: 'x', value: 'b', result: null, status: 'unknown' },
    ]);
    expect(operations[3]).toMatchObject({ invoke: 1_990_000, return: null });
  });
});
