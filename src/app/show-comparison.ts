/** Two events were chosen to be compared, wherever that was: what is said of them comes into view. */
import { session } from './session.ts';
import { useUi } from './ui.ts';

/** Starts watching; the returned function stops it. */
export function showComparisons(): () => void {
  return session.subscribe(({ selection }, { selection: before }) => {
    if (selection === before || selection?.kind !== 'event' || selection.other === undefined) return;
    useUi.setState({ tab: 'events', pane: 'inspector', popover: undefined });
  });
}
