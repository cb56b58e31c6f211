/** What a drawing of a chain shows, as plain values, and where it puts them. */
import { scalePoint } from 'd3';
import type { Tone } from '../../sim/protocol.ts';
import type { Address, ProcessId } from '../../sim/scenario.ts';

/** One version of an object at one server; `clean`: known to have reached the tail. */
export interface ObjectVersion {
  readonly version: number;
  readonly value: string | null;
  readonly clean: boolean;
}

export interface ChainServer {
  readonly id: ProcessId;
  /** Its place in words: `head`, `joining`, `down`. */
  readonly place: string;
  readonly tone: Tone;
  readonly status: 'up' | 'paused' | 'crashed';
  readonly inChain: boolean;
  /** The epoch that it knows. */
  readonly epoch: number;
  /** By key, newest last. */
  readonly objects: Readonly<Record<string, readonly ObjectVersion[]>>;
}

export interface ControlMember {
  readonly id: ProcessId;
  readonly role: string;
  readonly tone: Tone;
  readonly status: 'up' | 'paused' | 'crashed';
}

/** A message on its way between two servers. */
export interface ChainFlight {
  readonly key: string;
  readonly message: Address;
  readonly copy: number;
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly caption: string;
  readonly form: 'request' | 'reply';
  readonly tone: Tone;
  /** 0 to 1. */
  readonly progress: number;
}

export interface ChainPicture {
  readonly epoch: number;
  /** `Raft, term 2`, or what else there is to say of the control plane. */
  readonly control: string;
  readonly members: readonly ControlMember[];
  /** Those in the chain from head to tail, then the others. */
  readonly servers: readonly ChainServer[];
  readonly flights: readonly ChainFlight[];
  /** Shown as rows, in this order. */
  readonly keys: readonly string[];
}

export const BOX = { width: 76, height: 54 } as const;
export const CHIP = { width: 30, height: 20, gap: 4 } as const;
/** Versions of one object that have room below a server. */
export const VERSIONS = 3;
/** Keys that have room; more are counted. */
export const KEYS = 4;

const LEFT = 26;
/** Between two servers at least, px. */
const GAP = 28;
/** The versions of one object below a server, px. */
const CHIPS = VERSIONS * (CHIP.width + CHIP.gap) - CHIP.gap;
const RIGHT = 8;
/** Width of a caption’s letters, about. */
const LETTER = 6;
const PITCH = BOX.width + GAP;

export interface ChainLayout {
  readonly width: number;
  readonly height: number;
  readonly controlTop: number;
  readonly chainTop: number;
  readonly objectsTop: number;
  /** The middle of a server's box. */
  readonly x: (id: ProcessId) => number;
  readonly rowY: (index: number) => number;
}

/** One column a server; `available`: the width there is, in px, which the drawing exceeds rather than shrink its words. */
export function layoutChain({ servers, keys }: ChainPicture, available: number): ChainLayout {
  const gaps = servers.length - 1;
  const width = Math.max(available, LEFT + gaps * PITCH + CHIPS + RIGHT);
  // The names of the objects stand to the left of the first versions.
  const span = Math.min(gaps * PITCH * 1.65, width - LEFT - CHIPS - RIGHT);
  const middle = (LEFT + width - RIGHT) / 2;
  const scale = scalePoint(
    servers.map(({ id }) => id),
    [middle - span / 2, middle + span / 2],
  );
  const objectsTop = 160;
  return {
    width,
    height: objectsTop + Math.min(KEYS, Math.max(1, keys.length)) * (CHIP.height + 8) + 8,
    controlTop: 2,
    chainTop: 82,
    objectsTop,
    // A scale of one point puts it at the start of its range, which is the middle then.
    x: (id) => scale(id) ?? middle,
    rowY: (index) => objectsTop + index * (CHIP.height + 8),
  };
}

/** Where a message is: requests above the middle of the boxes, answers below; further than to a neighbour in an arc. */
export function flightPosition(layout: ChainLayout, servers: readonly ChainServer[], flight: ChainFlight) {
  const places = [flight.from, flight.to].map((id) => servers.findIndex((server) => server.id === id));
  const [from, to] = [layout.x(flight.from), layout.x(flight.to)];
  const forwards = to > from;
  const near = Math.abs((places[0] ?? 0) - (places[1] ?? 0)) <= 1;
  const edge = BOX.width / 2;
  const start = from + (forwards ? edge : -edge);
  const end = to + (forwards ? -edge : edge);
  const middle = layout.chainTop + BOX.height / 2;
  if (near) {
    const x = start + (end - start) * flight.progress;
    // A caption stays between the boxes, where there is room for it.
    const room = Math.max(0, Math.abs(end - start) / 2 - (flight.caption.length * LETTER) / 2 - 3);
    const centre = (start + end) / 2;
    return { x, y: middle + (forwards ? -LANE : LANE), captionX: Math.max(centre - room, Math.min(centre + room, x)) };
  }
  const lift = 4 * flight.progress * (1 - flight.progress) * 8;
  const x = from + (to - from) * flight.progress;
  return { x, y: layout.chainTop - 7 - lift, captionX: x };
}

/** How far the two directions between neighbours are from the middle of the boxes. */
export const LANE = 9;
