/** A run as a log that ShiViz reads with its usual expression: the words of an event, and below them its host and clock. */
import { ticks } from '../sim/causality.ts';
import type { Trace } from '../sim/trace.ts';
import type { EventId } from '../sim/trace-event.ts';

/** Two words, put before such as the expression would take for a host and its clock. */
const GUARD = 'the event';

/** Only events that logical clocks count; `words` says what happened. */
export function toShiviz(trace: Trace, words: (event: EventId) => string): string {
  const hosts = hostNames(trace.lanes);
  const lines: string[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    if (!ticks(trace, id)) continue;
    lines.push(oneLine(words(id)), `${hosts[trace.lane(id)]} ${clockOf(trace, id, hosts)}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function clockOf(trace: Trace, id: EventId, hosts: readonly string[]): string {
  const entries: string[] = [];
  trace.vectorOf(id).forEach((counter, lane) => {
    if (counter > 0) entries.push(`${JSON.stringify(hosts[lane])}:${counter}`);
  });
  return `{${entries.join(',')}}`;
}

/** `.` stops at every kind of line end, and `word {…}` reads as a clock. */
function oneLine(words: string): string {
  const line = words.replace(/[\s\u2028\u2029]+/g, ' ').trim();
  return line === '' || /^\S* \{.*\}/.test(line) ? `${GUARD} ${line}`.trim() : line;
}

/** Names without white space, no two the same. */
function hostNames(lanes: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return lanes.map((lane) => {
    const plain = lane.replace(/\s+/g, '_');
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}_${number}`;
    taken.add(name);
    return name;
  });
}
