/** What a what-if changed, in words. */
import type { Divergence, Fate, Pair } from '../sim/divergence.ts';
import type { Simulation } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';
import { eventSentence } from '../views/inspector/event-sentence.ts';
import { timeText } from '../views/timeline/scale.ts';

/** `Differs from 3.000 s on: S1 and S4 are affected, 212 of 5,188 events are new …`. */
export function divergenceSentence({ at, places, counts, first }: Divergence): string {
  const start = `Differs from ${timeText(at)} on: `;
  if (first === undefined) return `${start}only by the change itself; every process does the same.`;
  const named = (fate: Fate) => places.filter((place) => place.fate === fate).map(({ process }) => process);
  const [differing, reached, outside] = [named('differs'), named('reached'), named('outside')];
  const who = outside.length + reached.length === 0 ? 'every process is affected' : are(differing, 'affected');
  const events = `${count(counts.onlyNow)} of ${count(counts.now)} events are new, ${count(counts.onlyBefore)} of the old ones gone`;
  const heard =
    reached.length === 0
      ? []
      : [
          `${list(reached)} ${reached.length === 1 ? 'hears' : 'hear'} of it and ${reached.length === 1 ? 'does' : 'do'} the same`,
        ];
  const beyond = outside.length === 0 ? [] : [are(outside, 'outside its light cone')];
  return `${start}${[`${who}, ${events}`, ...heard, ...beyond].join('; ')}.`;
}

export interface FirstWords {
  readonly before: string;
  readonly now: string;
}

/** What the first process that differs did then, and what it does now, each with its time. */
export function firstWords({ first }: Divergence, before: Simulation, now: Simulation): FirstWords | undefined {
  return first === undefined
    ? undefined
    : { before: eventWords(before, first.before, first.process), now: eventWords(now, first.now, first.process) };
}

/** The same without times, for a flag that stands at its time. */
export function flagWords({ first }: Divergence, side: keyof Pair, simulation: Simulation): string {
  const event = first?.[side] ?? -1;
  return event < 0 ? '' : sentenceOf(simulation, event);
}

function eventWords(simulation: Simulation, event: EventId, process: string): string {
  if (!simulation.trace.lanes.includes(process)) return `there is no ${process}`;
  if (event < 0) return `nothing more of ${process}`;
  return `${sentenceOf(simulation, event)} (${timeText(simulation.trace.at(event))})`;
}

function sentenceOf({ trace, protocol, scenario }: Simulation, event: EventId): string {
  return eventSentence(trace, event, protocol, scenario);
}

function are(names: readonly string[], what: string): string {
  return `${list(names)} ${names.length === 1 ? 'is' : 'are'} ${what}`;
}

/** `S1, S2 and S4`. */
function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** With commas between thousands, in every locale. */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
