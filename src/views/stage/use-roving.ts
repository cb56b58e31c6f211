/** One Tab stop for the whole stage: arrows go round the processes, and down to links and messages. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Anchor, Target } from '../intents.ts';
import { keyOf } from './use-stage-pointer.ts';

interface Roving {
  readonly active: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyUp: (event: KeyboardEvent) => void;
  readonly onFocus: (key: string) => void;
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

  // A message that arrives takes the focus with it: its receiver is where it went.
  useLayoutEffect(() => {
    if (present || !held.current || document.activeElement !== document.body) return;
    focusOn(svg.current, first);
  }, [present, first, svg]);

  const moveTo = (target: Target | undefined) => {
    const key = keyOf(target);
    if (target === undefined || key === undefined) return;
    setActive(key);
    focusOn(svg.current, key);
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
  // Let go, Tab is heard by what it brought the focus to. A window or a dialog that gives the focus back selects nothing.
  const onKeyUp = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
    const target = all.find((one) => keyOf(one) === active);
    if (key === 'Tab' && !altKey && !ctrlKey && !metaKey && target !== undefined) actions.onSelect(target);
  };
  const onFocus = (key: string) => {
    held.current = true;
    setActive(key);
  };
  return { active, onKeyDown, onKeyUp, onFocus };
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

function focusOn(svg: SVGSVGElement | null, key: string): void {
  itemOf(svg, key)?.focus({ preventScroll: true });
}
