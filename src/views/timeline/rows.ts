/** Where each process's lane lies, top to bottom; depends on nothing but counts and room, so that lanes never move while a run plays. */

/** Height of a server's lane, px; below the least the diagram scrolls. */
const SERVER = { least: 27, most: 124 } as const;
const CLIENT = { least: 24, most: 72 } as const;
/** A client's lane relative to a server's. */
const CLIENT_SHARE = 0.64;
/** Room above the first lane and under the last, px. */
const HEAD = 4;
const FOOT = 8;
/** Below this height there is no room for a label above the band, px. */
const LABEL_FROM = 26;

export interface Row {
  readonly lane: number;
  readonly client: boolean;
  readonly top: number;
  readonly height: number;
  /** Middle of the band. */
  readonly y: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly height: number;
  /** Whether role labels fit above the bands. */
  readonly labelled: boolean;
  /** Thickness by tone, px. */
  readonly thickness: Readonly<Record<'leading' | 'seeking' | 'following' | 'neutral', number>>;
}

/** Lanes for `lanes` processes, of which the first `servers` are the protocol's, in `room` pixels. */
export function layoutRows(lanes: number, servers: number, room: number): Rows {
  const clients = lanes - servers;
  const unit = (room - HEAD - FOOT) / Math.max(servers + clients * CLIENT_SHARE, 1);
  const server = within(unit, SERVER.least, SERVER.most);
  const client = within(unit * CLIENT_SHARE, CLIENT.least, CLIENT.most);
  const rows: Row[] = [];
  let top = HEAD;
  for (let lane = 0; lane < lanes; lane += 1) {
    const isClient = lane >= servers;
    const height = isClient ? client : server;
    rows.push({ lane, client: isClient, top, height, y: Math.round(top + height * (isClient ? 0.5 : 0.64)) });
    top += height;
  }
  const thick = server >= 36;
  return {
    rows,
    height: top + FOOT,
    labelled: server >= LABEL_FROM,
    thickness: thick
      ? { leading: 13, seeking: 10, following: 7, neutral: 7 }
      : { leading: 10, seeking: 8, following: 6, neutral: 6 },
  };
}

/** The row at `y`, or the nearest one. */
export function rowAt(rows: Rows, y: number): Row | undefined {
  return rows.rows.find((row) => y < row.top + row.height) ?? rows.rows.at(-1);
}

function within(value: number, least: number, most: number): number {
  return Math.floor(Math.min(Math.max(value, least), most));
}
