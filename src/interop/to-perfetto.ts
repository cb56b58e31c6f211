/** A run in the Trace Event Format (JSON), which Perfetto and chrome://tracing open: a thread for each process, roles and operations as slices, messages as flows. */
import type { Json } from '../sim/scenario.ts';
import type { Trace } from '../sim/trace.ts';

interface Words {
  caption(type: string, payload: Json): string;
}

type Entry = Readonly<Record<string, Json>>;

/** Length of the slice that stands for an event, µs: flows need something to begin and end at. */
const INSTANT = 1;
const PID = 1;

/** `title` names the run; times are µs of true time. */
export function toPerfetto(trace: Trace, protocol: Words, title: string, duration: number): string {
  const entries: Entry[] = [
    { ph: 'M', pid: PID, tid: 0, name: 'process_name', args: { name: title } },
    ...trace.lanes.flatMap((name, lane): Entry[] => [
      { ph: 'M', pid: PID, tid: lane + 1, name: 'thread_name', args: { name } },
      { ph: 'M', pid: PID, tid: lane + 1, name: 'thread_sort_index', args: { sort_index: lane } },
    ]),
    ...roles(trace, duration),
    ...trace.operations.map(
      ({ client, op, key, value, invoke, return: answered, status, result }): Entry => ({
        ph: 'X',
        pid: PID,
        tid: trace.lanes.indexOf(client) + 1,
        name: `${op} ${key}${value === undefined ? '' : `=${value}`}`,
        cat: 'operation',
        ts: invoke,
        dur: Math.max((answered ?? duration) - invoke, INSTANT),
        args: { status, result },
      }),
    ),
  ];
  for (let id = 0; id < trace.length; id += 1) entries.push(...entriesOf(trace, id, protocol));
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: entries })}\n`;
}

function entriesOf(trace: Trace, id: number, protocol: Words): readonly Entry[] {
  const event = trace.event(id);
  const place = { pid: PID, tid: trace.lane(id) + 1, ts: event.at };
  switch (event.kind) {
    case 'send': {
      const name = protocol.caption(event.type, event.payload);
      return [
        {
          ...place,
          ph: 'X',
          dur: INSTANT,
          name: `send ${name}`,
          cat: 'message',
          args: { message: event.message, payload: event.payload },
        },
        { ...place, ph: 's', id, name: event.type, cat: 'message' },
      ];
    }
    case 'receive': {
      const name = protocol.caption(event.type, event.payload);
      return [
        { ...place, ph: 'X', dur: INSTANT, name: `receive ${name}`, cat: 'message', args: { message: event.message } },
        { ...place, ph: 'f', bp: 'e', id: trace.cause(id), name: event.type, cat: 'message' },
      ];
    }
    case 'step':
      return event.name === 'role'
        ? []
        : [{ ...place, ph: 'i', s: 't', name: event.name, cat: 'step', args: event.detail }];
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'clock':
      return [{ ...place, ph: 'i', s: 't', name: event.kind, cat: 'fault' }];
    case 'lost':
      return [{ ...place, tid: 0, ph: 'i', s: 'p', name: `lost ${event.message} (${event.reason})`, cat: 'fault' }];
    default:
      return [];
  }
}

/** A slice from each `role` step of a lane to its next. */
function roles(trace: Trace, duration: number): readonly Entry[] {
  const open = new Map<number, { readonly name: string; readonly ts: number }>();
  const entries: Entry[] = [];
  const close = (lane: number, at: number) => {
    const role = open.get(lane);
    if (role !== undefined)
      entries.push({ ph: 'X', pid: PID, tid: lane + 1, ...role, cat: 'role', dur: Math.max(at - role.ts, INSTANT) });
    open.delete(lane);
  };
  for (const id of trace.landmarks()) {
    const event = trace.event(id);
    const lane = trace.lane(id);
    if (event.kind === 'crash') close(lane, event.at);
    if (event.kind !== 'step' || event.name !== 'role') continue;
    close(lane, event.at);
    open.set(lane, { name: Object.values(event.detail).map(String).join(' '), ts: event.at });
  }
  for (const lane of [...open.keys()]) close(lane, duration);
  return entries;
}
