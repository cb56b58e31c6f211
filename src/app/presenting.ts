/** Showing a run to a room: what fills the screen. */
import { create } from 'zustand';
import type { Pane } from './ui.ts';

export interface Presenting {
  readonly on: boolean;
  readonly pane: Pane;
  /** Nothing is shown, so that the room looks at the teacher. */
  readonly blank: boolean;
  /** The link of the run fills the screen as a QR code. */
  readonly code: boolean;
  /** The step of the lesson, from 0, whose question the room has been given the answer to. */
  readonly revealed: number | undefined;
}

export const usePresenting = create<Presenting>(() => ({
  on: false,
  pane: 'stage',
  blank: false,
  code: false,
  revealed: undefined,
}));

export function present(): void {
  usePresenting.setState({ on: true, blank: false, code: false, revealed: undefined });
  document.documentElement.requestFullscreen?.().catch(() => {}); // not allowed: a window does as well
}

export function stopPresenting(): void {
  usePresenting.setState({ on: false, blank: false, code: false });
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => {});
}

export function openNotes(): void {
  window.open(`${location.pathname}?notes`, 'lightcone-notes', 'width=760,height=640');
}
