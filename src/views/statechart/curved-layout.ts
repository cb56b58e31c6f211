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
/** How far the words of an arrow stand from it, as a share of its length, and px at most: words of long ones stay near. */
const WORDS_OFF = { share: 0.05, most: 16 } as const;
/** Rounding must not turn the loop of a state in the middle over, px. */
const ROUNDING = 1e-6;
/** Words that begin less than this outside the middle of a state give way to the inside, where arrows are, px. */
const OUTSIDE = 8;

export interface Places {
  /** In less room than this states would cover each other: the chart is drawn smaller, or scrolls. */
  readonly least: Room;
  /** Where the middle of each state goes, in the room that there is; loops of theirs have up to `loopLines` lines of words. */
  readonly of: (room: Room, loopLines: number) => ReadonlyMap<string, Point>;
}

/** px */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function curvedLayout(chart: Statechart, places: Places, size: Room): ChartLayout {
  const room = {
    width: Math.max(size.width, places.least.width),
    height: Math.max(size.height, places.least.height),
  };
  const centre = { x: room.width / 2, y: room.height / 2 };
  const sizes = boxesFor(chart, 112, true);
  const boxes = new Map(
    [...places.of(room, loopsOf(chart))].map(
      ([id, place]) => [id, { ...(sizes.get(id) as StateBox), ...place }] as const,
    ),
  );
  const drafts = arrowsOf(chart).map((arrow) => draft(arrow, boxes, centre));
  settle(
    drafts.map(({ label }) => label),
    [...boxes.values()],
    room,
  );
  return { ...room, boxes: [...boxes.values()], arrows: drafts.map(finish) };
}

/** Lines of words that the wordiest loop has, 0 without loops. */
function loopsOf(chart: Statechart): number {
  const loops = arrowsOf(chart).filter(({ from, to }) => from === to);
  return Math.max(0, ...loops.map(({ words }) => wrap(words, MOST_CHARACTERS).length));
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
    const up = from.y <= centre.y + ROUNDING ? -1 : 1;
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
  const off = Math.min(WORDS_OFF.share, WORDS_OFF.most / Math.hypot(dx, dy));
  const control = { x: (from.x + to.x) / 2 + dy * BOW, y: (from.y + to.y) / 2 - dx * BOW };
  const start = onBorder(from, control);
  const end = onBorder(to, control);
  return {
    arrow,
    path: `M${round(start.x)},${round(start.y)}Q${round(control.x)},${round(control.y)} ${round(end.x)},${round(end.y)}`,
    head: headAt(end.x, end.y, end.x - control.x, end.y - control.y),
    lines,
    label: {
      x: (start.x + end.x) / 4 + control.x / 2 + dy * off,
      y: (start.y + end.y) / 4 + control.y / 2 - dx * off,
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
        if ('id' in other) {
          const outward = other.y < size.height / 2 ? -1 : 1;
          label.y += (y / 2) * ((label.y - other.y) * outward > OUTSIDE ? outward : -outward);
        } else {
          const push = (y / 2) * (label.y < other.y ? -1 : 1);
          label.y += push;
          other.y -= push;
        }
      }
      label.x = Math.max(label.width / 2 + 4, Math.min(size.width - label.width / 2 - 4, label.x));
      label.y = Math.max(label.height / 2 + 4, Math.min(size.height - label.height / 2 - 4, label.y));
    }
  }
}

function finish({ label, ...rest }: Draft): PlacedArrow {
  return { ...rest, label: { x: round(label.x), y: round(label.y - label.height / 2 + LINE / 2), anchor: 'middle' } };
}
