/** Which rows of a very long list are in view. */

/** Browsers give up on elements higher than this, px; longer lists scroll faster than they are high. */
const HIGHEST = 8_000_000;

export interface ListGeometry {
  /** Rows in all. */
  readonly count: number;
  /** Height of a row and of the viewport, px. */
  readonly row: number;
  readonly view: number;
}

/** Height of what scrolls, px. */
export function listHeight({ count, row }: ListGeometry): number {
  return Math.min(count * row, HIGHEST);
}

/** Rows [first, end) to draw at this scroll position, and where the first of them stands, px from the top of what scrolls. */
export function rowsInView(
  geometry: ListGeometry,
  scroll: number,
  spare = 3,
): { readonly first: number; readonly end: number; readonly top: number } {
  const { count, row, view } = geometry;
  const offset = offsetOf(geometry, scroll);
  const first = Math.max(0, Math.floor(offset / row) - spare);
  const end = Math.min(count, Math.ceil((offset + view) / row) + spare);
  return { first, end, top: scroll - offset + first * row };
}

/** The scroll position that brings `index` to `share` of the way down the viewport. */
export function scrollTo(geometry: ListGeometry, index: number, share: number): number {
  const { row, view } = geometry;
  return scrollOf(geometry, index * row - (view - row) * share);
}

/** The nearest scroll position at which the whole of row `index` is in view. */
export function scrollNear(geometry: ListGeometry, index: number, scroll: number): number {
  const offset = offsetOf(geometry, scroll);
  const { row, view } = geometry;
  if (index * row < offset) return scrollOf(geometry, index * row);
  if ((index + 1) * row > offset + view) return scrollOf(geometry, (index + 1) * row - view);
  return scroll;
}

/** Pixels of rows above the viewport: more than were scrolled where the list is higher than can be. */
function offsetOf(geometry: ListGeometry, scroll: number): number {
  return scroll * stretch(geometry);
}

function scrollOf(geometry: ListGeometry, offset: number): number {
  const most = Math.max(0, listHeight(geometry) - geometry.view);
  return Math.max(0, Math.min(most, offset / stretch(geometry)));
}

function stretch(geometry: ListGeometry): number {
  const { count, row, view } = geometry;
  const height = listHeight(geometry);
  return height >= count * row || height <= view ? 1 : (count * row - view) / (height - view);
}
