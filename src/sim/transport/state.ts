/**
 * What a process's transport knows (docs/adr/0010). Memory, not stable storage: a crash loses it, and a restart begins
 * a new incarnation. Every field is replaced and never changed, for keyframes keep references.
 */
import type { Errand } from '../agenda.ts';
import type { Fate } from '../network.ts';
import type { Json } from '../scenario.ts';
import type { EventId } from '../trace-event.ts';

/** One protocol message on its way to a peer, with its number in the stream. */
export interface Entry {
  readonly seq: number;
  /** Number of the message on its link. */
  readonly number: number;
  readonly type: string;
  readonly payload: Json;
  readonly send: EventId;
  readonly sentAt: number;
  /** Lane of the process it claims to come from. */
  readonly claims: number;
  /** What the faults aimed at this message do to its first copy. */
  readonly fate: Fate;
  /** Copies that were put on the wire. */
  readonly copies: number;
  /** Message authentication code; empty where links are not authenticated. */
  readonly tag: string;
}

/** One direction: to a peer. */
export interface Sending {
  /** Incarnation of the peer that this stream is for. */
  readonly peer: number;
  readonly next: number;
  /** Not acknowledged yet, in order. */
  readonly queue: readonly Entry[];
  /** How often in a row nothing was heard: each time the wait doubles. */
  readonly silence: number;
}

/** One direction: from a peer. */
export interface Receiving {
  /** Incarnation of the peer that sends this stream. */
  readonly epoch: number;
  readonly expected: number;
  /** Came before their turn, in order of `seq`. */
  readonly held: readonly Errand[];
}

/** By lane of the peer. */
export interface Transport {
  readonly sending: Readonly<Record<number, Sending>>;
  readonly receiving: Readonly<Record<number, Receiving>>;
  /** Acknowledgements sent by this incarnation: part of addresses of chance. */
  readonly acks: number;
}

/** What a datagram carries for the transport. */
export interface Segment {
  readonly kind: 'data' | 'ack' | 'reset';
  /** Incarnation of the sender of this segment. */
  readonly epoch: number;
  /** Incarnation of the receiver that it is meant for. */
  readonly peer: number;
  /** Of data: its number in the stream, from 1. */
  readonly seq: number;
  /** Of acknowledgements: everything up to here has come. */
  readonly ack: number;
  /** When its message was sent first, µs. */
  readonly firstSentAt: number;
  readonly tag: string;
}

/** Processes know each other's first incarnation without asking. */
export const FIRST_INCARNATION = 1;
/** Messages on the wire to one peer at once; more wait. */
export const WINDOW = 32;

export const NEW_TRANSPORT: Transport = { sending: {}, receiving: {}, acks: 0 };

export function sendingTo(transport: Transport, peer: number): Sending {
  return transport.sending[peer] ?? { peer: FIRST_INCARNATION, next: 1, queue: [], silence: 0 };
}

export function withSending(transport: Transport, peer: number, sending: Sending): Transport {
  return { ...transport, sending: { ...transport.sending, [peer]: sending } };
}

export function withReceiving(transport: Transport, peer: number, receiving: Receiving): Transport {
  return { ...transport, receiving: { ...transport.receiving, [peer]: receiving } };
}
