/** Vector clocks: one counter for each process (Fidge 1988; Mattern 1989, “Virtual Time and Global States”). */
import { setup } from 'xstate';
import { type StampRules, type TalkContext, talkingProcess } from '../stamped-talk.ts';

/** By position of the process in the scenario. */
export type Vector = readonly number[];
export type VectorContext = TalkContext<Vector>;

export const vectorRules: StampRules<Vector> = {
  start: ({ processes }, stored) => stored ?? processes.map(() => 0),
  own: counted,
  /** The larger of the two, component by component; and a receipt is an event of its own. */
  receipt: (now, received, context) => {
    const merged = now.map((count, position) => Math.max(count, received[position] ?? 0));
    return context.flaws.includes('no-increment-on-receipt') ? merged : counted(merged, context);
  },
};

/** A process counts its own events in its own component, and only there. */
function counted(now: Vector, { id, processes }: VectorContext): Vector {
  const own = processes.indexOf(id);
  return now.map((count, position) => (position === own ? count + 1 : count));
}

/** The vector is written to stable storage before a message leaves; the flaw leaves that out. */
export function vectorStable({ stamp, flaws }: VectorContext): { readonly stamp: Vector } {
  return { stamp: flaws.includes('forget-vector') ? stamp.map(() => 0) : stamp };
}

/** V ≤ W in every component, and less in one. */
export function isLess(v: Vector, w: Vector): boolean {
  return v.every((count, position) => count <= (w[position] ?? 0)) && v.some((count, at) => count < (w[at] ?? 0));
}

export const vectorProcess = talkingProcess('vector', vectorRules);

/** There is nothing to ask these processes for. */
export const vectorClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
