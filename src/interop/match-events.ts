/** First pass over a log: where its executions and events stand. No clock is looked at before the events are counted. */
import { fail, ok, type Result } from '../base/result.ts';
import { MAX_LOG_EVENTS, type UnreadLines } from './imported-log.ts';
import type { CompiledFormat } from './log-format.ts';

/** One event as it was found, nothing checked. */
export interface MatchedEvent {
  readonly host: string;
  readonly clock: string;
  /** Where its words stand in the text. */
  readonly from: number;
  readonly to: number;
  /** Line of its clock, from 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>> | undefined;
}

export interface MatchedExecution {
  readonly label: string;
  readonly events: readonly MatchedEvent[];
}

export interface MatchedLog {
  readonly executions: readonly MatchedExecution[];
  readonly unread: UnreadLines;
}

interface Segment {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Events between two reports of progress. */
const SLICE = 2_000;

/** Yields the share of the text that has been gone through, from 0 to 1. */
export function* matchEvents(text: string, format: CompiledFormat): Generator<number, Result<MatchedLog>> {
  const lines = new LineCounter(text);
  const executions: MatchedExecution[] = [];
  const unread = new Unread(text);
  let total = 0;
  for (const segment of segmentsOf(text, format.delimiter)) {
    if (text.slice(segment.from, segment.to).trim() === '') continue;
    const events: MatchedEvent[] = [];
    const part = text.slice(segment.from, segment.to);
    let last = 0;
    format.expression.lastIndex = 0;
    for (let match = next(format.expression, part); match !== null; match = next(format.expression, part)) {
      total += 1;
      if (total > MAX_LOG_EVENTS) {
        const line = lines.at(segment.from + match.index);
        return fail([{ path: '', line, message: `the log holds more than ${thousands(MAX_LOG_EVENTS)} events` }]);
      }
      unread.look(segment.from + last, segment.from + match.index, lines);
      events.push(eventOf(match, segment.from, lines));
      last = match.index + match[0].length;
      if (total % SLICE === 0) yield (segment.from + last) / text.length;
    }
    unread.look(segment.from + last, segment.to, lines);
    if (events.length === 0) return fail([nothingFound(text, segment, lines)]);
    executions.push({ label: segment.label, events });
  }
  if (executions.length === 0) return fail([{ path: '', message: 'the log is empty: there is no event in it' }]);
  return ok({ executions: named(executions), unread: { count: unread.count, first: unread.first } });
}

function* segmentsOf(text: string, delimiter: RegExp | undefined): Generator<Segment> {
  let label = '';
  let from = 0;
  if (delimiter !== undefined) {
    delimiter.lastIndex = 0;
    for (let match = next(delimiter, text); match !== null; match = next(delimiter, text)) {
      yield { label, from, to: match.index };
      label = match.groups?.trace ?? '';
      from = match.index + match[0].length;
    }
  }
  yield { label, from, to: text.length };
}

/** The next match; one of no characters does not hold the search up. */
function next(expression: RegExp, text: string): RegExpExecArray | null {
  const match = expression.exec(text);
  if (match !== null && match[0] === '') expression.lastIndex += 1;
  return match;
}

function eventOf(match: RegExpExecArray, offset: number, lines: LineCounter): MatchedEvent {
  const { host = '', clock = '', event = '', ...rest } = match.groups ?? {};
  const whole = match[0];
  // A group's text is inside the match: its first appearance there reads the same as the group itself.
  const words = offset + match.index + Math.max(whole.indexOf(event), 0);
  const line = lines.at(offset + match.index + Math.max(whole.lastIndexOf(clock), 0));
  const fields = Object.keys(rest).length === 0 ? undefined : present(rest);
  return { host, clock, from: words, to: words + event.length, line, fields };
}

/** Groups that took no part in a match have no value. */
function present(groups: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function nothingFound(text: string, segment: Segment, lines: LineCounter) {
  const start = segment.from + text.slice(segment.from, segment.to).search(/\S/);
  const where = segment.label === '' ? '' : ` in the execution "${segment.label}"`;
  return {
    path: '',
    line: lines.at(start),
    message: `the expression finds no event${where}: expected host and clock, e.g. \`A {"A":1}\``,
  };
}

/** Names for those without one, and a number where two are called the same. */
function named(executions: readonly MatchedExecution[]): readonly MatchedExecution[] {
  const taken = new Set<string>();
  return executions.map((execution, index) => {
    const wanted = execution.label.trim() === '' ? `execution ${index + 1}` : execution.label.trim();
    let label = wanted;
    for (let number = 2; taken.has(label); number += 1) label = `${wanted} (${number})`;
    taken.add(label);
    return { ...execution, label };
  });
}

/** Counts non-empty lines outside all matches. */
class Unread {
  count = 0;
  first = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  look(from: number, to: number, lines: LineCounter): void {
    if (to - from < 2 && this.text.slice(from, to).trim() === '') return;
    for (const found of this.text.slice(from, to).matchAll(/[^\n]*\S[^\n]*/g)) {
      this.count += 1;
      if (this.first === 0) this.first = lines.at(from + found.index);
    }
  }
}

/** Line numbers of places that mostly come in order. */
class LineCounter {
  private place = 0;
  private line = 1;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  at(place: number): number {
    if (place < this.place) {
      this.place = 0;
      this.line = 1;
    }
    for (
      let end = this.text.indexOf('\n', this.place);
      end >= 0 && end < place;
      end = this.text.indexOf('\n', this.place)
    ) {
      this.line += 1;
      this.place = end + 1;
    }
    return this.line;
  }
}

/** `200,000`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
