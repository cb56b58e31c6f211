/** Files dropped anywhere on the page are taken for logs, unless what they were dropped on has taken them itself. */
import { useUi } from './ui.ts';

/** Starts accepting; the returned function stops it. */
export function acceptDrops(): () => void {
  const onOver = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };
  const onDrop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    useUi.setState({ dialog: 'import', popover: undefined, dropped: files });
  };
  addEventListener('dragover', onOver);
  addEventListener('drop', onDrop);
  return () => {
    removeEventListener('dragover', onOver);
    removeEventListener('drop', onDrop);
  };
}
