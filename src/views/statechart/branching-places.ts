/** Where the states of a chart that branches stand: around an ellipse while there are few, else in columns from left to right. */
import { LINE } from './chart-layout.ts';
import type { Places, Point, Room } from './curved-layout.ts';

/** Room to the left of the first and to the right of the last state, and above and below them beside the words of loops, px. */
const SIDE = 100;
const EDGE = 52;
/** In columns, where half a box is enough; the entry arrow takes the left. */
const COLUMN_SIDE = { left: 88, right: 66 };
const COLUMN_EDGE = 28;
const LEAST_PITCH = 142;

export function aroundEllipse(order: readonly string[]): Places {
  const of = ({ width, height }: Room, loopLines: number) =>
    new Map(
      order.map((id, index): [string, Point] => {
        const angle = Math.PI + (2 * Math.PI * index) / order.length;
        return [
          id,
          {
            x: width / 2 + Math.cos(angle) * (width / 2 - SIDE),
            y: height / 2 + Math.sin(angle) * (height / 2 - EDGE - loopLines * LINE),
          },
        ];
      }),
    );
  return { least: 540, of };
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
  return { least: COLUMN_SIDE.left + COLUMN_SIDE.right + (layers.length - 1) * LEAST_PITCH, of };
}
