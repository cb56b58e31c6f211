/** A finger that stays where it went down: what a right click is to a mouse. */

/** As long as phones wait, ms. */
export const LONG_PRESS_MS = 500;
/** A finger that rests moves less than this, px. */
const SLACK = 8;

type Press = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'clientX' | 'clientY'>;

/** Calls `act` where the finger of this press rests long enough; a move, a second finger or its end calls it off. */
export function afterLongPress(press: Press, act: () => void): void {
  if (press.pointerType === 'mouse') return;
  const stop = () => {
    clearTimeout(timer);
    removeEventListener('pointermove', onMove, true);
    for (const end of ENDS) removeEventListener(end, stop, true);
  };
  const onMove = (event: PointerEvent) => {
    const moved = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY);
    if (event.pointerId === press.pointerId && moved > SLACK) stop();
  };
  const timer = setTimeout(() => {
    stop();
    act();
  }, LONG_PRESS_MS);
  addEventListener('pointermove', onMove, true);
  for (const end of ENDS) addEventListener(end, stop, true);
}

const ENDS = ['pointerup', 'pointercancel', 'pointerdown'] as const;
