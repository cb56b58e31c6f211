/** How old the picture on a screen is, from moment to moment: read from the trace. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

export interface Screen {
  readonly player: ProcessId;
  /** In order: when a snapshot came on the screen, and when the server had taken it. */
  readonly shown: readonly { readonly at: TrueTime; readonly number: number; readonly taken: TrueTime }[];
  readonly late: number;
}

/** Of the first `count` events; players by name. */
export function screens(trace: Trace, count: number): readonly Screen[] {
  const taken = new Map<number, TrueTime>();
  const all = new Map<ProcessId, { shown: { at: TrueTime; number: number; taken: TrueTime }[]; late: number }>();
  for (let id = 0; id < count; id += 1) {
    if (trace.kind(id) !== 'step') continue;
    const word = trace.word(id);
    if (word !== 'tick' && word !== 'show' && word !== 'late') continue;
    const { number } = trace.extra(id) as { readonly number: number };
    const at = trace.at(id);
    if (word === 'tick') {
      taken.set(number, at);
      continue;
    }
    const player = trace.lanes[trace.lane(id)] ?? '';
    const screen = all.get(player) ?? { shown: [], late: 0 };
    all.set(player, screen);
    if (word === 'late') screen.late += 1;
    else screen.shown.push({ at, number, taken: taken.get(number) ?? at });
  }
  const named = [...all].map(([player, screen]) => ({ player, ...screen }));
  return named.sort((a, b) => (a.player < b.player ? -1 : 1));
}

/** Age of the picture as points (s, ms): it grows with time, and falls with each newer snapshot. */
export function ageLine({ shown }: Screen, until: TrueTime): readonly (readonly [number, number])[] {
  const points = shown.flatMap(({ at, taken }, index) => {
    const before = shown[index - 1];
    const after = [at / 1e6, (at - taken) / 1000] as const;
    return before === undefined ? [after] : [[at / 1e6, (at - before.taken) / 1000] as const, after];
  });
  const last = shown.at(-1);
  return last === undefined ? points : [...points, [until / 1e6, (until - last.taken) / 1000]];
}

/** Mean and greatest age from the first picture to `until`, µs; undefined: there was none. */
export function ages({ shown }: Screen, until: TrueTime): { readonly mean: number; readonly most: number } | undefined {
  const first = shown[0];
  if (first === undefined || until <= first.at) return undefined;
  let area = 0;
  let most = 0;
  for (const [index, { at, taken }] of shown.entries()) {
    const end = shown[index + 1]?.at ?? until;
    area += ((at - taken + (end - taken)) / 2) * (end - at);
    most = Math.max(most, end - taken);
  }
  return { mean: area / (until - first.at), most };
}
