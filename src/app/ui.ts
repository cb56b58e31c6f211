/** What is open on the page: nothing here decides a run. */
import { create } from 'zustand';
import type { ProcessId } from '../sim/scenario.ts';
import type { Anchor, Target } from '../views/intents.ts';
import { keep, kept } from './storage.ts';
import { readTheme, type ThemeChoice } from './theme.ts';

export type Dialog = 'share' | 'keys' | 'palette' | 'explore' | 'import' | 'export';
/** On a narrow screen one of the three fills it. */
export type Pane = 'stage' | 'timeline' | 'inspector';

export interface Ui {
  readonly dialog: Dialog | undefined;
  readonly popover: { readonly target: PopoverTarget; readonly anchor: Anchor } | undefined;
  readonly tab: string;
  readonly pane: Pane;
  readonly arrangement: 'ring' | 'statechart';
  readonly statechartOf: ProcessId | undefined;
  readonly theme: ThemeChoice;
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
  /** The sentence that welcomes to a gallery run was closed. */
  readonly welcomeClosed: boolean;
  /** What the transport has on the wire is drawn, on the stage and in the timeline. */
  readonly segments: boolean;
  /** Files that were dropped on the page, for the dialog that reads logs. */
  readonly dropped: readonly File[];
  /** Processes that a lesson points to. */
  readonly pointedTo: readonly ProcessId[];
  /** A lesson's question waits for its answer: for a choice, or for something to be pressed. */
  readonly asking: 'choice' | 'process' | 'link' | 'event' | undefined;
}

/** A target of the views, or a place on the fault track where something is to be added. */
export type PopoverTarget = Target | { readonly kind: 'add-fault'; readonly at: number };

const LETTER_KEYS = 'lightcone.letter-keys';

export const useUi = create<Ui>(() => ({
  dialog: undefined,
  popover: undefined,
  tab: 'claims',
  pane: 'stage',
  arrangement: 'ring',
  statechartOf: undefined,
  theme: readTheme(),
  letterKeys: kept(LETTER_KEYS) !== 'off',
  welcomeClosed: false,
  segments: false,
  dropped: [],
  pointedTo: [],
  asking: undefined,
}));

/** What had the focus when the first dialog was opened. */
let opener: Element | null = null;

export function openDialog(dialog: Dialog | undefined): void {
  if (useUi.getState().dialog === undefined) opener = document.activeElement;
  useUi.setState({ dialog, popover: undefined });
}

/** Back to where the keyboard was before the dialogs, unless something else has taken the focus since. */
export function focusOpener(): void {
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (lost && (opener instanceof HTMLElement || opener instanceof SVGElement)) opener.focus({ preventScroll: true });
}

/** Nothing hangs beside what is pressed as an answer. */
export function openPopover(target: PopoverTarget, anchor: Anchor): void {
  const { asking } = useUi.getState();
  if (asking === undefined || asking === 'choice') useUi.setState({ popover: { target, anchor } });
}

export function closePopover(): void {
  useUi.setState({ popover: undefined });
}

export function setLetterKeys(letterKeys: boolean): void {
  keep(LETTER_KEYS, letterKeys ? 'on' : 'off');
  useUi.setState({ letterKeys });
}
