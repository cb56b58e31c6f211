/** States at given places, for charts that branch: arrows bow to one side, words keep off each other and off the boxes. */
import type { Statechart } from '../../sim/statechart.ts';
import {
  boxesFor,
  CHARACTER,
  type ChartLayout,
  headAt,
  LINE,
  type PlacedArrow,
  round,
  type StateBox,
} from './chart-layout.ts';
import { type Arrow, arrowsOf, wrap } from './edges.ts';

interface Label {
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
}

const MOST_CHARACTERS = 22;
const BOW = 0.16;

export interface Places {
  /** Narrower than this states would cover each other: the chart scrolls, px. */
  readonly least: number;
  /** Where the middle of each state goes, in the room that there is. */
  readonly of: (room: Room) => ReadonlyMap<string, Point>;
}

export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function curvedLayout(chart: Statechart, places: Places, size: Room): ChartLayout {
  const room = { width: Math.max(size.width, places.least), height: Math.max(size.height, 300) };
  const centre = { x: room.width / 2, y: room.height / 2 };
  const sizes = boxesFor(chart, 112, true);
  const boxes = new Map(
    [...places.of(room)].map(([id, place]) => [id, { ...(sizes.get(id) as StateBox), ...place }] as const),
  );
  const drafts = arrowsOf(chart).map((arrow) => draft(arrow, boxes, centre));
  settle(
    drafts.map(({ label }) => label),
    [...boxes.values()],
    room,
  );
  return { ...room, boxes: [...boxes.values()], arrows: drafts.map(finish) };
}

interface Draft {
  readonly arrow: Arrow;
  readonly path: string;
  readonly head: string;
  readonly lines: readonly string[];
  readonly label: Label;
}

function draft(
  arrow: Arrow,
  boxes: ReadonlyMap<string, StateBox>,
  centre: { readonly x: number; readonly y: number },
): Draft {
  const [from, to] = [boxes.get(arrow.from) as StateBox, boxes.get(arrow.to) as StateBox];
  const lines = wrap(arrow.words, MOST_CHARACTERS);
  const block = { width: Math.max(...lines.map((line) => line.length)) * CHARACTER, height: lines.length * LINE };
  if (from === to) {
    const up = from.y <= centre.y ? -1 : 1;
    const y = from.y + (up * from.height) / 2;
    return {
      arrow,
      path: `M${round(from.x - 14)},${round(y)}c-12,${up * 32} 40,${up * 32} 29,${up * 7}`,
      head: headAt(from.x + 14, y + up, -4, -up * 20),
      lines,
      label: { x: from.x, y: y + up * (30 + block.height / 2), ...block },
    };
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const control = { x: (from.x + to.x) / 2 + dy * BOW, y: (from.y + to.y) / 2 - dx * BOW };
  const start = onBorder(from, control);
  const end = onBorder(to, control);
  return {
    arrow,
    path: `M${round(start.x)},${round(start.y)}Q${round(control.x)},${round(control.y)} ${round(end.x)},${round(end.y)}`,
    head: headAt(end.x, end.y, end.x - control.x, end.y - control.y),
    lines,
    label: {
      x: (start.x + end.x) / 4 + control.x / 2 + dy * 0.05,
      y: (start.y + end.y) / 4 + control.y / 2 - dx * 0.05,
      ...block,
    },
  };
}

/** Where the way from the middle of the box to `point` leaves it. */
function onBorder(
  box: StateBox,
  point: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } {
  const [dx, dy] = [point.x - box.x, point.y - box.y];
  const share = Math.min(
    (box.width / 2 + 3) / Math.max(Math.abs(dx), 0.01),
    (box.height / 2 + 3) / Math.max(Math.abs(dy), 0.01),
  );
  return { x: box.x + dx * share, y: box.y + dy * share };
}

/** Pushes words apart, up and down, until none cover each other or a box. */
function settle(
  labels: readonly Label[],
  boxes: readonly StateBox[],
  size: { readonly width: number; readonly height: number },
): void {
  for (let turn = 0; turn < 60; turn += 1) {
    for (const [index, label] of labels.entries()) {
      for (const other of [...labels.slice(index + 1), ...boxes]) {
        const x = (label.width + other.width) / 2 + 6 - Math.abs(label.x - other.x);
        const y = (label.height + other.height) / 2 + 4 - Math.abs(label.y - other.y);
        if (x <= 0 || y <= 0) continue;
        const push = (y / 2) * (label.y < other.y ? -1 : 1);
        label.y += push;
        if (!('id' in other)) (other as Label).y -= push;
      }
      label.x = Math.max(label.width / 2 + 4, Math.min(size.width - label.width / 2 - 4, label.x));
      label.y = Math.max(label.height / 2 + 4, Math.min(size.height - label.height / 2 - 4, label.y));
    }
  }
}

function finish({ label, ...rest }: Draft): PlacedArrow {
  return { ...rest, label: { x: round(label.x), y: round(label.y - label.height / 2 + LINE / 2), anchor: 'middle' } };
}
