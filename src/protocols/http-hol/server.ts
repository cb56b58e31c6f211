/**
 * The server cuts resources into packets and sends them in turn, one each `pace`. A packet is taken for lost when three
 * that were sent after it on the same lane are acknowledged (RFC 5681 §3.2, RFC 9002 §6.1.1), or after a timeout.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { cancelling, ringing, sending, stepping } from './effects.ts';
import type { Data, ServerEvent, Version } from './messages.ts';

/** Packets acknowledged after one that is missing before it counts as lost. */
const REORDERING = 3;

/** Transmissions of one packet before the browser counts as gone. */
const MOST_TRIES = 10;

/** One resource on its way to one browser. */
interface Stream {
  readonly client: ProcessId;
  readonly load: number;
  readonly connection: number;
  readonly resource: number;
  /** The piece that goes next. */
  readonly index: number;
}

interface Flying {
  readonly client: ProcessId;
  readonly data: Data;
  /** Of all transmissions: the later, the higher. */
  readonly order: number;
  readonly tries: number;
}

export interface ServerContext {
  readonly id: ProcessId;
  /** How often it had started before: part of what a connection is known by. */
  readonly life: number;
  readonly version: Version;
  readonly packets: number;
  /** Local µs. */
  readonly pace: number;
  readonly timeout: number;
  /** In turn: the first sends next and goes to the end. */
  readonly streams: readonly Stream[];
  /** By browser: the page it loads now, and which of its resources were asked for. */
  readonly loads: Readonly<Record<ProcessId, { readonly load: number; readonly resources: readonly number[] }>>;
  /** By `client/lane`: the next place in order. */
  readonly places: Readonly<Record<string, number>>;
  /** By `client/lane/seq`: sent and not acknowledged. */
  readonly flying: Readonly<Record<string, Flying>>;
  /** Names of packets that were lost and go first. */
  readonly lost: readonly string[];
  readonly sent: number;
  readonly retransmits: boolean;
}

type Outcome = readonly [ServerContext, readonly Effect[]];
type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;

/** A server remembers no connection over a crash: browsers notice the silence and load again. */
function createContext({ id, options, flaws, incarnation }: ProcessInput): ServerContext {
  return {
    id,
    life: incarnation,
    // `options.ts` declares what they are.
    version: options.version as Version,
    packets: options.packets as number,
    pace: options.pace as number,
    timeout: options.timeout as number,
    streams: [],
    loads: {},
    places: {},
    flying: {},
    lost: [],
    sent: 0,
    retransmits: !flaws.includes('no-retransmission'),
  };
}

function open(context: ServerContext, { from, payload }: Of<'Get'>): Outcome {
  const { load, connection, resources } = payload;
  const got = sending(from, 'Got', { ...payload, life: context.life });
  const before = context.loads[from];
  if (before !== undefined && load < before.load) return [context, []];
  const [base, effects] = before !== undefined && load > before.load ? forget(context, from) : [context, []];
  const asked = before !== undefined && load === before.load ? before.resources : [];
  const fresh = resources.filter((resource) => !asked.includes(resource));
  const streams = fresh.map((resource) => ({ client: from, load, connection, resource, index: 0 }));
  const loads = { ...base.loads, [from]: { load, resources: [...asked, ...fresh] } };
  return [{ ...base, loads, streams: [...base.streams, ...streams] }, [...effects, got]];
}

/** The browser loads another page: what it asked for before is of no use to it. */
function forget(context: ServerContext, client: ProcessId): Outcome {
  const mine = (name: string) => name.startsWith(`${client}/`);
  const without = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !mine(name)));
  const timers = Object.keys(context.flying).filter(mine).map(cancelling);
  const next: ServerContext = {
    ...context,
    streams: context.streams.filter((stream) => stream.client !== client),
    places: without(context.places),
    flying: without(context.flying),
    lost: context.lost.filter((name) => !mine(name)),
  };
  return [next, timers];
}

/** One packet: what was lost goes first, then the streams in turn. */
function transmit(context: ServerContext): Outcome {
  const [name, ...lost] = context.lost;
  if (name !== undefined) {
    const again = context.flying[name];
    return again === undefined ? [{ ...context, lost }, []] : launch({ ...context, lost }, again.client, again.data);
  }
  const [stream, ...others] = context.streams;
  if (stream === undefined) return [context, []];
  const { client, load, resource, index } = stream;
  const lane = laneOf(context.version, stream);
  const place = context.places[`${client}/${lane}`] ?? 0;
  const data: Data = { load, life: context.life, lane, seq: place, resource, index, of: context.packets };
  const streams = index + 1 < context.packets ? [...others, { ...stream, index: index + 1 }] : others;
  const places = { ...context.places, [`${client}/${lane}`]: place + 1 };
  return launch({ ...context, streams, places }, client, data);
}

/** What is put in order as one: a connection, or in HTTP/3 each stream. */
function laneOf(version: Version, { connection, resource }: Stream): number {
  return version === 'http3' ? resource : connection;
}

function launch(context: ServerContext, client: ProcessId, data: Data): Outcome {
  const name = nameOf(client, data.lane, data.seq);
  const order = context.sent + 1;
  const tries = (context.flying[name]?.tries ?? 0) + 1;
  if (tries > MOST_TRIES) return forget(context, client);
  const next = { ...context, sent: order, flying: { ...context.flying, [name]: { client, data, order, tries } } };
  const timer = ringing({ type: 'retransmit', packet: name } as Of<'retransmit'>, name, context.timeout);
  return [next, [sending(client, 'Data', data), ...(context.retransmits ? [timer] : [])]];
}

/** An acknowledgement also tells of those before it that none has come for. */
function acknowledge(context: ServerContext, { from, payload }: Of<'Ack'>): Outcome {
  const { load, life, lane, seq } = payload;
  const name = nameOf(from, lane, seq);
  const { [name]: arrived, ...flying } = context.flying;
  if (arrived === undefined || arrived.data.load !== load || life !== context.life) return [context, []];
  const missing = Object.keys(flying).filter((other) => {
    const one = flying[other];
    return (
      one?.client === from && one.order + REORDERING <= arrived.order && sharesPath(context, one.data, arrived.data)
    );
  });
  const found = context.retransmits ? missing.filter((other) => !context.lost.includes(other)) : [];
  const told = found.map((other) => stepping('miss', describe(other, flying[other])));
  const lost = [...context.lost.filter((other) => other !== name), ...found];
  return [{ ...context, flying, lost }, [cancelling(name), ...told]];
}

/** Packets of one connection are counted together; HTTP/3 numbers them over all streams of the connection. */
function sharesPath({ version }: ServerContext, one: Data, other: Data): boolean {
  return version === 'http3' || one.lane === other.lane;
}

function retransmit(context: ServerContext, { packet }: Of<'retransmit'>): Outcome {
  if (context.flying[packet] === undefined || context.lost.includes(packet)) return [context, []];
  const told = stepping('miss', describe(packet, context.flying[packet]));
  return [{ ...context, lost: [...context.lost, packet] }, [told]];
}

function describe(name: string, flying: Flying | undefined) {
  return { packet: name, resource: flying?.data.resource ?? 0, index: flying?.data.index ?? 0 };
}

function nameOf(client: ProcessId, lane: number, seq: number): string {
  return `${client}/${lane}/${seq}`;
}

export function hasToSend({ streams, lost }: ServerContext): boolean {
  return streams.length > 0 || lost.length > 0;
}

const chart = setup({
  types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
  delays: { pace: ({ context }) => context.pace },
  guards: { hasToSend: ({ context }) => hasToSend(context), hasNothing: ({ context }) => !hasToSend(context) },
  actions: {
    announce: acting((context: ServerContext): Outcome => {
      return [context, [stepping('role', { role: hasToSend(context) ? 'sending' : 'idle' })]];
    }),
    open: acting(open),
    acknowledge: acting(acknowledge),
    retransmit: acting(retransmit),
    transmit: acting(transmit),
  },
});

export const httpServer = chart.createMachine({
  id: 'server',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  on: { Get: { actions: 'open' }, Ack: { actions: 'acknowledge' }, retransmit: { actions: 'retransmit' } },
  states: {
    idle: { entry: 'announce', always: { guard: 'hasToSend', target: 'sending' } },
    sending: {
      entry: 'announce',
      initial: 'pacing',
      always: { guard: 'hasNothing', target: 'idle' },
      states: { pacing: { after: { pace: { target: 'pacing', reenter: true, actions: 'transmit' } } } },
    },
  },
});
