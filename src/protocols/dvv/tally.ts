/** What each encoding has got wrong up to a moment, counted as the run goes on. */
import type { Trace } from '../../sim/trace.ts';
import { type History, judge, noHistory } from './history.ts';
import type { SchemeId } from './messages.ts';

export interface Tally {
  /** Events looked at: those with an id below it. */
  readonly events: number;
  readonly history: History;
  /** By encoding: writes that some replica dropped for nothing, and writes kept beside one that knew them. */
  readonly lost: Readonly<Record<SchemeId, ReadonlySet<string>>>;
  readonly falseSiblings: Readonly<Record<SchemeId, ReadonlySet<string>>>;
}

const none: Tally['lost'] = { dotted: new Set(), server: new Set(), client: new Set() };
export const noTally: Tally = { events: 0, history: noHistory, lost: none, falseSiblings: none };

/** The tally of the first `events` events, going on from `from` where that lies before. */
export function tallyUpTo(trace: Trace, events: number, from: Tally): Tally {
  let tally = from.events <= events ? from : noTally;
  for (let id = tally.events; id < events; id += 1) {
    if (trace.kind(id) !== 'step' || (trace.word(id) !== 'basis' && trace.word(id) !== 'state')) continue;
    const [history, mistakes] = judge(tally.history, trace.event(id));
    tally = { ...tally, history };
    for (const { kind, scheme, id: write } of mistakes) {
      const list = kind === 'lost' ? 'lost' : 'falseSiblings';
      tally = { ...tally, [list]: { ...tally[list], [scheme]: new Set([...tally[list][scheme], write]) } };
    }
  }
  return { ...tally, events };
}
