/** What a view tells its surroundings: it changes nothing itself. */
import type { Address, Fault, ProcessId, TrueTime } from '../sim/scenario.ts';
import type { EventId } from '../sim/trace-event.ts';

/** Something that can be selected, pressed and acted on. */
export type Target =
  | { readonly kind: 'process'; readonly process: ProcessId }
  | { readonly kind: 'link'; readonly from: ProcessId; readonly to: ProcessId }
  | { readonly kind: 'message'; readonly message: Address; readonly copy: number }
  /** `other`: a second event to compare with. */
  | { readonly kind: 'event'; readonly event: EventId; readonly other?: EventId }
  | { readonly kind: 'fault'; readonly fault: number };

export type Selection = Target | undefined;

/** Part of the timeline in view, µs of true time. */
export interface Window {
  readonly from: TrueTime;
  readonly to: TrueTime;
}

/** Where a pop-over should hang, in client pixels. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Intents {
  readonly onSelect: (target: Selection) => void;
  /** Open the controls of a target (pop-over). */
  readonly onOpen: (target: Target, anchor: Anchor) => void;
  /** Hover or focus on an event: its light cone is to be shown; undefined: no longer. */
  readonly onHover: (event: EventId | undefined) => void;
  readonly onSeek: (at: TrueTime) => void;
  readonly onWindow: (window: Window) => void;
  /** `settled` is false while the hand is still on it: the run re-computes, undo does not grow. */
  readonly onChangeFault: (index: number, fault: Fault, settled: boolean) => void;
  readonly onAddFault: (fault: Fault) => void;
  readonly onRemoveFault: (index: number) => void;
  /** The time at which delays become bounded is moved; `settled` as with faults. */
  readonly onMoveGst: (at: TrueTime, settled: boolean) => void;
}
