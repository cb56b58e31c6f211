/**
 * A row of buttons of which one is chosen: one Tab stop; arrows go round and choose, Home and End choose the ends.
 * Radio buttons, or the tabs of a panel (WAI-ARIA Authoring Practices, patterns Radio Group and Tabs).
 */
import type { KeyboardEvent } from 'react';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** A word that the row's style may look for, as `data-state`. */
  readonly state?: string;
}

interface OneOfProps<Id extends string> {
  /** What is chosen here, for a screen reader. */
  readonly name: string;
  readonly choices: readonly Choice<Id>[];
  readonly value: Id;
  readonly onChoose: (id: Id) => void;
  /** The `id` of the panel that these are the tabs of; left out: they are radio buttons. */
  readonly panel?: string;
  readonly className?: string | undefined;
}

export function OneOf<Id extends string>({ name, choices, value, onChoose, panel, className }: OneOfProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = choices.findIndex(({ id }) => id === value);
    const next = nextOf(event.key, at, choices.length);
    const choice = next === undefined ? undefined : choices[next];
    if (next === undefined || choice === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(choice.id);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  const row = { role: panel === undefined ? 'radiogroup' : 'tablist', 'aria-label': name };
  const button = (id: Id, chosen: boolean) =>
    panel === undefined
      ? { role: 'radio', 'aria-checked': chosen }
      : {
          role: 'tab',
          id: tabOf(panel, id),
          'aria-selected': chosen,
          'aria-controls': chosen ? panel : undefined,
        };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is one of two, which the linter does not see
    <div {...row} className={className} onKeyDown={onKeyDown}>
      {choices.map(({ id, title, state }) => (
        <button
          key={id}
          type="button"
          {...button(id, id === value)}
          tabIndex={id === value ? 0 : -1}
          data-state={state}
          onClick={() => onChoose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** The `id` of a tab, by which its panel is labelled. */
export function tabOf(panel: string, id: string): string {
  return `${panel}-${id}`;
}

function nextOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
