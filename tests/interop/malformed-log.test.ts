import { describe, expect, it } from 'vitest';
import { generateLog } from '../../src/interop/generate-log.ts';
import { GOVECTOR_EXPRESSION, SHIVIZ_EXPRESSION } from '../../src/interop/log-format.ts';
import { parseLog } from '../../src/interop/shiviz-log.ts';
import { formatProblem } from '../../src/scenario/problems.ts';

/** What the reader says of a log that it refuses. */
function said(text: string, expression?: string, delimiter = ''): string {
  const read = parseLog(text, expression === undefined ? undefined : { expression, delimiter });
  return read.ok ? 'nothing' : read.error.map(formatProblem).join('; ');
}

const lines = (...all: readonly string[]): string => all.join('\n');

describe('a malformed log', () => {
  it.each([
    ['empty', '', 'the log is empty: there is no event in it'],
    ['white space', '\n \n', 'the log is empty: there is no event in it'],
    [
      'prose',
      lines('', 'Dear all,', 'it broke.'),
      'line 2: the expression finds no event: expected host and clock, e.g. `A {"A":1}`',
    ],
    [
      'a clock that is cut off in JSON',
      lines('a', 'A {"A":1', 'b', 'A {"A":}'),
      'line 4: the clock of "A" is not JSON: expected e.g. {"A":1}, found {"A":}',
    ],
    [
      'names without quotes',
      lines('a', 'A {A:1}'),
      'line 2: the clock of "A" is not JSON: expected e.g. {"A":1}, found {A:1}',
    ],
    [
      'a count in words',
      lines('a', 'A {"A":"1"}'),
      'line 2: the clock of "A" has "1" for "A": expected a whole number from 0',
    ],
    [
      'a fraction',
      lines('a', 'A {"A":1.5}'),
      'line 2: the clock of "A" has 1.5 for "A": expected a whole number from 0',
    ],
    [
      'a negative count',
      lines('a', 'A {"A":1,"B":-2}'),
      'line 2: the clock of "A" has -2 for "B": expected a whole number from 0',
    ],
    ['null', lines('a', 'A {"A":null}'), 'line 2: the clock of "A" has null for "A": expected a whole number from 0'],
    [
      'a nested clock',
      lines('a', 'A {"A":{"B":1}}'),
      'line 2: the clock of "A" has {"B":1} for "A": expected a whole number from 0',
    ],
    [
      'a count beyond all counting',
      lines('a', 'A {"A":3000000000}'),
      'line 2: the clock of "A" has 3000000000 for "A": expected at most 2147483647',
    ],
    [
      'a clock without its own host',
      lines('a', 'A {"A":1}', 'b', 'B {"A":1}'),
      'line 4: the clock of "B" has no entry for "B" itself: expected its own count',
    ],
    [
      'an empty clock',
      lines('a', 'A {}'),
      'line 2: the clock of "A" has no entry for "A" itself: expected its own count',
    ],
    [
      'a host without a name',
      lines('a', ' {"A":1}'),
      'line 2: the host has no name: expected it before the clock, e.g. `A {"A":1}`',
    ],
    [
      'a first event that is no 1',
      lines('a', 'A {"A":2}', 'b', 'A {"A":3}'),
      'line 2: the own count of "A" starts at 2: expected 1 at its first event',
    ],
    [
      'a first event that is 0',
      lines('a', 'A {"A":0}'),
      'line 2: the own count of "A" starts at 0: expected 1 at its first event',
    ],
    [
      'a gap',
      lines('a', 'A {"A":1}', 'b', 'A {"A":2}', 'c', 'A {"A":4}'),
      'line 6: the own count of "A" goes from 2 (line 4) to 4: expected 3',
    ],
    [
      'one count twice',
      lines('a', 'A {"A":1}', 'b', 'A {"A":2}', 'c', 'A {"A":2}'),
      'line 6: "A" has two events with own count 2, the other in line 4: expected 3',
    ],
    [
      'a host that never speaks',
      lines('a', 'A {"A":1}', 'b', 'A {"A":2,"Ghost":1}'),
      'line 4: the clock of "A" names "Ghost", but no event is of that host (hosts: A)',
    ],
    [
      'a host that never speaks, among many',
      lines(
        ...['A', 'B', 'C', 'D', 'E', 'F'].flatMap((host) => ['x', `${host} {"${host}":1}`]),
        'y',
        'A {"A":2,"Z":1}',
      ),
      'line 14: the clock of "A" names "Z", but no event is of that host (hosts: A, B, C, D, E and 1 more)',
    ],
    [
      'an event that never was',
      lines('a', 'A {"A":1}', 'b', 'B {"A":3,"B":1}'),
      'line 4: the clock of "B" knows of event 3 of "A": expected at most 1, its last',
    ],
    [
      'two events that know each other',
      lines('a', 'A {"A":1,"B":1}', 'b', 'B {"A":1,"B":1}'),
      'line 4: the clocks run in a circle: event 1 of "A" (line 2) knows of event 1 of "B", and event 1 of "B" (line 4) knows of event 1 of "A"; expected an order in which causes come first',
    ],
    [
      'an event known before its past',
      lines('a', 'A {"A":1}', 'b', 'A {"A":2,"B":1}', 'c', 'B {"B":1,"C":1}', 'd', 'C {"C":1,"A":2}'),
      'line 8: the clocks run in a circle: event 2 of "A" (line 4) knows of event 1 of "B", and event 1 of "B" (line 6) knows of event 1 of "C", and event 1 of "C" (line 8) knows of event 2 of "A"; expected an order in which causes come first',
    ],
  ])('%s: is refused with its line and what was expected', (_, text, sentence) => {
    expect(said(text, SHIVIZ_EXPRESSION)).toBe(sentence);
  });

  it.each([
    ['', 'expression: the expression is empty'],
    ['(.*)', 'expression: the expression has no group (?<host>…) and (?<clock>…): host and clock must both be named'],
    ['(?<host>x)', 'expression: the expression has no group (?<clock>…): host and clock must both be named'],
  ])('expression %j: is refused', (expression, sentence) => {
    expect(said('a\nA {"A":1}', expression)).toBe(sentence);
  });

  it.each(['(?<host>', '\\(?<host>x) (?<clock>{.*})'])('expression %j: is refused as none', (expression) => {
    expect(said('a\nA {"A":1}', expression)).toMatch(/^expression: the expression is no regular expression: /);
  });

  it('a delimiter that is no expression is refused', () => {
    expect(said('a\nA {"A":1}', SHIVIZ_EXPRESSION, '[')).toMatch(
      /^delimiter: the delimiter is no regular expression: /,
    );
  });

  it('an execution without events is refused, by name and line', () => {
    const text = lines('=== one ===', 'a', 'A {"A":1}', '=== two ===', 'nothing to see');
    expect(said(text, SHIVIZ_EXPRESSION, '^=== (?<trace>.*) ===$')).toBe(
      'line 5: the expression finds no event in the execution "two": expected host and clock, e.g. `A {"A":1}`',
    );
  });

  it('lines are those of the whole text, in later executions and with Windows line ends too', () => {
    const text = ['=== one ===', 'a', 'A {"A":1}', '=== two ===', 'a', 'A {"A":5}'].join('\r\n');
    expect(said(text, SHIVIZ_EXPRESSION, '^=== (?<trace>.*) ===$')).toMatch(/^line 6: /);
  });

  it('an empty match does not hang the reader', () => {
    expect(said('abc', '(?<host>x*)(?<clock>y*)')).toMatch(/^line 1: the host has no name/);
  });

  it('in GoVector’s form is refused at the line of the clock', () => {
    expect(said(lines('A {"A":1}', 'a', 'A {"A":3}', 'b'), GOVECTOR_EXPRESSION)).toMatch(/^line 3: /);
  });
});

describe('a log that is too large', () => {
  it('in bytes is refused unread', () => {
    expect(said('x'.repeat(20 * 1024 * 1024 + 1))).toBe('the log is too large: 20.0 MB, and at most 20 MB are read');
  });

  it('in events is refused before a clock is read', () => {
    const text = 'x\nA {bad}\n'.repeat(200_001);
    expect(said(text, SHIVIZ_EXPRESSION)).toBe('line 400001: the log holds more than 200,000 events');
  });

  it('in hosts is refused', () => {
    const text = Array.from({ length: 1001 }, (_, host) => `x\nh${host} {"h${host}":1}`).join('\n');
    expect(said(text)).toBe('the log names 1,001 hosts; at most 1,000 are drawn');
  });

  it('in clock entries is refused', () => {
    const text = Array.from({ length: 30_000 }, (_, event) => {
      const host = `h${event % 1000}`;
      return `x\n${host} {"${host}":${Math.floor(event / 1000) + 1}}`;
    }).join('\n');
    expect(said(text)).toBe('30,000 events of 1,000 hosts make 30,000,000 clock entries; at most 20,000,000 are held');
  });

  it('a generated one is not', () => {
    expect(said(generateLog({ events: 500, hosts: 6, seed: 3 }))).toBe('nothing');
  });
});
