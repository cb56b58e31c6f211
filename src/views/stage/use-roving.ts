/** One Tab stop for the whole stage: arrows go round the processes, and down to links and messages. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Anchor, Target } from '../intents.ts';
import { keyOf } from './use-stage-pointer.ts';

interface Roving {
  readonly active: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** `byKey`: the focus can be seen, so it did not come with a press. */
  readonly onFocus: (key: string, byKey: boolean) => void;
}

export interface RovingActions {
  readonly onSelect: (target: Target) => void;
  readonly onOpen: (target: Target, anchor: Anchor) => void;
  readonly giveUp: () => void;
}

export function useRoving(
  svg: RefObject<SVGSVGElement | null>,
  targets: readonly (readonly Target[])[],
  actions: RovingActions,
): Roving {
  const first = keyOf(targets[0]?.[0]) ?? '';
  const [wanted, setActive] = useState(first);
  const all = targets.flat();
  const present = all.some((target) => keyOf(target) === wanted);
  const active = present ? wanted : first;
  const held = useRef(false);
  /** The focus is being moved from here: what that selects is settled. */
  const carried = useRef(false);

  // A message that arrives takes the focus with it: its receiver is where it went.
  useLayoutEffect(() => {
    if (present || !held.current || document.activeElement !== document.body) return;
    carry(svg.current, first, carried);
  }, [present, first, svg]);

  const moveTo = (target: Target | undefined) => {
    const key = keyOf(target);
    if (target === undefined || key === undefined) return;
    setActive(key);
    carry(svg.current, key, carried);
    actions.onSelect(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const group = targets.findIndex((members) => members.some((target) => keyOf(target) === active));
    const members = targets[group] ?? [];
    const index = members.findIndex((target) => keyOf(target) === active);
    const here = members[index];
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowLeft':
        moveTo(members[(index + (event.key === 'ArrowRight' ? 1 : members.length - 1)) % members.length]);
        break;
      case 'ArrowDown':
      case 'ArrowUp':
        moveTo(otherGroup(targets, group, event.key === 'ArrowDown' ? 1 : -1, here));
        break;
      case 'Enter':
      case ' ':
        if (here !== undefined) open(here);
        break;
      case 'Escape':
        return actions.giveUp();
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const open = (target: Target) => {
    const box = itemOf(svg.current, keyOf(target) ?? '')?.getBoundingClientRect();
    actions.onSelect(target);
    if (box !== undefined) actions.onOpen(target, { x: box.x, y: box.y, width: box.width, height: box.height });
  };
  // Whoever comes with Tab has chosen what has the focus, as with the arrows: the keys act on it.
  const onFocus = (key: string, byKey: boolean) => {
    held.current = true;
    setActive(key);
    const target = all.find((one) => keyOf(one) === key);
    if (byKey && !carried.current && target !== undefined) actions.onSelect(target);
  };
  return { active, onKeyDown, onFocus };
}

/** The next kind of thing that is there at all; of links and messages, one that touches where we come from. */
function otherGroup(
  targets: readonly (readonly Target[])[],
  group: number,
  step: number,
  here: Target | undefined,
): Target | undefined {
  for (let turn = 1; turn <= targets.length; turn += 1) {
    const members = targets[(group + step * turn + targets.length * turn) % targets.length] ?? [];
    if (members.length > 0) return members.find((target) => touches(target, here)) ?? members[0];
  }
  return undefined;
}

function touches(target: Target, here: Target | undefined): boolean {
  const ends = endsOf(here);
  return endsOf(target).some((end) => ends.includes(end));
}

function endsOf(target: Target | undefined): readonly string[] {
  switch (target?.kind) {
    case 'process':
      return [target.process];
    case 'link':
      return [target.from, target.to];
    case 'message':
      return target.message.split('.')[0]?.split('-') ?? [];
    default:
      return [];
  }
}

function itemOf(svg: SVGSVGElement | null, key: string): SVGGElement | null {
  return svg?.querySelector<SVGGElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
}

function carry(svg: SVGSVGElement | null, key: string, carried: RefObject<boolean>): void {
  carried.current = true;
  itemOf(svg, key)?.focus({ preventScroll: true });
  carried.current = false;
}
