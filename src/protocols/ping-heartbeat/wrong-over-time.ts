/** How many suspicions are held at each moment of a run, right ones and wrong ones, as lines of a chart. */
import type { Trace } from '../../sim/trace.ts';

type Point = readonly [seconds: number, count: number];

interface Line {
  readonly id: string;
  readonly title: string;
  readonly look: 'first' | 'second';
  readonly stepped: true;
  readonly points: readonly Point[];
}

export function wrongOverTime(trace: Trace, duration: number): readonly [Line, Line] {
  const held = new Map<string, { readonly observer: string; readonly subject: string }>();
  const down = new Set<string>();
  const right: Point[] = [[0, 0]];
  const wrong: Point[] = [[0, 0]];
  for (let id = 0; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    const observer = trace.lanes[trace.lane(id)] ?? '';
    if (kind === 'step') {
      const subject = String((trace.extra(id) as { readonly process?: unknown }).process);
      if (trace.word(id) === 'suspect') held.set(`${observer} ${subject}`, { observer, subject });
      else if (trace.word(id) === 'trust') held.delete(`${observer} ${subject}`);
      else continue;
    } else if (kind === 'crash') {
      down.add(observer);
      for (const [key, one] of held) if (one.observer === observer) held.delete(key);
    } else if (kind === 'restart') down.delete(observer);
    else continue;
    const ofDown = [...held.values()].filter(({ subject }) => down.has(subject)).length;
    right.push([trace.at(id) / 1e6, ofDown]);
    wrong.push([trace.at(id) / 1e6, held.size - ofDown]);
  }
  const end = duration / 1e6;
  right.push([end, right.at(-1)?.[1] ?? 0]);
  wrong.push([end, wrong.at(-1)?.[1] ?? 0]);
  return [
    { id: 'right', title: 'of processes that are down', look: 'first', stepped: true, points: right },
    { id: 'wrong', title: 'of processes that are up', look: 'second', stepped: true, points: wrong },
  ];
}
