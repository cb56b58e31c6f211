import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { generateLog } from '../../src/interop/generate-log.ts';
import type { ImportedExecution, ImportedLog, LogFormat } from '../../src/interop/imported-log.ts';
import { eventWords } from '../../src/interop/imported-log.ts';
import {
  GOVECTOR_DELIMITER,
  GOVECTOR_EXPRESSION,
  guessFormat,
  SHIVIZ_EXPRESSION,
} from '../../src/interop/log-format.ts';
import { durationOf, traceOf } from '../../src/interop/log-trace.ts';
import { parseLog, readLog } from '../../src/interop/shiviz-log.ts';
import { compare, lightCone } from '../../src/sim/causality.ts';
import { CAUSAL_STEP } from '../../src/sim/trace.ts';
import { readAsShiviz } from '../support/shiviz-reader.ts';

const lines = (...all: readonly string[]): string => all.join('\n');

function read(text: string, format?: LogFormat): ImportedLog {
  const log = parseLog(text, format);
  if (!log.ok) throw new Error(JSON.stringify(log.error));
  return log.value;
}

function only(log: ImportedLog): ImportedExecution {
  expect(log.executions.length).toBe(1);
  return present(log.executions[0], 'execution');
}

/** `A·1 → B·2` for each arrow. */
function arrows(log: ImportedLog): readonly string[] {
  const execution = only(log);
  const trace = traceOf(log, execution);
  const name = (id: number) => `${trace.lanes[trace.lane(id)]}·${trace.vector(id, trace.lane(id))}`;
  return Array.from({ length: trace.length }, (_, id) => id)
    .filter((id) => trace.cause(id) >= 0)
    .map((id) => `${name(trace.cause(id))} → ${name(id)}`)
    .sort();
}

const GREETING = lines(
  'hello B',
  'A {"A":1}',
  'hears A',
  'B {"A":1,"B":1}',
  'answers',
  'B {"A":1,"B":2}',
  'hears B',
  'A {"A":2,"B":2}',
);

describe('the usual form', () => {
  const log = read(GREETING);
  const execution = only(log);

  it('has a lane for each host and words for each event', () => {
    expect(execution.hosts).toEqual(['A', 'B']);
    expect(Array.from({ length: 4 }, (_, id) => eventWords(log, execution, id))).toEqual([
      'hello B',
      'hears A',
      'answers',
      'hears B',
    ]);
    expect([...execution.line]).toEqual([2, 4, 6, 8]);
  });

  it('is placed by the longest chain of causes, one step each', () => {
    const trace = traceOf(log, execution);
    expect(Array.from({ length: 4 }, (_, id) => trace.at(id) / CAUSAL_STEP)).toEqual([1, 2, 3, 4]);
    expect(Array.from({ length: 4 }, (_, id) => trace.lamport(id))).toEqual([1, 2, 3, 4]);
    expect(durationOf(execution)).toBe(5 * CAUSAL_STEP);
    expect(trace.timeless).toBe(true);
  });

  it('has arrows where the clocks prove a message', () => {
    expect(arrows(log)).toEqual(['A·1 → B·1', 'B·2 → A·2']);
    const trace = traceOf(log, execution);
    expect([0, 1, 2, 3].map((id) => trace.kind(id))).toEqual(['send', 'receive', 'send', 'receive']);
    expect(trace.event(3)).toMatchObject({
      kind: 'receive',
      from: 'B',
      type: 'hears B',
      cause: 2,
      vector: { A: 2, B: 2 },
    });
  });
});

describe('formats', () => {
  it('GoVector’s, with executions, is known by its first lines', () => {
    const text = lines(
      ' ',
      '=== Execution #1  ===',
      'A {"A":1}',
      'Initialization Complete',
      ' ',
      '=== Execution #2  ===',
      'A {"A":1}',
      'again',
      'A {"A":2}',
      'more',
    );
    expect(guessFormat(text)).toEqual({ expression: GOVECTOR_EXPRESSION, delimiter: GOVECTOR_DELIMITER });
    const log = read(text);
    expect(log.executions.map(({ label, length }) => [label, length])).toEqual([
      ['Execution #1', 1],
      ['Execution #2', 2],
    ]);
    expect(log.executions.map((execution) => eventWords(log, execution, 0))).toEqual([
      'Initialization Complete',
      'again',
    ]);
    expect(log.unread).toEqual({ count: 0, first: 0 });
  });

  it('ShiViz’s is what is left', () => {
    expect(guessFormat(GREETING)).toEqual({ expression: SHIVIZ_EXPRESSION, delimiter: '' });
  });

  it('a person’s own may leave out the words and have more groups', () => {
    const text = lines('12:01 A|{"A":1}', '12:02 A|{"A":2}');
    const log = read(text, { expression: '^(?<time>\\S+) (?<host>\\w+)\\|(?<clock>{.*})$', delimiter: '' });
    expect(only(log).fields).toEqual([{ time: '12:01' }, { time: '12:02' }]);
    const trace = traceOf(log, only(log));
    expect(trace.word(0)).toBe('event');
    expect(trace.extra(1)).toEqual({ line: 2, time: '12:02' });
  });

  it('hosts may hold spaces where the expression says so', () => {
    const log = read('my host: {"my host":1}', { expression: '(?<host>.*): (?<clock>{.*})', delimiter: '' });
    expect(only(log).hosts).toEqual(['my host']);
  });

  it('executions without names, or of one name, are numbered', () => {
    const text = lines('a', 'A {"A":1}', '---', 'a', 'A {"A":1}');
    const plain = read(text, { expression: SHIVIZ_EXPRESSION, delimiter: '^---$' });
    expect(plain.executions.map(({ label }) => label)).toEqual(['execution 1', 'execution 2']);
    const same = read(lines('=== x ===', 'a', 'A {"A":1}', '=== x ===', 'a', 'A {"A":1}'));
    expect(same.executions.map(({ label }) => label)).toEqual(['x', 'x (2)']);
  });

  it('Windows line ends and a byte order mark change nothing', () => {
    expect(arrows(read(`\uFEFF${GREETING.replaceAll('\n', '\r\n')}`))).toEqual(arrows(read(GREETING)));
  });

  it('lines that nothing reads are counted', () => {
    const log = read(lines('# by hand', '', 'a', 'A {"A":1}', '# the end'));
    expect(log.unread).toEqual({ count: 2, first: 1 });
  });

  it('zeros in a clock name nobody', () => {
    expect(only(read('a\nA {"A":1,"Ghost":0}')).hosts).toEqual(['A']);
  });

  it('names that mean something to JavaScript are hosts like others', () => {
    const log = read(lines('a', '__proto__ {"__proto__":1}', 'b', 'constructor {"constructor":1,"__proto__":1}'));
    expect(arrows(log)).toEqual(['__proto__·1 → constructor·1']);
  });

  it('the order of the text says nothing', () => {
    const shuffled = lines(
      'hears B',
      'A {"A":2,"B":2}',
      'answers',
      'B {"A":1,"B":2}',
      'hears A',
      'B {"A":1,"B":1}',
      'hello B',
      'A {"A":1}',
    );
    expect(arrows(read(shuffled))).toEqual(arrows(read(GREETING)));
  });
});

describe('arrows', () => {
  it('go to every receiver of one event', () => {
    const log = read(lines('to all', 'A {"A":1}', 'x', 'B {"A":1,"B":1}', 'y', 'C {"A":1,"C":1}'));
    expect(arrows(log)).toEqual(['A·1 → B·1', 'A·1 → C·1']);
  });

  it('come from an event that received itself', () => {
    const log = read(lines('a', 'A {"A":1}', 'b', 'B {"A":1,"B":1}', 'c', 'C {"A":1,"B":1,"C":1}'));
    expect(arrows(log)).toEqual(['A·1 → B·1', 'B·1 → C·1']);
  });

  it('are not drawn where two senders must have spoken; the knowledge stays', () => {
    const log = read(lines('a', 'A {"A":1}', 'b', 'B {"B":1}', 'both', 'C {"A":1,"B":1,"C":1}'));
    expect(arrows(log)).toEqual([]);
    expect(only(log).undetermined).toBe(1);
    const trace = traceOf(log, only(log));
    expect([compare(trace, 0, 2), compare(trace, 1, 2), compare(trace, 0, 1)]).toEqual([
      'before',
      'before',
      'concurrent',
    ]);
    expect(lightCone(trace, 2).past).toEqual([0, 1, -1]);
    expect(trace.kind(2)).toBe('step');
  });

  it('are not drawn from a clock that says less than its sender knew; what it knew is added', () => {
    const log = read(lines('a', 'A {"A":1}', 'b', 'B {"A":1,"B":1}', 'c', 'C {"B":1,"C":1}'));
    expect(arrows(log)).toEqual(['A·1 → B·1']);
    const execution = only(log);
    expect([execution.completed, execution.firstCompleted, execution.undetermined]).toEqual([1, 6, 0]);
    const trace = traceOf(log, execution);
    expect(compare(trace, 0, 2)).toBe('before');
  });

  it('are not drawn for news that was known already', () => {
    const log = read(lines('a', 'A {"A":1}', 'b', 'B {"A":1,"B":1}', 'again', 'B {"A":1,"B":2}'));
    expect(arrows(log)).toEqual(['A·1 → B·1']);
  });
});

describe('any valid log', () => {
  const wish = fc.record({
    events: fc.integer({ min: 1, max: 120 }),
    hosts: fc.integer({ min: 1, max: 7 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  });

  it('is ordered as its clocks are, and its arrows are those that were sent', () => {
    fc.assert(
      fc.property(wish, (asked) => {
        const text = generateLog(asked);
        const log = read(text);
        const execution = only(log);
        const trace = traceOf(log, execution);
        const events = readAsShiviz(text);
        expect(trace.length).toBe(asked.events);
        expect(execution.completed).toBe(0);
        const clockOf = new Map(events.map(({ host, clock, words }) => [words, { host, clock }]));
        const stated = Array.from({ length: trace.length }, (_, id) => present(clockOf.get(trace.word(id)), 'event'));
        for (let a = 0; a < trace.length; a += 1) {
          for (let b = 0; b < a; b += 1) {
            const [first, second] = [present(stated[a], 'a'), present(stated[b], 'b')];
            const below = (one: typeof first, other: typeof first) =>
              (one.clock[one.host] ?? 0) <= (other.clock[one.host] ?? 0);
            const order = below(first, second) ? 'before' : below(second, first) ? 'after' : 'concurrent';
            expect(compare(trace, a, b)).toBe(order);
          }
          const cause = trace.cause(a);
          if (cause < 0) continue;
          const number = /^receives message (\d+) /.exec(trace.word(a))?.[1];
          expect(trace.word(cause)).toMatch(new RegExp(`^sends message ${number} `));
          expect(trace.at(cause)).toBeLessThan(trace.at(a));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads the same in both forms and in any order of its events', () => {
    fc.assert(
      fc.property(wish, (asked) => {
        const pairs = generateLog(asked).trim().split('\n');
        const events = Array.from({ length: pairs.length / 2 }, (_, index) => pairs.slice(2 * index, 2 * index + 2));
        const reversed = events.map(([words, clock]) => `${clock}\n${words}`).join('\n');
        const backwards = [...events].reverse().flat().join('\n');
        const expected = arrows(read(pairs.join('\n')));
        expect(arrows(read(reversed))).toEqual(expected);
        expect(arrows(read(backwards))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('progress', () => {
  it('rises from 0 towards 1', () => {
    const reading = readLog(generateLog({ events: 20_000, hosts: 5, seed: 1 }));
    const shares: number[] = [];
    for (let step = reading.next(); step.done !== true; step = reading.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThan(15);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
