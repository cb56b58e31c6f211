/** The life of a process and the state of a link as statecharts: what faults do to them, and what they ignore. */
import { assign, react, setup, start } from './actor.ts';
import type { Machine, Snapshot } from './protocol.ts';

interface Held {
  /** Faults that hold it now, by index: of two overlapping pauses, crashes or cuts the later end counts. */
  readonly holders: readonly number[];
}
interface Holding {
  /** `recover`: a crash that lasted has ended; `restart`: the process starts again whatever held it down. */
  readonly type: 'pause' | 'resume' | 'crash' | 'recover' | 'restart' | 'cut' | 'heal';
  readonly by: number;
}

const holding = setup({
  types: {} as { context: Held; events: Holding },
  actions: {
    holdAlone: assign({ holders: ({ event }) => [event.by] }),
    hold: assign({ holders: ({ context, event }) => [...context.holders, event.by] }),
    release: assign({ holders: ({ context, event }) => context.holders.filter((holder) => holder !== event.by) }),
    forget: assign({ holders: [] }),
  },
  guards: {
    lastHolder: ({ context, event }) =>
      context.holders.length > 0 && context.holders.every((holder) => holder === event.by),
  },
});

export const lifeOfProcess: Machine = holding.createMachine({
  id: 'process',
  context: { holders: [] },
  initial: 'up',
  states: {
    up: {
      on: { pause: { target: 'paused', actions: 'hold' }, crash: { target: 'crashed', actions: 'holdAlone' } },
    },
    paused: {
      on: {
        pause: { actions: 'hold' },
        resume: [{ guard: 'lastHolder', target: 'up', actions: 'release' }, { actions: 'release' }],
        // The pause ends with the memory that was paused.
        crash: { target: 'crashed', actions: 'holdAlone' },
      },
    },
    crashed: {
      on: {
        crash: { actions: 'hold' },
        recover: [{ guard: 'lastHolder', target: 'up', actions: 'release' }, { actions: 'release' }],
        restart: { target: 'up', actions: 'forget' },
      },
    },
  },
});

export const stateOfLink: Machine = holding.createMachine({
  id: 'link',
  context: { holders: [] },
  initial: 'open',
  states: {
    open: { on: { cut: { target: 'cut', actions: 'hold' } } },
    cut: {
      on: {
        cut: { actions: 'hold' },
        heal: [{ guard: 'lastHolder', target: 'open', actions: 'release' }, { actions: 'release' }],
      },
    },
  },
});

export const NEW_PROCESS: Snapshot = start(lifeOfProcess, undefined)[0];
export const NEW_LINK: Snapshot = start(stateOfLink, undefined)[0];

/** What becomes of a process or link when the fault with index `by` does `type` to it. */
export function after(snapshot: Snapshot, type: Holding['type'], by: number): Snapshot {
  const machine = snapshot.machine === NEW_LINK.machine ? stateOfLink : lifeOfProcess;
  return react(machine, snapshot, { type, by })[0];
}
