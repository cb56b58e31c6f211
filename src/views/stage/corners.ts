/** The corners of the stage that words outside the drawing take: roles, the switch, the marks. */
import type { MessageKind, Role } from '../../sim/protocol.ts';
import type { Box } from './geometry.ts';
import type { Size } from './layout.ts';

/** Below this width the legend leaves the top row to the switch. */
export const NARROW = 560;
const EDGE = 14;
const SWITCH = { width: 156, height: 28 };
/** Between the switch and the legend, px. */
const APART = 12;
/** Half the width of a disc at the top of the ring, with its timer arc and some air, px. */
const CROWN = 48;
const LINE = 20;
/** A sign and the space after it. */
const SIGN = 17;

/** What the marks on the stage are called. */
export function markTitles(messages: readonly MessageKind[]): readonly string[] {
  const replies = messages.some(({ form }) => form === 'reply');
  return replies ? ['request', 'reply, + yes, − no', 'lost'] : ['message', 'lost'];
}

/** The mark of what the transport sends of its own, where that is shown. */
export const ACKNOWLEDGEMENT = 'acknowledgement';

/** The roles that the legend names. */
export function listedRoles(roles: readonly Role[]): readonly Role[] {
  return roles.filter(({ unlisted }) => unlisted !== true);
}

/** Width that the legend of the roles may take before it goes on in the next row, px: it stays clear of a disc at the top. */
export function legendRoom(size: Size, processes: number): number {
  const besideSwitch = size.width - 2 * EDGE - SWITCH.width - APART;
  const isCrowned = size.width >= NARROW && processes !== 2 && processes !== 4;
  return isCrowned ? Math.min(besideSwitch, size.width / 2 - EDGE - CROWN) : besideSwitch;
}

/** The boxes of the words in the corners: nothing that is drawn may put words there. */
export function corners(
  roles: readonly Role[],
  messages: readonly MessageKind[],
  size: Size,
  processes: number,
  acknowledgements = false,
): readonly Box[] {
  const narrow = size.width < NARROW;
  const font = narrow ? 11 : 12;
  const gap = narrow ? 10 : 16;
  const widths = listedRoles(roles).map(({ title }) => title.length * font * 0.56 + SIGN);
  const room = legendRoom(size, processes);
  const marks = [...markTitles(messages), ...(acknowledgements ? [ACKNOWLEDGEMENT] : [])].map(
    (title) => title.length * 6 + SIGN,
  );
  // A row of marks would reach the discs, so they stand in a column; a phone has no room for that.
  const low = narrow ? rows(marks, gap, size.width) : { width: Math.max(...marks), height: marks.length * LINE + 6 };
  return [
    { x: EDGE, y: 8, ...rows(widths, gap, room) },
    { x: size.width - EDGE - SWITCH.width, y: 8, ...SWITCH },
    { x: EDGE, y: size.height - 8 - low.height, ...low },
  ];
}

/** The size of words that are set in rows of at most this width. */
function rows(widths: readonly number[], gap: number, most: number): Size {
  let [lines, line, widest] = [1, 0, 0];
  for (const width of widths) {
    if (line > 0 && line + gap + width > most) [lines, line] = [lines + 1, 0];
    line += (line === 0 ? 0 : gap) + width;
    widest = Math.max(widest, line);
  }
  return { width: Math.min(widest, most), height: lines * LINE + 4 };
}
