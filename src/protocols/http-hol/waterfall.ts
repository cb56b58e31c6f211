/** The resources of a page as a waterfall: known, asked for, arriving, held back, done; read from the trace. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** A packet that came and had to wait. */
export interface Wait {
  readonly from: TrueTime;
  /** null: it still waits. */
  readonly until: TrueTime | null;
  /** Whether what was missing belongs to another resource: head-of-line blocking. */
  readonly foreign: boolean;
}

export interface Row {
  readonly resource: number;
  readonly discovered: TrueTime;
  readonly asked: TrueTime | null;
  readonly connection: number | null;
  readonly arrivals: readonly { readonly at: TrueTime; readonly event: EventId }[];
  readonly waits: readonly Wait[];
  readonly done: TrueTime | null;
}

export interface Waterfall {
  readonly client: ProcessId;
  readonly load: number;
  readonly from: TrueTime;
  /** In order of discovery. */
  readonly rows: readonly Row[];
  /** When the last resource was done; null: not yet. */
  readonly until: TrueTime | null;
}

interface Draft extends Row {
  /** Index of the piece that waits: its place in `waits`. */
  readonly waiting: Readonly<Record<string, number>>;
}

interface Fields {
  readonly load: number;
  readonly resource: number;
  readonly resources: readonly number[];
  readonly connection: number;
  readonly index: number;
  readonly lane: number;
  readonly seq: number;
  readonly missing: number;
}

/** The page that was begun last among the first `count` events, by `client` where it is given; undefined: none. */
export function waterfall(trace: Trace, count: number, client?: ProcessId): Waterfall | undefined {
  let page: { client: ProcessId; load: number; from: TrueTime; size: number } | undefined;
  let rows = new Map<number, Draft>();
  const owners = new Map<string, number>();
  const change = (resource: number, by: (row: Draft) => Partial<Draft>) => {
    const row = rows.get(resource);
    if (row !== undefined) rows.set(resource, { ...row, ...by(row) });
  };
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    const word = trace.word(id);
    const isData = word === 'Data' && (kind === 'send' || kind === 'receive');
    if (kind !== 'step' && !isData) continue;
    const fields = trace.extra(id) as Fields; // a step or a packet of this protocol
    const at = trace.at(id);
    const { load, resource, resources, lane } = fields;
    if (isData && kind === 'send') {
      owners.set(`${trace.lanes[trace.to(id)]} ${load} ${lane} ${fields.seq}`, resource);
      continue;
    }
    const process = trace.lanes[trace.lane(id)] ?? '';
    if (client !== undefined && process !== client) continue;
    if (word === 'discover') {
      if (page === undefined || page.load !== load || page.client !== process) {
        page = { client: process, load, from: at, size: 1 };
        rows = new Map();
      }
      page.size = Math.max(page.size, Math.max(...resources) + 1);
      for (const one of resources)
        rows.set(one, {
          resource: one,
          discovered: at,
          asked: null,
          connection: null,
          arrivals: [],
          waits: [],
          done: null,
          waiting: {},
        });
      continue;
    }
    if (page?.client !== process || page.load !== load) continue;
    if (isData) change(resource, ({ arrivals }) => ({ arrivals: [...arrivals, { at, event: id }] }));
    else if (word === 'ask')
      for (const one of resources) change(one, () => ({ asked: at, connection: fields.connection }));
    else if (word === 'holdBack') {
      const foreign = owners.get(`${process} ${load} ${lane} ${fields.missing}`) !== resource;
      change(resource, ({ waits, waiting }) => ({
        waits: [...waits, { from: at, until: null, foreign }],
        waiting: { ...waiting, [fields.index]: waits.length },
      }));
    } else if (word === 'use')
      change(resource, ({ waits, waiting }) => {
        const place = waiting[fields.index];
        return { waits: waits.map((wait, index) => (index === place ? { ...wait, until: at } : wait)) };
      });
    else if (word === 'done') change(resource, () => ({ done: at }));
  }
  if (page === undefined) return undefined;
  const all = [...rows.values()].map(({ waiting: _, ...row }): Row => row);
  const last =
    all.length > 1 && all.every(({ done }) => done !== null) ? Math.max(...all.map(({ done }) => done ?? 0)) : null;
  return { client: page.client, load: page.load, from: page.from, rows: all, until: last };
}

/** Time in which packets of a resource lay there and waited for another one's, µs, each moment counted once. */
export function blockedFor({ waits }: Row, now: TrueTime): number {
  let end = 0;
  let sum = 0;
  for (const { from, until, foreign } of waits) {
    if (!foreign) continue;
    const to = until ?? now;
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}
