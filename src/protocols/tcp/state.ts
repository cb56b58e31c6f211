/** What one end of a connection knows, and how it begins. Offsets count from the initial number: 0 is SYN, 1 the first byte. */
import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, Micros, ProcessId } from '../../sim/scenario.ts';

/** By the names of the chart; RFC 9293 writes them in capitals. */
export const STATES = {
  closed: 'CLOSED',
  listen: 'LISTEN',
  synSent: 'SYN-SENT',
  synReceived: 'SYN-RECEIVED',
  established: 'ESTABLISHED',
  finWait1: 'FIN-WAIT-1',
  finWait2: 'FIN-WAIT-2',
  closeWait: 'CLOSE-WAIT',
  closing: 'CLOSING',
  lastAck: 'LAST-ACK',
  timeWait: 'TIME-WAIT',
} as const;
export type StateName = keyof typeof STATES;

export interface Settings {
  readonly connections: number;
  readonly idle: Micros;
  readonly linger: Micros;
  readonly mss: number;
  readonly buffer: number;
  readonly readEvery: Micros;
  readonly readBytes: number;
  readonly initialWindow: number;
  readonly ssthresh: number;
  readonly firstTimeout: Micros;
  readonly leastTimeout: Micros;
  readonly mostTimeout: Micros;
  readonly maxTries: number;
  readonly msl: Micros;
}

/** The half that sends. */
export interface Sending {
  readonly iss: number;
  /** The oldest offset that is not acknowledged. */
  readonly una: number;
  /** The next to send; after a timeout it goes back to `una`. */
  readonly next: number;
  /** One beyond the highest ever sent. */
  readonly max: number;
  /** One beyond the highest that the other end has room for. */
  readonly edge: number;
  /** FIN may follow the last byte: the application has closed. */
  readonly finished: boolean;
}

/** Data that came before what it follows. */
export interface Held {
  readonly offset: number;
  readonly data: string;
}

/** The half that receives. */
export interface Receiving {
  readonly irs: number;
  /** The next offset expected: all before it is here. */
  readonly next: number;
  /** One beyond the highest offset promised room for; never goes back. */
  readonly edge: number;
  /** In order of offset, without overlap. */
  readonly held: readonly Held[];
  /** Here, in order, and not read by the application. */
  readonly unread: string;
  /** Bytes the application has. */
  readonly read: number;
  /** The offset of the other end's FIN. */
  readonly fin: number | undefined;
}

export interface Congestion {
  readonly cwnd: number;
  readonly ssthresh: number;
  /** Bytes acknowledged since the window last grew in congestion avoidance. */
  readonly credit: number;
  readonly duplicates: number;
  readonly recovering: boolean;
  /** One beyond what was sent when the last loss was seen. */
  readonly recover: number;
}

/** RFC 6298, in whole µs. */
export interface Timing {
  readonly srtt: Micros | undefined;
  readonly rttvar: Micros;
  readonly rto: Micros;
  /** The segment under measurement: acknowledged when `una` passes `offset`. */
  readonly sample: { readonly offset: number; readonly at: Micros } | undefined;
  /** Timeouts in a row of the same segment. */
  readonly tries: number;
  /** Probes of a closed window in a row. */
  readonly probes: number;
}

export interface TcpContext {
  readonly id: ProcessId;
  /** undefined: it has nobody to talk to. */
  readonly peer: ProcessId | undefined;
  readonly opens: boolean;
  /** Whether it closes without waiting for the other end to. */
  readonly closesFirst: boolean;
  readonly seed: number;
  readonly life: number;
  readonly settings: Settings;
  readonly flaws: readonly string[];
  readonly space: number;
  readonly total: number;
  readonly state: StateName;
  /** Number of the connection in this life, from 1; 0: none so far. */
  readonly connection: number;
  /** Whether segments of an earlier life or of a connection cut short may still be under way. */
  readonly quiet: boolean;
  /** Whether the application has been told to close, or is about to. */
  readonly closes: boolean;
  readonly reads: boolean;
  readonly send: Sending;
  readonly receive: Receiving;
  readonly congestion: Congestion;
  readonly timing: Timing;
}

export type Outcome = readonly [TcpContext, readonly Effect[]];

export function createContext({ id, processes, options, seed, flaws, incarnation }: ProcessInput): TcpContext {
  const place = processes.indexOf(id);
  const peer = processes[place % 2 === 0 ? place + 1 : place - 1];
  const first = place % 2 === 0;
  const settings = options as unknown as Settings; // `options.ts` declares each under the same name
  const space = spaceOf(options);
  const opens = peer !== undefined && (first || options.opening === 'both');
  const context = {
    id,
    peer,
    opens,
    closesFirst: opens || options.closing === 'each',
    seed,
    life: incarnation,
    settings,
    flaws,
    space,
    total: Number(first ? options.bytes : options.answer),
    state: 'closed' as const,
    connection: 0,
    quiet: incarnation > 0,
  };
  return { ...context, ...blank(settings, 0) };
}

/** As many numbers as the bits give, and four times what a connection can use. */
function spaceOf(options: ProcessInput['options']): number {
  const needed = 4 * (Number(options.bytes) + Number(options.answer) + Number(options.buffer) + 2);
  let space = 2 ** Number(options.sequenceBits);
  while (space < needed) space *= 2;
  return space;
}

type Volatile = Pick<TcpContext, 'closes' | 'reads' | 'send' | 'receive' | 'congestion' | 'timing'>;

/** Nothing sent, nothing received. */
function blank({ mss, initialWindow, ssthresh, firstTimeout }: Settings, iss: number): Volatile {
  return {
    closes: false,
    reads: false,
    // Until the other end has said what it has room for, there is room for SYN alone.
    send: { iss, una: 0, next: 0, max: 0, edge: 1, finished: false },
    receive: { irs: -1, next: 0, edge: 0, held: [], unread: '', read: 0, fin: undefined },
    congestion: {
      cwnd: initialWindow * mss,
      ssthresh,
      credit: 0,
      duplicates: 0,
      recovering: false,
      recover: 0,
    },
    timing: { srtt: undefined, rttvar: 0, rto: firstTimeout, sample: undefined, tries: 0, probes: 0 },
  };
}

/** A new connection, with an initial number that nobody can guess. */
export function begin(context: TcpContext): TcpContext {
  const { id, seed, life, space, settings } = context;
  const connection = context.connection + 1;
  const iss = drawWithin(seed, `${id}/isn/${life}/${connection}`, [0, space - 1]);
  return { ...context, connection, quiet: false, ...blank(settings, iss) };
}

/** The number of a connection among all of this process, whatever lives it had. */
export function numberOf({ life, connection }: Pick<TcpContext, 'life' | 'connection'>): number {
  return life * 1000 + connection;
}

/** Enters a state of the chart: a role for the lanes, and the state by its own name. */
export function enter(context: TcpContext, state: StateName): Outcome {
  if (state === context.state) return [context, []];
  const round = numberOf(context);
  return [{ ...context, state }, [step('role', { role: state, round }), step('state', { state: STATES[state] })]];
}

export function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

export function timer(type: 'retransmit' | 'persist' | 'read' | 'close', delay: Micros): Effect {
  return { type: 'xstate.raise', params: { event: { type }, id: type, delay } };
}

export function cancel(sendId: 'retransmit' | 'persist' | 'read' | 'close'): Effect {
  return { type: 'xstate.cancel', params: { sendId } };
}

/** Runs rules one after the other, collecting what they do. */
export function inTurn(context: TcpContext, ...rules: readonly ((context: TcpContext) => Outcome)[]): Outcome {
  let now = context;
  const effects: Effect[] = [];
  for (const rule of rules) {
    const [next, more] = rule(now);
    now = next;
    effects.push(...more);
  }
  return [now, effects];
}
