/** Answers that are given by pressing something on the desk. */
import type { PickPrediction } from '../sim/lesson.ts';
import type { ProcessId } from '../sim/scenario.ts';
import type { Trace } from '../sim/trace.ts';
import type { Chosen } from '../store/session.ts';

type Kind = PickPrediction['pick'];

/** The answer that a selection gives; undefined: it is not what was asked for. `lanes`: all processes in their order. */
export function answerFrom(pick: Kind, selection: Chosen, lanes: readonly ProcessId[]): string | undefined {
  if (pick === 'process' && selection?.kind === 'process') return selection.process;
  if (pick === 'event' && selection?.kind === 'event') return String(selection.event);
  if (pick !== 'link' || selection?.kind !== 'link') return undefined;
  const ends = [selection.from, selection.to].sort((a, b) => lanes.indexOf(a) - lanes.indexOf(b));
  return ends.join('-');
}

/** Whether two answers say the same; what one process does in one moment counts as one event. */
export function sameAnswer(pick: Kind, a: string, b: string, trace: Trace): boolean {
  if (a === b || pick !== 'event') return a === b;
  const [one, other] = [Number(a), Number(b)];
  return trace.lane(one) === trace.lane(other) && trace.at(one) === trace.at(other);
}

/** What an answer speaks of, to be shown selected. */
export function targetOf(pick: Kind, answer: string): Chosen {
  if (pick === 'process') return { kind: 'process', process: answer };
  if (pick === 'event') return { kind: 'event', event: Number(answer) };
  const [from = '', to = ''] = answer.split('-');
  return { kind: 'link', from, to };
}

/** What is to be pressed, as an order. */
export const PICK_ORDERS: Readonly<Record<Kind, string>> = {
  process: 'Press a process, on the stage or in the timeline.',
  link: 'Press a link on the stage.',
  event: 'Press an event in the timeline or in the list of events.',
};
