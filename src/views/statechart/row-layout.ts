/** States in a row: onward arrows run straight, loops stand above, ways back hang below, the longer the deeper. */
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

/** Room for the words of the longest way back, px a state at least. */
const LEAST_PITCH = 184;
const LOOP = 27;
/** Lower than this there is no room for what a state handles. */
const BRIEF = 250;

interface Row {
  readonly boxes: ReadonlyMap<string, StateBox>;
  readonly order: readonly string[];
  readonly pitch: number;
}

export function rowLayout(
  chart: Statechart,
  order: readonly string[],
  size: { readonly width: number; readonly height: number },
): ChartLayout {
  const width = Math.max(size.width, order.length * LEAST_PITCH);
  const pitch = Math.min(width / order.length, 330);
  const sizes = boxesFor(chart, Math.max(84, Math.min(150, pitch * 0.46)), size.height < BRIEF || pitch < 210);
  const left = (width - pitch * (order.length - 1)) / 2;
  const flat = new Map(
    order.map((id, index) => [id, { ...(sizes.get(id) as StateBox), x: left + index * pitch, y: 0 }]),
  );
  const tallest = Math.max(...[...flat.values()].map(({ height }) => height));
  const row = { boxes: new Map([...flat].map(([id, box]) => [id, { ...box, height: tallest }])), order, pitch };
  const drawn = placeAll(arrowsOf(chart), row);
  const height = Math.max(size.height, drawn.bottom - drawn.top + 12);
  const shift = (height - drawn.bottom - drawn.top) / 2;
  return {
    width,
    height,
    boxes: [...row.boxes.values()].map((box) => ({ ...box, y: box.y + shift })),
    arrows: drawn.arrows.map((arrow) => arrow(shift)),
  };
}

/** Heights are known only when all is placed: an arrow is made last, with the shift that centres the whole. */
type Late = (shift: number) => PlacedArrow;

function placeAll(
  arrows: readonly Arrow[],
  row: Row,
): { readonly arrows: readonly Late[]; readonly top: number; readonly bottom: number } {
  const late: Late[] = [];
  const placeOf = (id: string) => row.order.indexOf(id);
  const half = ([...row.boxes.values()][0]?.height ?? 0) / 2;
  let top = -half;
  const bottom = half;
  for (const arrow of arrows) {
    const step = placeOf(arrow.to) - placeOf(arrow.from);
    if (step === 0) {
      const lines = wrap(arrow.words, Math.floor(row.pitch / CHARACTER));
      top = Math.min(top, -half - LOOP - 4 - lines.length * LINE);
      late.push((shift) => loop(arrow, row, half, lines, shift));
    } else if (step === 1) late.push((shift) => onward(arrow, row, shift));
  }
  const far = arrows.filter(({ from, to }) => ![0, 1].includes(placeOf(to) - placeOf(from)));
  const span = ({ from, to }: Arrow) => Math.abs(placeOf(to) - placeOf(from));
  let reached = 0;
  let depth = 0;
  // Short ways hang close; ways of one length do not cross each other, so they share a depth.
  for (const length of [...new Set(far.map(span))].sort((a, b) => a - b)) {
    depth = reached + (reached === 0 ? 22 : 15);
    const own = far.filter((arrow) => span(arrow) === length);
    for (const arrow of own) {
      const lines = wrap(arrow.words, Math.floor((row.pitch * length - 12) / CHARACTER));
      reached = Math.max(reached, depth + lines.length * LINE + 8);
      const at = depth;
      late.push((shift) => back(arrow, row, half, at, lines, shift));
    }
  }
  return { arrows: late, top, bottom: bottom + reached };
}

function boxOf(row: Row, id: string): StateBox {
  return row.boxes.get(id) as StateBox;
}

function onward(arrow: Arrow, row: Row, shift: number): PlacedArrow {
  const [from, to] = [boxOf(row, arrow.from), boxOf(row, arrow.to)];
  const [x1, x2, y] = [from.x + from.width / 2, to.x - to.width / 2, shift - 6];
  const lines = wrap(arrow.words, Math.floor((x2 - x1 - 10) / CHARACTER));
  const bow = 8;
  return {
    arrow,
    path: `M${round(x1)},${round(y)}Q${round((x1 + x2) / 2)},${round(y - bow)} ${round(x2 - 6)},${round(y - 0.6)}`,
    head: headAt(x2 - 1, y, (x2 - x1) / 2, bow),
    lines,
    label: { x: (x1 + x2) / 2, y: y - bow / 2 - 8 - (lines.length - 1) * LINE, anchor: 'middle' },
  };
}

function loop(arrow: Arrow, row: Row, half: number, lines: readonly string[], shift: number): PlacedArrow {
  const { x } = boxOf(row, arrow.from);
  const y = shift - half;
  const [x1, x2] = [x - 15, x + 15];
  return {
    arrow,
    path: `M${x1},${y}C${x1 - 13},${y - LOOP - 4} ${x2 + 13},${y - LOOP - 4} ${round(x2 + 1.5)},${y - 7}`,
    head: headAt(x2, y - 1, -5, LOOP),
    lines,
    label: { x, y: y - LOOP - 5 - (lines.length - 1) * LINE, anchor: 'middle' },
  };
}

/** From the bottom of one box to the bottom of the other; several at one box stand side by side. */
function back(
  arrow: Arrow,
  row: Row,
  half: number,
  depth: number,
  lines: readonly string[],
  shift: number,
): PlacedArrow {
  const [from, to] = [boxOf(row, arrow.from), boxOf(row, arrow.to)];
  const span = Math.abs(row.order.indexOf(arrow.to) - row.order.indexOf(arrow.from));
  const side = to.x < from.x ? -1 : 1;
  // The longer way keeps to the outside at both ends.
  const inset = from.width * (span === 1 ? 0.3 : -0.16);
  const [x1, x2, y] = [from.x + side * inset, to.x - side * inset, shift + half];
  const low = y + depth;
  const corner = Math.min(depth, 24);
  return {
    arrow,
    path: `M${round(x1)},${y}V${low - corner}Q${round(x1)},${low} ${round(x1 + side * corner)},${low}H${round(x2 - side * corner)}Q${round(x2)},${low} ${round(x2)},${low - corner}V${y + 8}`,
    head: headAt(x2, y + 1, 0, -1),
    lines,
    label: { x: (x1 + x2) / 2, y: low + 14, anchor: 'middle' },
  };
}
