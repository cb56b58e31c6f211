/** The history in hand and what its checks say so far, as state that the page shows. */
import { create } from 'zustand';
import type { HistoryModel } from '../check/check-history.ts';
import type { SessionVerdict } from '../check/sessions.ts';
import type { HistoryVerdict } from '../check/verdict.ts';
import type { History } from '../interop/read-history.ts';
import type { HistoryNews } from './history-worker.ts';

export interface HistoryState {
  readonly phase: 'empty' | 'reading' | 'checking' | 'done' | 'cancelled' | 'unreadable';
  /** What it is called: a file's name, an example. */
  readonly name: string;
  readonly history: History | undefined;
  readonly verdicts: Readonly<Partial<Record<HistoryModel, HistoryVerdict>>>;
  readonly sessions: readonly SessionVerdict[];
  readonly progress: { readonly model: HistoryModel; readonly steps: number; readonly share: number } | undefined;
  /** Why it cannot be read. */
  readonly message: string;
}

const EMPTY: HistoryState = {
  phase: 'empty',
  name: '',
  history: undefined,
  verdicts: {},
  sessions: [],
  progress: undefined,
  message: '',
};

export const useHistory = create<HistoryState>(() => EMPTY);

/** Larger files are no histories that a page can hold. */
const MAX_BYTES = 32 * 1024 * 1024;

let stop = () => {};

export function checkText(text: string, name: string): void {
  stop();
  if (text.trim() === '') return useHistory.setState(EMPTY);
  useHistory.setState({ ...EMPTY, phase: 'reading', name });
  const worker = new Worker(new URL('./history-worker.ts', import.meta.url), { type: 'module' });
  stop = () => worker.terminate();
  worker.onmessage = ({ data }: MessageEvent<HistoryNews>) => hear(data);
  worker.onerror = () =>
    useHistory.setState({ phase: 'unreadable', message: 'the check stopped: its thread could not run' });
  worker.postMessage(text);
}

export async function checkFile(file: File): Promise<void> {
  if (file.size <= MAX_BYTES) return checkText(await file.text(), file.name);
  stop();
  const message = `${file.name} is larger than ${MAX_BYTES / 1024 / 1024} MiB`;
  useHistory.setState({ ...EMPTY, phase: 'unreadable', name: file.name, message });
}

/** Verdicts that are there stay. */
export function cancelCheck(): void {
  stop();
  if (useHistory.getState().phase === 'checking') useHistory.setState({ phase: 'cancelled', progress: undefined });
}

function hear(news: HistoryNews): void {
  switch (news.kind) {
    case 'unreadable':
      stop();
      return useHistory.setState({ phase: 'unreadable', message: news.message });
    case 'read':
      return useHistory.setState({ phase: 'checking', history: news.history });
    case 'progress':
      return useHistory.setState({ progress: { model: news.model, steps: news.steps, share: news.progress } });
    case 'verdict': {
      const verdicts = { ...useHistory.getState().verdicts, [news.model]: news.verdict };
      const isDone = Object.keys(verdicts).length === 3;
      return useHistory.setState({ verdicts, progress: undefined, ...(isDone ? { phase: 'done' } : {}) });
    }
    case 'sessions':
      return useHistory.setState({ sessions: news.sessions });
  }
}
