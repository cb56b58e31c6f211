/** Something on the stage that can be pressed: a named button with one stable key. */
import type { ReactNode } from 'react';
import styles from './stage.module.css';

export interface ItemProps {
  readonly itemKey: string;
  readonly name: string;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onFocus: (key: string) => void;
  /** A press that came from no pointer, as assistive technology sends. */
  readonly onPress: (key: string) => void;
  readonly x?: number;
  readonly y?: number;
  readonly children: ReactNode;
}

export function Item({ itemKey, name, active, selected, onFocus, onPress, x, y, children }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in SVG
    <g
      role="button"
      tabIndex={active ? 0 : -1}
      aria-label={name}
      aria-pressed={selected}
      data-key={itemKey}
      className={styles.item}
      {...(x === undefined ? {} : { transform: `translate(${x} ${y})` })}
      onFocus={() => onFocus(itemKey)}
      onClick={(event) => {
        if (event.detail === 0) onPress(itemKey);
      }}
    >
      {children}
    </g>
  );
}
