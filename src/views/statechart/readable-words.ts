/** Which arrows of a statechart have their words beside them: as many as can be read, the ones that matter now first. */
import { CHARACTER, type ChartLayout, LINE, type PlacedArrow } from './chart-layout.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Keys of the arrows whose words cover no state, no other words and no edge; `rank`: the lowest choose first. */
export function readableWords(layout: ChartLayout, rank: (placed: PlacedArrow) => number): ReadonlySet<string> {
  const taken: Box[] = layout.boxes.map(({ x, y, width, height }) => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  }));
  const kept = new Set<string>();
  for (const placed of [...layout.arrows].sort((a, b) => rank(a) - rank(b))) {
    const box = boxOf(placed);
    const inside = box.left >= 0 && box.top >= 0 && box.right <= layout.width && box.bottom <= layout.height;
    if (!inside || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    kept.add(placed.arrow.key);
  }
  return kept;
}

/** A name as much of which is shown as fits: outer states are left out first. */
export function nameWithin(name: string, width: number): string {
  const parts = name.split('.');
  const shorter = parts.map((_, index) => parts.slice(index).join('.'));
  return shorter.find((text) => text.length * NAME <= width - 10) ?? parts.at(-1) ?? name;
}

/** Advance of a character of a state's name, px. */
const NAME = 7;

function boxOf({ lines, label }: PlacedArrow): Box {
  const width = Math.max(0, ...lines.map((line) => line.length)) * CHARACTER;
  const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  const top = label.y - LINE / 2;
  return { left, right: left + width, top, bottom: top + lines.length * LINE };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
