/** Geometry of arrows and crosses, gathered in flat lists so that a thousand of them are one path. */

/** Lines as x1, y1, x2, y2; heads as three points: one wing, the tip, the other wing. */
export interface Arrows {
  readonly lines: number[];
  readonly heads: number[];
}

/** Adds a line with a head of `size` px at its end; no head where `size` is 0. */
export function addArrow(arrows: Arrows, x1: number, y1: number, x2: number, y2: number, size: number): void {
  arrows.lines.push(x1, y1, x2, y2);
  if (size === 0) return;
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 1) return;
  const along = { x: (x2 - x1) / length, y: (y2 - y1) / length };
  const reach = Math.min(size, length * 0.6);
  const half = reach * 0.4;
  const baseX = x2 - along.x * reach;
  const baseY = y2 - along.y * reach;
  arrows.heads.push(
    baseX - along.y * half,
    baseY + along.x * half,
    x2,
    y2,
    baseX + along.y * half,
    baseY - along.x * half,
  );
}

/** SVG path of the lines. */
export function linePath(lines: readonly number[]): string {
  let path = '';
  for (let at = 0; at < lines.length; at += 4) {
    path += `M${round(lines[at])},${round(lines[at + 1])}L${round(lines[at + 2])},${round(lines[at + 3])}`;
  }
  return path;
}

/** SVG path of the heads: closed triangles, or open chevrons. */
export function headPath(heads: readonly number[], closed: boolean): string {
  let path = '';
  for (let at = 0; at < heads.length; at += 6) {
    path += `M${round(heads[at])},${round(heads[at + 1])}L${round(heads[at + 2])},${round(heads[at + 3])}L${round(heads[at + 4])},${round(heads[at + 5])}`;
    if (closed) path += 'Z';
  }
  return path;
}

/** SVG path of × marks with arms of `arm` px around the points x, y. */
export function crossPath(points: readonly number[], arm: number): string {
  let path = '';
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] ?? 0;
    const y = points[at + 1] ?? 0;
    path += `M${round(x - arm)},${round(y - arm)}L${round(x + arm)},${round(y + arm)}M${round(x - arm)},${round(y + arm)}L${round(x + arm)},${round(y - arm)}`;
  }
  return path;
}

/** SVG path of discs around the points x, y. */
export function dotPath(points: readonly number[], radius: number): string {
  let path = '';
  for (let at = 0; at < points.length; at += 2) {
    path += `M${round((points[at] ?? 0) - radius)},${round(points[at + 1])}a${radius},${radius} 0 1,0 ${radius * 2},0a${radius},${radius} 0 1,0 ${-radius * 2},0`;
  }
  return path;
}

/** One decimal is below what can be seen and keeps paths short. */
function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10;
}
