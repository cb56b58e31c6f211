/** Playback of the desk. Moves the playhead and computes the run ahead of it, a slice a frame. */
import { following, type SessionStore } from './session.ts';

/** Real ms a frame may spend on computing; the rest of the 16 belongs to the picture. */
const FRAME_BUDGET_MS = 5;
const SLICE_EVENTS = 250;
/** A tab that slept does not leap ahead: real ms of one frame at most. */
const LONGEST_FRAME_MS = 100;

/** Starts the loop; the returned function stops it. */
export function runPlayback(session: SessionStore): () => void {
  let frame = 0;
  let last: number | undefined;
  const wanted = () => {
    const { playing, simulation, reference } = session.getState();
    return playing || simulation.status === 'running' || reference?.simulation.status === 'running';
  };
  const tick = (now: number) => {
    const elapsed = last === undefined ? 0 : Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    computeAhead(session);
    if (session.getState().playing) moveOn(session, elapsed);
    // Only here, at the end: what this frame changes must not ask for a second one.
    if (wanted()) frame = requestAnimationFrame(tick);
    else {
      frame = 0;
      last = undefined;
    }
  };
  const wake = () => {
    if (frame === 0 && wanted()) frame = requestAnimationFrame(tick);
  };
  const unsubscribe = session.subscribe(wake);
  wake();
  return () => {
    unsubscribe();
    cancelAnimationFrame(frame);
  };
}

/** What is in view comes first, then the rest of the run; not while a hand is dragging. */
function computeAhead(session: SessionStore): void {
  const { simulation, window, held } = session.getState();
  if (simulation.status !== 'running') return computeReference(session);
  const end = held === undefined ? simulation.scenario.duration : window.to;
  const start = performance.now();
  let slices = 0;
  while (
    performance.now() - start < FRAME_BUDGET_MS &&
    session.getState().simulation.status === 'running' &&
    slices < 64
  ) {
    const before = session.getState().simulation.reached;
    session.compute(end, SLICE_EVENTS);
    slices += 1;
    if (session.getState().simulation.reached === before) return;
  }
}

/** The old run of a what-if, when the new one is whole. */
function computeReference(session: SessionStore): void {
  const start = performance.now();
  while (performance.now() - start < FRAME_BUDGET_MS && session.getState().reference?.simulation.status === 'running')
    session.computeReference(SLICE_EVENTS);
}

function moveOn(session: SessionStore, elapsedMs: number): void {
  const { cursor, speed, simulation, window } = session.getState();
  const { duration } = simulation.scenario;
  const next = Math.min(cursor + elapsedMs * 1000 * speed, Math.max(simulation.reached, 0), duration);
  session.setState({ cursor: next, window: following(window, next, simulation), playing: next < duration });
}
