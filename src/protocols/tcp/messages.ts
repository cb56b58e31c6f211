/** Segments, told apart by what they are for, and the checksum that shows whether one was changed on its way. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

/** The kinds of segment as the views know them; all have the same header. */
export const SEGMENT_KINDS = ['SYN', 'SYN-ACK', 'Data', 'ACK', 'FIN', 'RST'] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

export type Segment = {
  /** Those that are set of `SYN`, `FIN`, `RST`, and then `ACK`, with spaces. */
  readonly flags: string;
  readonly seq: number;
  /** Without the flag `ACK` it says nothing. */
  readonly ack: number;
  /** How many bytes more the sender of this segment has room for. */
  readonly window: number;
  readonly data: string;
  readonly checksum: number;
};

export type SegmentEvent = {
  readonly type: SegmentKind;
  readonly from: ProcessId;
  readonly payload: Segment;
  readonly reading: ClockReading;
};

/** Timers, and what the application asks for. */
export type OwnEvent = {
  readonly type: 'retransmit' | 'persist' | 'read' | 'close';
  readonly reading: ClockReading;
};

export type TcpEvent = SegmentEvent | OwnEvent;

export function has(segment: Segment, flag: 'SYN' | 'ACK' | 'FIN' | 'RST'): boolean {
  return segment.flags.split(' ').includes(flag);
}

export function kindOf(segment: Segment): SegmentKind {
  if (has(segment, 'RST')) return 'RST';
  if (has(segment, 'SYN')) return has(segment, 'ACK') ? 'SYN-ACK' : 'SYN';
  if (has(segment, 'FIN')) return 'FIN';
  return segment.data === '' ? 'ACK' : 'Data';
}

/** How many sequence numbers it uses up: one a byte, and one each for SYN and FIN. */
export function lengthOf(segment: Segment): number {
  return segment.data.length + (has(segment, 'SYN') ? 1 : 0) + (has(segment, 'FIN') ? 1 : 0);
}

/** The sum of all 16-bit words in ones' complement (RFC 1071), two letters to a word. */
export function checksumOf({ flags, seq, ack, window: room, data }: Omit<Segment, 'checksum'>): number {
  const header = [seq & 0xffff, Math.floor(seq / 0x10000), ack & 0xffff, Math.floor(ack / 0x10000), room, data.length];
  let sum = [...header, ...wordsOf(flags), ...wordsOf(data)].reduce((total, word) => total + word, 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return 0xffff - sum;
}

export function isIntact(segment: Segment): boolean {
  return checksumOf(segment) === segment.checksum;
}

function wordsOf(text: string): readonly number[] {
  const words: number[] = [];
  for (let index = 0; index < text.length; index += 2)
    words.push(text.charCodeAt(index) * 256 + (index + 1 < text.length ? text.charCodeAt(index + 1) : 0));
  return words;
}
