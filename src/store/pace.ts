/** The playhead for those who need it less often than the screen is drawn. */
import type { TrueTime } from '../sim/scenario.ts';

/** Words and numbers that change more often than this cannot be read, real ms. */
const PACE = 80;

export interface Playhead {
  readonly cursor: TrueTime;
  readonly playing: boolean;
}

/** Follows the playhead at once where it stands still or goes back, and in steps while it plays. `now` in real ms. */
export function pace(now: () => number): (playhead: Playhead) => TrueTime {
  let shown = -1;
  let since = -Infinity;
  return ({ cursor, playing }) => {
    if (playing && cursor >= shown && now() - since < PACE) return shown;
    if (cursor !== shown) since = now();
    shown = cursor;
    return shown;
  };
}
