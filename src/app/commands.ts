/** Everything a person can do without pointing at a place: one list feeds keys, palette and the sheet of keys. */

import { encodeLink } from '../scenario/link.ts';
import { stepBy, stepCausal, stepEvent } from '../store/stepping.ts';
import { pan, fit as whole, zoom } from '../views/timeline/window.ts';
import { actOn, selectedProcess } from './acts.ts';
import { backToWork, currentLink, currentPage } from './address.ts';
import { copyText } from './clipboard.ts';
import { compareAddress } from './compare-address.ts';
import { present } from './presenting.ts';
import { session } from './session.ts';
import { applyTheme, nextTheme } from './theme.ts';
import { openDialog, setLetterKeys, useUi } from './ui.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'Playback' | 'Timeline' | 'Faults' | 'Edit' | 'View';
  /** As `KeyboardEvent.key` with `Shift+`, `Mod+` before it; the first is shown. */
  readonly keys: readonly string[];
  readonly run: () => void;
}

const STEP = 100_000;

export const commands: readonly Command[] = [
  {
    id: 'play',
    title: 'Play or pause',
    group: 'Playback',
    keys: [' ', 'k'],
    run: () => session.play(!session.getState().playing),
  },
  { id: 'next', title: 'Next event', group: 'Playback', keys: ['ArrowRight', '.'], run: () => stepEvent(session, 1) },
  {
    id: 'previous',
    title: 'Previous event',
    group: 'Playback',
    keys: ['ArrowLeft', ','],
    run: () => stepEvent(session, -1),
  },
  {
    id: 'later',
    title: '100 ms later',
    group: 'Playback',
    keys: ['Shift+ArrowRight'],
    run: () => stepBy(session, STEP),
  },
  {
    id: 'earlier',
    title: '100 ms earlier',
    group: 'Playback',
    keys: ['Shift+ArrowLeft'],
    run: () => stepBy(session, -STEP),
  },
  { id: 'start', title: 'To the start', group: 'Playback', keys: ['Home'], run: () => session.seek(0) },
  {
    id: 'end',
    title: 'To the end',
    group: 'Playback',
    keys: ['End'],
    run: () => session.seek(session.getState().simulation.scenario.duration),
  },
  {
    id: 'faster',
    title: 'Faster',
    group: 'Playback',
    keys: ['+'],
    run: () => session.setSpeed(session.getState().speed * 2),
  },
  {
    id: 'slower',
    title: 'Slower',
    group: 'Playback',
    keys: ['-'],
    run: () => session.setSpeed(session.getState().speed / 2),
  },
  {
    id: 'cause',
    title: 'To the cause of the selected event',
    group: 'Playback',
    keys: ['['],
    run: () => stepCausal(session, -1),
  },
  {
    id: 'effect',
    title: 'To what the selected event caused',
    group: 'Playback',
    keys: [']'],
    run: () => stepCausal(session, 1),
  },
  {
    id: 'pan-left',
    title: 'Timeline to the left',
    group: 'Timeline',
    keys: ['a'],
    run: () => move((window, duration) => pan(window, -0.25, duration)),
  },
  {
    id: 'pan-right',
    title: 'Timeline to the right',
    group: 'Timeline',
    keys: ['d'],
    run: () => move((window, duration) => pan(window, 0.25, duration)),
  },
  { id: 'zoom-in', title: 'Zoom in', group: 'Timeline', keys: ['w'], run: () => zoomBy(0.6) },
  { id: 'zoom-out', title: 'Zoom out', group: 'Timeline', keys: ['s'], run: () => zoomBy(1 / 0.6) },
  { id: 'fit', title: 'Whole run', group: 'Timeline', keys: ['f'], run: () => move((_, duration) => whole(duration)) },
  {
    id: 'pause-process',
    title: 'Pause or resume the selected process',
    group: 'Faults',
    keys: ['p'],
    run: () => onProcess('pause'),
  },
  { id: 'crash', title: 'Crash the selected process', group: 'Faults', keys: ['c'], run: () => onProcess('crash') },
  {
    id: 'restart',
    title: 'Restart the selected process',
    group: 'Faults',
    keys: ['r'],
    run: () => onProcess('restart'),
  },
  {
    id: 'cut',
    title: 'Cut the selected link, or isolate the selected process',
    group: 'Faults',
    keys: ['x'],
    run: cut,
  },
  { id: 'undo', title: 'Undo', group: 'Edit', keys: ['Mod+z'], run: () => session.undo() },
  { id: 'redo', title: 'Redo', group: 'Edit', keys: ['Mod+Shift+z', 'Mod+y'], run: () => session.redo() },
  { id: 'what-if', title: 'What if… keep this run beside a new one', group: 'Edit', keys: ['v'], run: whatIf },
  {
    id: 'keep-new',
    title: 'What if: keep the new run',
    group: 'Edit',
    keys: [],
    run: () => session.keepNew(),
  },
  {
    id: 'back-to-old',
    title: 'What if: back to the old run',
    group: 'Edit',
    keys: [],
    run: () => session.backToOld(),
  },
  { id: 'side-by-side', title: 'Side by side with another run', group: 'Edit', keys: [], run: sideBySide },
  { id: 'share', title: 'Share a link', group: 'Edit', keys: [], run: () => openDialog('share') },
  { id: 'export-shiviz', title: 'Export → ShiViz log', group: 'Edit', keys: [], run: saveShiviz },
  {
    id: 'export',
    title: 'Take it away: pictures, data, film',
    group: 'Edit',
    keys: [],
    run: () => openDialog('export'),
  },
  { id: 'copy-link', title: 'Copy the link', group: 'Edit', keys: [], run: copyLink },
  {
    id: 'palette',
    title: 'Search scenarios and actions',
    group: 'View',
    keys: ['Mod+k'],
    run: () => openDialog('palette'),
  },
  { id: 'explore', title: 'Find a failure…', group: 'View', keys: ['Mod+Shift+f'], run: () => openDialog('explore') },
  { id: 'keys', title: 'All keys', group: 'View', keys: ['?'], run: () => openDialog('keys') },
  { id: 'theme', title: 'Switch theme: system, light, dark', group: 'View', keys: [], run: switchTheme },
  {
    id: 'import',
    title: 'Import a log (ShiViz, GoVector)',
    group: 'View',
    keys: [],
    run: () => openDialog('import'),
  },
  { id: 'present', title: 'Present: one view, large', group: 'View', keys: ['Mod+Shift+p'], run: present },
  { id: 'gallery', title: 'Gallery', group: 'View', keys: [], run: () => location.assign('#/gallery') },
  { id: 'history', title: 'Check a history', group: 'View', keys: [], run: () => location.assign('#/history') },
  { id: 'work', title: 'Back to the workbench', group: 'View', keys: [], run: backToWork },
  {
    id: 'letters',
    title: 'Single-letter keys on or off',
    group: 'View',
    keys: [],
    run: () => setLetterKeys(!useUi.getState().letterKeys),
  },
];

/** What can be done on the page as it is: beside an imported log the session stays untouched. */
export function isAvailable({ group }: Command): boolean {
  return group === 'View' || currentPage().kind !== 'log';
}

/** From here on edits change a new run; the one in hand stays in sight beside it. */
export function whatIf(): void {
  session.play(false);
  session.fork();
  useUi.setState({ pane: 'timeline' });
}

/** The run on the desk beside the old run of a what-if, the counterpart that the gallery knows, or itself, to be exchanged. */
function sideBySide(): void {
  const { reference, cursor } = session.getState();
  const here = currentLink().slice(1);
  if (reference !== undefined) {
    const { scenario, protocol } = reference.simulation;
    const old = encodeLink(scenario, protocol, { at: Math.round(cursor) }).slice(1);
    return location.assign(compareAddress(old, here));
  }
  const page = currentPage();
  const beside = page.kind === 'workbench' ? page.welcome?.beside : undefined;
  location.assign(compareAddress(here, beside ?? here));
}

function saveShiviz(): void {
  import('./shiviz-export.ts').then(
    ({ saveShivizLog }) => saveShivizLog(),
    () => session.tell('The export could not be loaded: check the connection and try again'),
  );
}

function move(change: (window: { from: number; to: number }, duration: number) => { from: number; to: number }): void {
  const { window, simulation } = session.getState();
  session.setWindow(change(window, simulation.scenario.duration));
}

export function zoomBy(factor: number): void {
  const { cursor } = session.getState();
  move((window, duration) => zoom(window, factor, Math.min(Math.max(cursor, window.from), window.to), duration));
}

function onProcess(kind: 'pause' | 'crash' | 'restart'): void {
  const process = selectedProcess();
  if (process === undefined) session.tell('Select a process first: click it, or press Tab until it has the focus');
  else actOn(process, kind);
}

function cut(): void {
  const { selection } = session.getState();
  const process = selectedProcess();
  if (selection?.kind === 'link') actOn(selection, 'cut');
  else if (process !== undefined) actOn(process, 'isolate');
  else session.tell('Select a link or a process first');
}

async function copyLink(): Promise<void> {
  if (await copyText(`${location.origin}${location.pathname}${currentLink()}`)) session.tell('Link copied');
  else openDialog('share');
}

export function switchTheme(): void {
  const theme = nextTheme(useUi.getState().theme);
  applyTheme(theme);
  useUi.setState({ theme });
}

const KEY_NAMES: Readonly<Record<string, string>> = { ' ': 'Space', ArrowLeft: '←', ArrowRight: '→' };

/** `Mod+Shift+z` as people write it. */
export function showKey(key: string): string {
  const mac = navigator.platform.startsWith('Mac');
  return key
    .split(/\+(?=.)/)
    .map((part) =>
      part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (KEY_NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
    )
    .join(' ');
}
