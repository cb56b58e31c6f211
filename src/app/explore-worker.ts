/** Searches one shard of the space in a thread of its own, and makes small what it finds. */
import { search } from '../explore/search.ts';
import { shrink } from '../explore/shrink.ts';
import type { Space } from '../explore/space.ts';
import { storyOf } from '../explore/story.ts';
import { type Target, targetsOf } from '../explore/target.ts';
import { loaded, loadFor } from '../protocols/doors.ts';
import { printText } from '../scenario/print.ts';
import { parseText } from '../scenario/text.ts';
import type { TrueTime } from '../sim/scenario.ts';
import type { EventId } from '../sim/trace-event.ts';

export interface ExploreOrder {
  /** The scenario to begin from, as text. */
  readonly text: string;
  readonly target: Pick<Target, 'kind' | 'id'>;
  readonly space: Space;
  readonly shard: { readonly index: number; readonly count: number };
}

export interface ExploreResult {
  readonly text: string;
  readonly at: TrueTime;
  readonly message: string;
  readonly events: readonly EventId[];
  readonly story: readonly EventId[];
}

export type ExploreNews =
  | { readonly kind: 'tried'; readonly done: number; readonly of: number }
  | { readonly kind: 'shrinking'; readonly attempts: number; readonly result: ExploreResult }
  | { readonly kind: 'found'; readonly result: ExploreResult }
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'failed'; readonly message: string };

/** News come at most this often, ms. */
const EVERY = 100;

const tell = (news: ExploreNews) => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<ExploreOrder>) => {
  explore(data).catch((error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

async function explore({ text, target: wanted, space, shard }: ExploreOrder): Promise<void> {
  const [missing] = await loadFor(text);
  if (missing !== undefined) return tell({ kind: 'failed', message: missing.message });
  const parsed = parseText(text, loaded);
  const protocol = parsed.ok ? loaded(parsed.value.protocol) : undefined;
  const target = protocol && targetsOf(protocol).find(({ kind, id }) => kind === wanted.kind && id === wanted.id);
  if (!parsed.ok || protocol === undefined || target === undefined)
    return tell({ kind: 'failed', message: 'what was asked for does not fit the scenario' });
  let last = 0;
  const due = () => {
    const now = performance.now();
    if (now - last < EVERY) return false;
    last = now;
    return true;
  };
  for (const { done, of, found } of search({ base: parsed.value, protocol, target, space, shard })) {
    if (found === undefined) {
      if (due() || done === of) tell({ kind: 'tried', done, of });
      continue;
    }
    tell({ kind: 'tried', done, of });
    let smallest = found;
    const result = (): ExploreResult => {
      const { at, message, events, simulation } = smallest.hit;
      return {
        text: printText(smallest.scenario, protocol),
        at,
        message,
        events,
        story: storyOf(simulation.trace, events),
      };
    };
    tell({ kind: 'shrinking', attempts: 0, result: result() });
    for (const attempt of shrink(found, protocol, target)) {
      smallest = attempt.smallest;
      if (due()) tell({ kind: 'shrinking', attempts: attempt.attempts, result: result() });
    }
    return tell({ kind: 'found', result: result() });
  }
  tell({ kind: 'exhausted' });
}
