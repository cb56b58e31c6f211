/** Scenarios and actions by name. */
import { Command } from 'cmdk';
import { use } from 'react';
import { loadAll, loaded } from '../protocols/doors.ts';
import { parseText } from '../scenario/text.ts';
import { commands, isAvailable, showKey } from './commands.ts';
import styles from './palette.module.css';
import { openDialog } from './ui.ts';

const all = loadAll();

export function Palette() {
  const protocols = use(all);
  const close = () => openDialog(undefined);
  const then = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label="Search scenarios and actions"
      overlayClassName={styles.shade ?? ''}
      contentClassName={styles.palette ?? ''}
    >
      <Command.Input className={styles.input} placeholder="Search scenarios, actions…" />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing of that name</Command.Empty>
        <Command.Group heading="Actions">
          {commands
            .filter((command) => command.id !== 'palette' && isAvailable(command))
            .map(({ id, title, keys, run }) => (
              <Command.Item key={id} value={title} onSelect={then(run)} className={styles.item}>
                {title}
                <kbd>{keys[0] === undefined ? '' : showKey(keys[0])}</kbd>
              </Command.Item>
            ))}
        </Command.Group>
        {protocols.map((protocol) => (
          <Command.Group key={protocol.id} heading={protocol.title}>
            {protocol.gallery.map(({ path, text }) => (
              <Command.Item
                key={path}
                value={`${protocol.title} ${titleOf(text)}`}
                onSelect={then(() => location.assign(`#/${protocol.id}/${path}`))}
                className={styles.item}
              >
                {titleOf(text)}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

function titleOf(text: string): string {
  const scenario = parseText(text, loaded);
  return scenario.ok ? scenario.value.title : '';
}
