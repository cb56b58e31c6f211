/** One stream as a bar on each side: what the sender knows of it, what the receiver has of it, and its last letters. */
import { scaleLinear } from 'd3';
import { useRef } from 'react';
import type { Trace } from '../../sim/trace.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import styles from './panel.module.css';
import { told } from './run-reading.ts';
import { numberOf, STATES, type TcpContext } from './state.ts';
import { textOf } from './stream.ts';

interface StreamProps {
  readonly sender: TcpContext;
  readonly receiver: TcpContext;
  readonly trace: Trace;
  readonly events: number;
}

/** px */
const BAR = 22;
const GAP = 34;
const TOP = 20;
const AXIS = 22;
const SIDE = 8;
/** Letters shown at most: the last ones read. */
const LETTERS = 60;

interface Piece {
  readonly look: 'done' | 'flight' | 'held' | 'room' | 'rest';
  readonly from: number;
  readonly to: number;
}

export function StreamFigure({ sender, receiver, trace, events }: StreamProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSize(place)?.width ?? 470;
  const { total } = sender;
  const x = scaleLinear([0, total], [SIDE, Math.max(SIDE + 40, width - SIDE)]);
  const same = receiver.receive.irs === sender.send.iss;
  const below = TOP + BAR + GAP;
  const height = below + BAR + AXIS;
  const ticks = x.ticks(Math.max(2, Math.floor(width / 90)));
  return (
    <section className={styles.stream}>
      <h3 className={styles.title}>
        {sender.id} to {receiver.id}
        {sender.connection > 0 && <span>connection {numberOf(sender)}</span>}
      </h3>
      <div ref={place} />
      <svg width={width} height={height} role="img" aria-label={describe(sender, receiver, same)}>
        <text x={SIDE} y={TOP - 6} className={styles.name}>
          {sender.id} sends, {STATES[sender.state]}
        </text>
        <Bar pieces={sentPieces(sender)} x={x} y={TOP} total={total} />
        <text x={SIDE} y={below - 6} className={styles.name}>
          {receiver.id} has, {STATES[receiver.state]}
        </text>
        <Bar pieces={same ? keptPieces(receiver, total) : []} x={x} y={below} total={total} />
        {ticks.map((tick) => (
          <text key={tick} x={x(tick)} y={height - 5} className={styles.tick} textAnchor={anchor(tick, total)}>
            {tick}
          </text>
        ))}
      </svg>
      <Letters sender={sender} receiver={receiver} trace={trace} events={events} />
    </section>
  );
}

interface BarProps {
  readonly pieces: readonly Piece[];
  readonly x: (bytes: number) => number;
  readonly y: number;
  readonly total: number;
}

function Bar({ pieces, x, y, total }: BarProps) {
  return (
    <g>
      <rect x={x(0)} y={y} width={x(total) - x(0)} height={BAR} className={styles.rest} />
      {pieces
        .filter(({ from, to }) => to > from)
        .map(({ look, from, to }) => (
          <rect
            key={`${look} ${from}`}
            x={x(from)}
            y={look === 'room' ? y + BAR - 5 : y}
            width={Math.max(1, x(to) - x(from))}
            height={look === 'room' ? 5 : BAR}
            className={styles[look]}
          />
        ))}
      <rect x={x(0)} y={y} width={x(total) - x(0)} height={BAR} className={styles.frame} />
    </g>
  );
}

/** Bytes counted from 0, ends left out: offset 1 is byte 0. */
function sentPieces({ send, total, congestion }: TcpContext): readonly Piece[] {
  const at = (offset: number) => Math.max(0, Math.min(total, offset - 1));
  const allowed = Math.min(send.edge, send.una + congestion.cwnd);
  return [
    { look: 'done', from: 0, to: at(send.una) },
    { look: 'flight', from: at(send.una), to: at(send.max) },
    { look: 'room', from: at(send.max), to: at(allowed) },
  ];
}

function keptPieces({ receive }: TcpContext, total: number): readonly Piece[] {
  const at = (offset: number) => Math.max(0, Math.min(total, offset - 1));
  return [
    { look: 'done', from: 0, to: receive.read },
    { look: 'flight', from: receive.read, to: receive.read + receive.unread.length },
    { look: 'room', from: at(receive.next), to: at(receive.edge) },
    ...receive.held.map(({ offset, data }) => ({
      look: 'held' as const,
      from: at(offset),
      to: at(offset + data.length),
    })),
  ];
}

/** The last letters read on this connection; those that nobody wrote stand out. */
function Letters({ sender, receiver, trace, events }: StreamProps) {
  const met = told(trace, 'meet', receiver.id, events).at(-1);
  const reads = told(trace, 'deliver', receiver.id, events).filter(({ id }) => met !== undefined && id > met.id);
  const text = reads.map(({ detail }) => String(detail.data)).join('');
  const same = receiver.receive.irs === sender.send.iss;
  const from = Math.max(0, text.length - LETTERS);
  const wrote = same ? textOf(sender.id, numberOf(sender), from + 1, text.length) : text.slice(from);
  return (
    <p className={styles.letters}>
      <span className={styles.reader}>
        {receiver.id} has read {text === '' && 'nothing'}
      </span>
      {from > 0 && '…'}
      {runs(text.slice(from), wrote).map(({ start, letters, right }) =>
        right ? <span key={start}>{letters}</span> : <mark key={start}>{letters}</mark>,
      )}
    </p>
  );
}

/** Letters gathered into stretches that are right or wrong. */
function runs(read: string, wrote: string): readonly { start: number; letters: string; right: boolean }[] {
  const found: { start: number; letters: string; right: boolean }[] = [];
  for (let index = 0; index < read.length; index += 1) {
    const right = read[index] === wrote[index];
    const last = found.at(-1);
    if (last !== undefined && last.right === right) last.letters += read[index] ?? '';
    else found.push({ start: index, letters: read[index] ?? '', right });
  }
  return found;
}

function anchor(tick: number, total: number): 'start' | 'middle' | 'end' {
  return tick === 0 ? 'start' : tick > total * 0.95 ? 'end' : 'middle';
}

function describe({ id, send, total }: TcpContext, receiver: TcpContext, same: boolean): string {
  const acknowledged = Math.max(0, Math.min(total, send.una - 1));
  const sent = Math.max(0, Math.min(total, send.max - 1));
  const { read, unread, held } = receiver.receive;
  const has = same
    ? `${receiver.id} has read ${read}, keeps ${unread.length} and holds ${held.reduce((sum, { data }) => sum + data.length, 0)} out of order`
    : `${receiver.id} is not on this connection`;
  return `Of ${total} bytes ${id} has sent ${sent}, ${acknowledged} are acknowledged; ${has}.`;
}
