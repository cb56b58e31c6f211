/** A lesson as data: what is said, which run is shown, where to look, what is asked. The store walks it, the app shows it. */
import type { Verdict } from './protocol.ts';
import type { ProcessId, TrueTime } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';

/** A finished run, as predictions and tasks read it. */
export interface RunReading {
  readonly trace: Trace;
  readonly verdicts: readonly Verdict[];
}

export interface Lesson {
  /** Part of the address `#/lesson/protocol/id`: lower case, digits, hyphens. */
  readonly id: string;
  readonly title: string;
  /** Book or paper with chapter or section. */
  readonly source: string;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  /** One to three sentences, words of our own. */
  readonly text: string;
  /** A whole scenario text, or the path of a gallery run of this protocol; left out: the run of the step before goes on. */
  readonly run?: { readonly text: string } | { readonly gallery: string };
  /** Where to look; left out: where the step before looked. */
  readonly look?: Look;
  /** Asked before the run goes on. */
  readonly prediction?: Prediction;
  readonly task?: Task;
}

export interface Look {
  /** Where the playhead stands when the step opens, µs. */
  readonly at?: TrueTime;
  /** The run plays to here and stops, µs. */
  readonly until?: TrueTime;
  /** A panel of the protocol or a view: `stage`, `timeline`, `claims`, `state`, `events`, or a panel's id. */
  readonly view?: string;
  readonly processes?: readonly ProcessId[];
  /** The event that is shown selected; undefined: the run has none, which the lessons' test refuses. */
  readonly event?: (run: RunReading) => EventId | undefined;
}

/** A question with an answer that the run bears out: one of several choices, or something that is pressed on the desk. */
export type Prediction = ChoicePrediction | PickPrediction;

interface Question {
  readonly question: string;
  /** The answer that the run bears out, computed from its trace. */
  readonly truth: (run: RunReading) => string;
  /** Why it is so, shown with the truth. */
  readonly reason: string;
}

/** The truth is the id of a choice. */
export interface ChoicePrediction extends Question {
  readonly choices: readonly { readonly id: string; readonly text: string }[];
}

/** The truth is the id of a process, a link as `S1-S2` in the order of the run's processes, or the number of an event. */
export interface PickPrediction extends Question {
  readonly pick: 'process' | 'link' | 'event';
}

/** Something to bring about by editing the run that is open. */
export interface Task {
  /** An order: “Make two processes lead at once.” */
  readonly goal: string;
  readonly done: (run: RunReading) => boolean;
  /** Scenario texts that hold the test of lessons to account: one that does it and one that does not. */
  readonly solution: string;
  readonly nonSolution: string;
}

/** The event that broke the first broken claim; undefined: all hold. For steps that show what a rule is for. */
export function whereBroken({ verdicts }: RunReading): EventId | undefined {
  const broken = verdicts.filter(({ holds }) => holds === false);
  const [first] = [...broken].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return first?.events.at(-1);
}
