/** One search over all cores: its workers, and what they say, as state that the dialog shows. */
import { create } from 'zustand';
import type { Space } from '../explore/space.ts';
import type { Target } from '../explore/target.ts';
import type { ExploreNews, ExploreOrder, ExploreResult } from './explore-worker.ts';

export interface ExploreState {
  readonly phase: 'idle' | 'searching' | 'shrinking' | 'found' | 'exhausted' | 'cancelled' | 'failed';
  readonly done: number;
  readonly of: number;
  /** Runs tried in a real second, over all cores. */
  readonly rate: number;
  /** Smaller scenarios tried. */
  readonly attempts: number;
  readonly result: ExploreResult | undefined;
  readonly message: string;
}

const IDLE: ExploreState = { phase: 'idle', done: 0, of: 0, rate: 0, attempts: 0, result: undefined, message: '' };

export const useExplore = create<ExploreState>(() => IDLE);

let stop = () => {};

/** Starts over; `seconds` is how long it may search. */
export function startExplore(text: string, target: Target, space: Space, seconds: number): void {
  stop();
  useExplore.setState({ ...IDLE, phase: 'searching' });
  const count = Math.max(1, Math.min(navigator.hardwareConcurrency, 16));
  const start = performance.now();
  const tries = new Map<number, { readonly done: number; readonly of: number }>();
  const exhausted = new Set<number>();
  const workers = Array.from({ length: count }, (_, index) => {
    const worker = new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ExploreNews>) => hear(index, data);
    worker.onerror = () => finish({ phase: 'failed', message: 'the search stopped: its thread could not run' });
    const order: ExploreOrder = {
      text,
      target: { kind: target.kind, id: target.id },
      space,
      shard: { index, count },
    };
    worker.postMessage(order);
    return worker;
  });
  const end = setTimeout(() => {
    if (useExplore.getState().phase === 'searching') finish({ phase: 'exhausted' });
  }, seconds * 1000);
  stop = () => {
    clearTimeout(end);
    for (const worker of workers) worker.terminate();
  };
  const finish = (state: Partial<ExploreState>) => {
    stop();
    useExplore.setState(state);
  };
  const hear = (index: number, news: ExploreNews) => {
    switch (news.kind) {
      case 'tried': {
        tries.set(index, news);
        const sum = (field: 'done' | 'of') => [...tries.values()].reduce((total, one) => total + one[field], 0);
        const done = sum('done');
        useExplore.setState({ done, of: sum('of'), rate: (done * 1000) / Math.max(performance.now() - start, 1) });
        return;
      }
      case 'shrinking':
        // The first to find goes on alone.
        for (const [other, worker] of workers.entries()) if (other !== index) worker.terminate();
        clearTimeout(end);
        useExplore.setState({ phase: 'shrinking', attempts: news.attempts, result: news.result });
        return;
      case 'found':
        return finish({ phase: 'found', result: news.result });
      case 'exhausted':
        exhausted.add(index);
        if (exhausted.size === workers.length) finish({ phase: 'exhausted' });
        return;
      case 'failed':
        return finish({ phase: 'failed', message: news.message });
    }
  };
}

/** What was found so far, if anything, stays. */
export function cancelExplore(): void {
  stop();
  const { phase, result } = useExplore.getState();
  if (phase === 'searching' || phase === 'shrinking')
    useExplore.setState({ phase: result === undefined ? 'cancelled' : 'found' });
}
