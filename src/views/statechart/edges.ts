/** Transitions gathered into arrows: one from a state to another, with a line of words for each way to take it. */
import type { ChartTransition, Statechart, Trigger } from '../../sim/statechart.ts';

export interface Arrow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** E.g. `Vote, Appended [laterTerm]`. */
  readonly words: readonly string[];
  readonly transitions: readonly ChartTransition[];
}

export function arrowsOf(chart: Statechart): readonly Arrow[] {
  const byEnds = new Map<string, ChartTransition[]>();
  for (const transition of chart.transitions) {
    if (transition.to === undefined) continue;
    const key = `${transition.from} ${transition.to}`;
    byEnds.set(key, [...(byEnds.get(key) ?? []), transition]);
  }
  return [...byEnds].map(([key, transitions]) => {
    const [first] = transitions as [ChartTransition];
    return { key, from: first.from, to: first.to as string, words: wordsOf(transitions), transitions };
  });
}

/** Events that a state handles without leaving it, each once. */
export function handledBy(chart: Statechart, state: string): readonly string[] {
  const names = chart.transitions
    .filter(({ from, to }) => from === state && to === undefined)
    .map(({ trigger }) => triggerText(trigger));
  return [...new Set(names)];
}

/** Events under the same guard share a line. */
function wordsOf(transitions: readonly ChartTransition[]): readonly string[] {
  const byGuard = new Map<string, string[]>();
  for (const { trigger, guard } of transitions) {
    const suffix = guard === undefined ? '' : ` [${guard}]`;
    byGuard.set(suffix, [...(byGuard.get(suffix) ?? []), triggerText(trigger)]);
  }
  return [...byGuard].map(([guard, names]) => `${[...new Set(names)].join(', ')}${guard}`);
}

export function triggerText(trigger: Trigger): string {
  return trigger.kind === 'event' ? trigger.name : trigger.kind === 'after' ? `after ${trigger.name}` : 'at once';
}

/** For each line that `wrap` made of `words`: which of the words it belongs to. */
export function waysOf(words: readonly string[], lines: readonly string[]): readonly number[] {
  let way = 0;
  let said = '';
  return lines.map((line) => {
    const own = way;
    said = said === '' ? line : `${said} ${line}`;
    if (said === words[way]) {
      way += 1;
      said = '';
    }
    return own;
  });
}

/** Which line of an arrow's words stands for the transition. */
export function wayOf({ transitions }: Arrow, transition: ChartTransition): number {
  return [...new Set(transitions.map(({ guard }) => guard))].indexOf(transition.guard);
}

/** Breaks each line at spaces so that none is longer than `most` characters, where that can be done. */
export function wrap(words: readonly string[], most: number): readonly string[] {
  return words.flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      if (current !== '' && current.length + 1 + word.length > most) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}
