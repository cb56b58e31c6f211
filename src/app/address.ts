/** The address bar: what a hash opens, and how the work in hand is written into it. */
import { useSyncExternalStore } from 'react';
import type { Problem } from '../base/result.ts';
import { loaded, loadFor, loadLessons } from '../protocols/doors.ts';
import { decodeLink, encodeLink, kindOfLink, type LinkFailure } from '../scenario/link.ts';
import type { GalleryRun } from '../sim/protocol.ts';
import { draftTexts, keepDraft, readDraft, setDraftAside } from './drafts.ts';
import { openGalleryRun } from './gallery-runs.ts';
import { leaveLesson, useLesson } from './open-lesson.ts';
import { session } from './session.ts';
import { useUi } from './ui.ts';

export type Page =
  | { readonly kind: 'workbench'; readonly welcome: GalleryRun | undefined; readonly earlier: boolean }
  | { readonly kind: 'gallery' }
  /** An imported log; the session waits as it is. */
  | { readonly kind: 'log' }
  | { readonly kind: 'history' }
  /** Two runs side by side. */
  | { readonly kind: 'compare' }
  | { readonly kind: 'broken'; readonly failure: LinkFailure; readonly hash: string };

/** Milliseconds of quiet before an edit is written into address and draft. */
const QUIET_MS = 300;

/** Whether what is open is the draft: something that only looked at is no draft. */
let mine = false;
let page: Page = { kind: 'workbench', welcome: undefined, earlier: false };
/** Where the page was before it showed a log: going back there opens nothing anew. */
let beforeLog: { readonly hash: string; readonly page: Page } | undefined;
let lastHash = '';
const listeners = new Set<() => void>();

export function usePage(): Page {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => page,
  );
}

export function currentPage(): Page {
  return page;
}

function show(next: Page): void {
  if (next.kind === 'log' && page.kind !== 'log') beforeLog = { hash: lastHash, page };
  page = next;
  lastHash = location.hash;
  for (const listener of listeners) listener();
}

/** Opens what the address names. At the start an empty address brings back the draft, or the first run of the gallery, playing. */
export async function openAddress(start: boolean): Promise<void> {
  const { hash } = location;
  if (page.kind === 'log' && !start && beforeLog?.hash === hash) return show(beforeLog.page);
  const [rest, missing, missingDrafts] = await Promise.all([restFor(hash), loadFor(hash), loadFor(...draftTexts())]);
  if (location.hash !== hash) return; // a later address is being opened
  const problems = [...rest.problems, ...missing, ...(kindOfLink(hash).kind === 'empty' ? missingDrafts : [])];
  if (problems.length > 0) return show({ kind: 'broken', hash, failure: { problems, text: '', view: {} } });
  openHash(hash, start, rest);
}

/** What opens the addresses that few ask for comes with the first of them. */
interface Rest {
  /** What could not be fetched. */
  readonly problems: readonly Problem[];
  readonly lessons?: typeof import('./lessons.ts');
  readonly compare?: typeof import('./compare.ts');
}

async function restFor(hash: string): Promise<Rest> {
  const problems: readonly Problem[] = [];
  try {
    if (hash.startsWith('#/compare/')) return { problems, compare: await import('./compare.ts') };
    if (!hash.startsWith('#/lesson/')) return { problems };
    const [lessons] = await Promise.all([import('./lessons.ts'), loadLessons(hash.split('/')[2] ?? '')]);
    return { problems, lessons };
  } catch {
    return { problems: [{ path: '', message: 'this page could not be fetched: reload it when the network is back' }] };
  }
}

function openHash(hash: string, start: boolean, { lessons, compare }: Rest): void {
  leaveLesson();
  const kind = kindOfLink(hash);
  if (kind.kind === 'empty') return openFirst(start);
  if (kind.kind === 'path' && kind.path === 'gallery') return show({ kind: 'gallery' });
  if (kind.kind === 'path' && kind.path === 'log') return show({ kind: 'log' });
  if (kind.kind === 'path' && kind.path === 'history') return show({ kind: 'history' });
  if (kind.kind === 'path' && compare !== undefined) return openSideBySide(kind.path, hash, compare);
  if (kind.kind === 'path' && lessons !== undefined) return openLessonPath(kind.path, hash, lessons);
  if (kind.kind === 'path') return openPath(kind.path, hash);
  const opened = decodeLink(hash, loaded);
  if (!opened.ok) return show({ kind: 'broken', failure: opened.error, hash });
  const { scenario, view } = opened.value;
  const protocol = loaded(scenario.protocol);
  if (protocol === undefined) return;
  const link = encodeLink(scenario, protocol);
  const draft = readDraft('current');
  const own = draft !== undefined && encodeLink(draft.scenario, draft.protocol) === link;
  const { simulation } = session.getState();
  // Back to the very scenario in hand: undo and selection stay.
  if (!start && encodeLink(simulation.scenario, simulation.protocol) === link) session.seek(view.at ?? 0);
  else {
    if (!own) setDraftAside();
    mine = own;
    session.open(scenario, protocol, view.at);
  }
  if (view.view !== undefined) useUi.setState({ tab: view.view });
  show({ kind: 'workbench', welcome: undefined, earlier: start && !own && draft !== undefined });
}

function openFirst(start: boolean): void {
  const draft = start ? readDraft('current') : undefined;
  if (draft !== undefined) {
    mine = true;
    session.open(draft.scenario, draft.protocol, draft.at);
    return show({ kind: 'workbench', welcome: undefined, earlier: false });
  }
  const { protocol } = session.getState().simulation;
  const run = protocol.gallery[0];
  show({ kind: 'workbench', welcome: start ? run : undefined, earlier: false });
  if (start && run !== undefined) {
    session.seek(run.opensAt ?? 0);
    session.play(!matchMedia('(prefers-reduced-motion: reduce)').matches);
  }
}

function openPath(path: string, hash: string): void {
  const [protocol = '', name = ''] = path.split('/');
  const opened = openGalleryRun(protocol, name);
  if (opened === undefined) {
    const message = `there is no run called "${path}" in the gallery`;
    return show({ kind: 'broken', hash, failure: { problems: [{ message, path: '' }], text: '', view: {} } });
  }
  setDraftAside();
  mine = false;
  session.open(opened.scenario, opened.protocol, opened.run.opensAt ?? 0, opened.run.shows);
  useUi.setState({ welcomeClosed: false });
  show({ kind: 'workbench', welcome: opened.run, earlier: false });
}

function openSideBySide(path: string, hash: string, { openCompared }: typeof import('./compare.ts')): void {
  const problems = openCompared(path);
  if (problems.length > 0) return show({ kind: 'broken', hash, failure: { problems, text: '', view: {} } });
  session.play(false);
  show({ kind: 'compare' });
}

/** `lesson/raft/electing-a-leader`, or with `/3` its third step. */
function openLessonPath(path: string, hash: string, { openLesson }: typeof import('./lessons.ts')): void {
  const [, protocol = '', lesson = '', step] = path.split('/');
  setDraftAside();
  mine = false;
  if (openLesson(protocol, lesson, /^[1-9]\d?$/.test(step ?? '') ? Number(step) - 1 : undefined))
    return show({ kind: 'workbench', welcome: undefined, earlier: false });
  const message = `there is no lesson called "${lesson}" on "${protocol}"`;
  show({ kind: 'broken', hash, failure: { problems: [{ message, path: '' }], text: '', view: {} } });
}

export function currentLink(): string {
  const { simulation, cursor } = session.getState();
  return encodeLink(simulation.scenario, simulation.protocol, { at: Math.round(cursor) });
}

/** Back to the work that was in hand, e.g. from the gallery or a broken link. */
export function backToWork(): void {
  history.pushState(null, '', currentLink());
  show({ kind: 'workbench', welcome: undefined, earlier: false });
}

/** Shows the imported log; the session stops playing and waits. */
export function openLogPage(): void {
  session.play(false);
  if (page.kind === 'log') return;
  history.pushState(null, '', '#/log');
  show({ kind: 'log' });
}

export function openEarlier(): void {
  const draft = readDraft('earlier');
  if (draft === undefined) return;
  mine = true;
  session.open(draft.scenario, draft.protocol, draft.at);
  history.pushState(null, '', currentLink());
  show({ kind: 'workbench', welcome: undefined, earlier: false });
}

/** Writes edits into address and draft, and opens what the address changes to; the returned function stops it. */
export function keepAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    if (page.kind !== 'workbench') return;
    const { simulation, cursor, playing, past } = session.getState();
    if (mine || past.length > 0) keepDraft(simulation.scenario, simulation.protocol, Math.round(cursor));
    const { hash } = location;
    // A first visit and a gallery run keep their own address until something is edited.
    if (useLesson.getState().open !== undefined) return;
    if (playing || (past.length === 0 && kindOfLink(hash).kind !== 'scenario')) return;
    history.replaceState(null, '', currentLink());
    lastHash = location.hash;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, QUIET_MS);
  };
  const unsubscribe = session.subscribe((now, before) => {
    if (now.simulation.scenario !== before.simulation.scenario || (!now.playing && now.cursor !== before.cursor))
      later();
  });
  const onHash = () => void openAddress(false);
  const onLeave = () => {
    if (timer !== undefined) write();
  };
  addEventListener('popstate', onHash);
  // Nobody listened while the page was made.
  if (location.hash !== lastHash) onHash();
  addEventListener('pagehide', onLeave);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('popstate', onHash);
    removeEventListener('pagehide', onLeave);
  };
}
