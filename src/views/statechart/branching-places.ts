/** Where the states of a chart that branches stand: around an ellipse while there are few, else in columns from left to right. */
import { LINE } from './chart-layout.ts';
import type { Places, Point, Room } from './curved-layout.ts';

/** Room to the left of the first and to the right of the last state, and above and below them beside the words of loops, px. */
const SIDE = 100;
const EDGE = 52;
/** In columns, where half a box is enough; the entry arrow takes the left. */
const COLUMN_SIDE = { left: 88, right: 66 };
const COLUMN_EDGE = 28;
const LEAST_PITCH = { x: 134, y: 54 };
/** Of lengths, px. */
const ROUNDING = 1e-6;

/** At equal distances from the left end on: at equal angles the ends of a flat ellipse would be crowded. */
export function aroundEllipse(order: readonly string[]): Places {
  const of = ({ width, height }: Room, loopLines: number) => {
    const ellipse = alongEllipse(width / 2 - SIDE, height / 2 - EDGE - loopLines * LINE);
    return new Map(
      order.map((id, index): [string, Point] => {
        const { x, y } = ellipse(index / order.length);
        return [id, { x: width / 2 + x, y: height / 2 + y }];
      }),
    );
  };
  return { least: { width: 540, height: 300 }, of };
}

/** Steps in which the length of an ellipse is measured. */
const STEPS = 720;

/** The point about 0 that lies this share of the way around the ellipse from its left end. */
function alongEllipse(a: number, b: number): (share: number) => Point {
  const at = (step: number) => {
    const angle = Math.PI + (2 * Math.PI * step) / STEPS;
    return { x: Math.cos(angle) * a, y: Math.sin(angle) * b };
  };
  const lengths = [0];
  for (let step = 1; step <= STEPS; step += 1) {
    const [from, to] = [at(step - 1), at(step)];
    lengths.push((lengths[step - 1] ?? 0) + Math.hypot(to.x - from.x, to.y - from.y));
  }
  const whole = lengths[STEPS] ?? 0;
  return (share) => at(lengths.findIndex((length) => length >= whole * share - ROUNDING));
}

/** A column for each layer, its states one below the other, in the middle where they are few. */
export function inColumns(layers: readonly (readonly string[])[]): Places {
  const most = Math.max(...layers.map((layer) => layer.length));
  const of = ({ width, height }: Room) => {
    const pitch = (width - COLUMN_SIDE.left - COLUMN_SIDE.right) / Math.max(1, layers.length - 1);
    const step = (height - 2 * COLUMN_EDGE) / Math.max(1, most - 1);
    return new Map(
      layers.flatMap((layer, column) =>
        layer.map((id, index): [string, Point] => [
          id,
          { x: COLUMN_SIDE.left + column * pitch, y: height / 2 + (index - (layer.length - 1) / 2) * step },
        ]),
      ),
    );
  };
  const width = COLUMN_SIDE.left + COLUMN_SIDE.right + (layers.length - 1) * LEAST_PITCH.x;
  return { least: { width, height: 2 * COLUMN_EDGE + (most - 1) * LEAST_PITCH.y }, of };
}
