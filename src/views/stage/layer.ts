/** What every layer of the stage is given. */
import type { RingLayout } from './layout.ts';

export interface LayerProps {
  readonly layout: RingLayout;
  /** Keys of what can be reached by Tab, is selected, is under the pointer. */
  readonly active: string;
  readonly selected: string | undefined;
  readonly hovered: string | undefined;
  readonly onFocus: (key: string) => void;
  readonly onPress: (key: string) => void;
}
