/** Two runs under one playhead. Nothing is edited by hand here: each side is a scenario as it is. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { advance, begin, type Simulation } from '../sim/simulation.ts';
import { SPEEDS, type Span } from './session.ts';

export type SideName = 'left' | 'right';

export interface SideBySide {
  readonly left: Simulation;
  readonly right: Simulation;
  /** µs of true time, the same in both. */
  readonly cursor: TrueTime;
  readonly window: Span;
  readonly playing: boolean;
  /** Simulated seconds a real one. */
  readonly speed: number;
}

export type SideBySideStore = StoreApi<SideBySide>;

/** What is in view at first at most, µs. */
const FIRST_VIEW = 2_000_000;
const SLICE_EVENTS = 250;
/** Real ms a frame may spend on computing both. */
const FRAME_BUDGET_MS = 5;
const LONGEST_FRAME_MS = 100;

export interface Subject {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
}

/** Both runs from `at` on, standing still. */
export function createSideBySide(left: Subject, right: Subject, at: TrueTime): SideBySideStore {
  return createStore<SideBySide>(() => {
    const sides = { left: begin(left.scenario, left.protocol), right: begin(right.scenario, right.protocol) };
    const cursor = Math.min(Math.max(at, 0), durationOf(sides));
    return {
      ...sides,
      cursor,
      window: windowAt(cursor, durationOf(sides)),
      playing: false,
      speed: SPEEDS.usual,
    };
  });
}

/** The longer of the two, µs. */
export function durationOf({ left, right }: Pick<SideBySide, SideName>): TrueTime {
  return Math.max(left.scenario.duration, right.scenario.duration);
}

/** Another run takes the place of one; the playhead stays. */
export function replaceSide(store: SideBySideStore, side: SideName, { scenario, protocol }: Subject): void {
  store.setState((state) => {
    const sides = { left: state.left, right: state.right, [side]: begin(scenario, protocol) };
    const duration = durationOf(sides);
    const to = Math.min(state.window.to, duration);
    return {
      [side]: sides[side],
      cursor: Math.min(state.cursor, duration),
      window: { from: Math.max(Math.min(state.window.from, to - 1000), 0), to },
    };
  });
}

export function seek(store: SideBySideStore, at: TrueTime): void {
  store.setState((state) => {
    const cursor = Math.min(Math.max(Math.round(at), 0), durationOf(state));
    const inView = cursor >= state.window.from && cursor <= state.window.to;
    return { cursor, window: inView ? state.window : windowAt(cursor, durationOf(state)) };
  });
}

export function play(store: SideBySideStore, playing: boolean): void {
  store.setState((state) => ({
    playing,
    ...(playing && state.cursor >= durationOf(state) ? { cursor: 0, window: windowAt(0, durationOf(state)) } : {}),
  }));
}

/** One slice of whichever run is known less far; false: both are whole. */
export function computeSlice(store: SideBySideStore): boolean {
  const state = store.getState();
  const growing = (['left', 'right'] as const).filter((side) => state[side].status === 'running');
  const [side] = growing.sort((a, b) => state[a].reached - state[b].reached);
  if (side === undefined) return false;
  store.setState({ [side]: advance(state[side], state[side].scenario.duration, SLICE_EVENTS) });
  return true;
}

/** Computes both runs a slice a frame and moves the playhead, as long as there is anything to do; the returned function stops it. */
export function runSideBySide(store: SideBySideStore): () => void {
  let frame = 0;
  let last: number | undefined;
  const wanted = () => {
    const { playing, left, right } = store.getState();
    return playing || left.status === 'running' || right.status === 'running';
  };
  const tick = (now: number) => {
    const elapsed = last === undefined ? 0 : Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    const start = performance.now();
    while (performance.now() - start < FRAME_BUDGET_MS && computeSlice(store));
    moveOn(store, elapsed);
    frame = 0;
    wake();
  };
  const wake = () => {
    if (!wanted()) last = undefined;
    else if (frame === 0) frame = requestAnimationFrame(tick);
  };
  const unsubscribe = store.subscribe(wake);
  wake();
  return () => {
    unsubscribe();
    cancelAnimationFrame(frame);
  };
}

/** No further than both are known. */
export function moveOn(store: SideBySideStore, elapsedMs: number): void {
  const state = store.getState();
  if (!state.playing) return;
  const duration = durationOf(state);
  const next = Math.min(
    state.cursor + elapsedMs * 1000 * state.speed,
    duration,
    knownTo(state.left),
    knownTo(state.right),
  );
  seek(store, next);
  if (next >= duration) store.setState({ playing: false });
}

/** A run that is whole says nothing more, however long the other goes on. */
function knownTo({ status, reached }: Simulation): TrueTime {
  return status === 'running' ? Math.max(reached, 0) : Number.POSITIVE_INFINITY;
}

function windowAt(cursor: TrueTime, duration: TrueTime): Span {
  const width = Math.min(FIRST_VIEW, duration);
  const from = Math.min(Math.max(cursor - width / 8, 0), duration - width);
  return { from, to: from + width };
}
