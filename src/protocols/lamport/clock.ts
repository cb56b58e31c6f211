/** Lamport's clock: one counter a process (Lamport 1978, “Conditions for our system of clocks”, rules IR1 and IR2). */
import { setup } from 'xstate';
import { type StampRules, type TalkContext, talkingProcess } from '../stamped-talk.ts';

export type LamportContext = TalkContext<number>;

export const lamportRules: StampRules<number> = {
  start: (_, stored) => stored ?? 0,
  /** IR1: the counter grows between any two events of one process. */
  own: (now) => now + 1,
  /** IR2: a receipt is later than what the process knew and later than the message. */
  receipt: (now, received, { flaws }) => (flaws.includes('no-merge-on-receipt') ? now : Math.max(now, received)) + 1,
};

/** The counter is written to stable storage before a message leaves; the flaw leaves that out. */
export function lamportStable({ stamp, flaws }: LamportContext): { readonly stamp: number } {
  return { stamp: flaws.includes('forget-counter') ? 0 : stamp };
}

export const lamportProcess = talkingProcess('lamport', lamportRules);

/** There is nothing to ask these processes for. */
export const lamportClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
