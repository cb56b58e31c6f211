/** A line drawn from lane to lane is a message to be sent, where the protocol lets its processes be prompted to. */
import { type RefObject, useState } from 'react';
import { type ProtocolDefinition, promptsOf } from '../../sim/protocol.ts';
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import { REACH } from './hit.ts';
import { type Rows, rowAt } from './rows.ts';
import { type TimeScale, timeAt } from './scale.ts';

/** A press this far from the middle of a lane still takes hold of it, px. */
const HOLD = REACH.coarse;
const MS = 1000;

export interface DrawnMessage {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** Whom it would reach; undefined: nobody. */
  readonly receiver: ProcessId | undefined;
}

export interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

interface DrawingOptions {
  readonly protocol: Pick<ProtocolDefinition, 'prompts'>;
  readonly processes: readonly ProcessId[];
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly duration: Micros;
  readonly plot: RefObject<HTMLElement | null>;
  readonly onDrawMessage: ((from: ProcessId, to: ProcessId, at: TrueTime) => void) | undefined;
}

export interface Drawing {
  /** Whether a press here takes hold of a lane from which a message can be drawn. */
  readonly holds: (place: Place) => boolean;
  readonly draw: (from: Place, to: Place) => void;
  /** The hand lets go; undefined: of nothing. */
  readonly finish: (from: Place, to: Place | undefined) => void;
}

export function useDrawing(options: DrawingOptions): readonly [DrawnMessage | undefined, Drawing] {
  const { protocol, processes, rows, scale, duration, plot, onDrawMessage } = options;
  const [drawn, setDrawn] = useState<DrawnMessage>();
  const local = ({ clientX, clientY }: Place) => {
    const box = plot.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const senderAt = (place: Place): ProcessId | undefined => {
    const { x, y } = local(place);
    const row = rowAt(rows, y);
    const process = row === undefined || x < 0 || Math.abs(y - row.y) > HOLD ? undefined : processes[row.lane];
    const sends = process !== undefined && promptsOf(protocol, process, processes).some(({ to }) => to !== undefined);
    return sends ? process : undefined;
  };
  const receiverAt = (sender: ProcessId, place: Place): ProcessId | undefined => {
    const process = processes[rowAt(rows, local(place).y)?.lane ?? -1];
    return promptsOf(protocol, sender, processes).some(({ to }) => to !== undefined && to === process)
      ? process
      : undefined;
  };
  const lineOf = (from: Place, to: Place): DrawnMessage | undefined => {
    const sender = senderAt(from);
    if (sender === undefined) return undefined;
    const receiver = receiverAt(sender, to);
    const middle = (process: ProcessId) => rows.rows[processes.indexOf(process)]?.y ?? 0;
    const end = local(to);
    return {
      from: { x: local(from).x, y: middle(sender) },
      to: receiver === undefined ? end : { x: end.x, y: middle(receiver) },
      receiver,
    };
  };
  return [
    drawn,
    {
      holds: (place) => onDrawMessage !== undefined && senderAt(place) !== undefined,
      draw: (from, to) => setDrawn(lineOf(from, to)),
      finish: (from, to) => {
        setDrawn(undefined);
        const sender = senderAt(from);
        const receiver = sender === undefined || to === undefined ? undefined : receiverAt(sender, to);
        const at = Math.round(timeAt(scale, local(from).x) / MS) * MS;
        if (sender !== undefined && receiver !== undefined)
          onDrawMessage?.(sender, receiver, Math.min(Math.max(at, 0), duration));
      },
    },
  ];
}
