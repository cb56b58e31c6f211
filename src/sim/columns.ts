/** The columns of the trace: one typed array a field, in chunks that runs with a common past share. */

/** Events a chunk holds: small enough that a fork copies little, large enough that chunks are few. */
export const CHUNK_BITS = 10;
const CHUNK = 1 << CHUNK_BITS;
export const MASK = CHUNK - 1;

export interface Chunk {
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  readonly lane: Int16Array;
  readonly cause: Int32Array;
  readonly lamport: Int32Array;
  /** NaN where the process is down or there is none. */
  readonly clock: Float64Array;
  readonly vector: Int32Array;
  /** Link (from × lanes + to) of a message event; operation or fault index of others. */
  readonly subject: Int32Array;
  /** Number of the message on its link. */
  readonly number: Int32Array;
  readonly copy: Uint8Array;
  /** Message type, loss reason, timer or step name, phase. */
  readonly word: string[];
  /** Payload, detail, or whatever else belongs to the event. */
  readonly extra: unknown[];
}

export function newChunk(lanes: number): Chunk {
  return {
    at: new Float64Array(CHUNK),
    kind: new Uint8Array(CHUNK),
    lane: new Int16Array(CHUNK),
    cause: new Int32Array(CHUNK),
    lamport: new Int32Array(CHUNK),
    clock: new Float64Array(CHUNK),
    vector: new Int32Array(CHUNK * lanes),
    subject: new Int32Array(CHUNK),
    number: new Int32Array(CHUNK),
    copy: new Uint8Array(CHUNK),
    word: [],
    extra: [],
  };
}

export function copyChunk(chunk: Chunk, events: number, lanes: number): Chunk {
  const copy = newChunk(lanes);
  for (const column of ['at', 'kind', 'lane', 'cause', 'lamport', 'clock', 'subject', 'number', 'copy'] as const) {
    copy[column].set(chunk[column].subarray(0, events));
  }
  copy.vector.set(chunk.vector.subarray(0, events * lanes));
  copy.word.push(...chunk.word.slice(0, events));
  copy.extra.push(...chunk.extra.slice(0, events));
  return copy;
}
