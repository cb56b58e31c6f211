/** Moves an exhibit's playhead. */
import { useEffect } from 'react';

/** `speed` times as fast as true time; 0: still. Begins again at the end. */
export function usePlaying(speed: number, duration: number, setAt: (change: (at: number) => number) => void): void {
  useEffect(() => {
    if (speed === 0) return;
    let last: number | undefined;
    let frame = 0;
    const draw = (now: number) => {
      const passed = now - (last ?? now);
      last = now;
      setAt((at) => (at + Math.round(passed * 1000 * speed)) % duration);
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [speed, duration, setAt]);
}
