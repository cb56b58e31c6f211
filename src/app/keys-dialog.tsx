/** The sheet of all keys, made from the list of commands. */
import { Dialog, Switch } from 'radix-ui';
import { type Command, commands, showKey } from './commands.ts';
import styles from './controls.module.css';
import { openDialog, setLetterKeys, useUi } from './ui.ts';

const GROUPS: readonly Command['group'][] = ['Playback', 'Timeline', 'Faults', 'Edit', 'View'];

export function KeysDialog() {
  const letterKeys = useUi((state) => state.letterKeys);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && openDialog(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.dialogShade} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <Dialog.Title className={styles.dialogTitle}>Keys</Dialog.Title>
          <div style={{ columns: '240px 2', columnGap: 28 }}>
            {GROUPS.map((group) => (
              <section key={group} style={{ breakInside: 'avoid', marginBottom: 14 }}>
                <h3 className={styles.label}>{group}</h3>
                {commands
                  .filter((command) => command.group === group && command.keys.length > 0)
                  .map(({ id, title, keys }) => (
                    <div
                      key={id}
                      className={styles.row}
                      style={{ justifyContent: 'space-between', flexWrap: 'nowrap' }}
                    >
                      <span>{title}</span>
                      <kbd className={styles.value}>{keys.map(showKey).join(' or ')}</kbd>
                    </div>
                  ))}
              </section>
            ))}
          </div>
          <div className={styles.row} style={{ marginTop: 6 }}>
            <Switch.Root
              id="letters"
              className={`${styles.switch} ${styles.harmless}`}
              checked={letterKeys}
              onCheckedChange={setLetterKeys}
            >
              <Switch.Thumb className={styles.switchThumb} />
            </Switch.Root>
            <label htmlFor="letters">Single-letter keys</label>
            <Dialog.Close className={styles.button} style={{ marginLeft: 'auto' }}>
              Close
            </Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
