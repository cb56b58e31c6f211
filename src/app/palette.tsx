/** Scenarios and actions by name. */

import { Command } from 'cmdk';
import { use, useMemo } from 'react';
import { loadAll } from '../protocols/doors.ts';
import { bySection } from '../protocols/sections.ts';
import { fetched } from '../views/later.tsx';
import { commands, isAvailable, showKey } from './commands.ts';
import { openGalleryRun } from './gallery-runs.ts';
import styles from './palette.module.css';
import { openDialog } from './ui.ts';

const all = fetched(loadAll());

export function Palette() {
  const protocols = use(all);
  const sections = useMemo(() => {
    const runs = protocols.flatMap(({ id, gallery }) => gallery.flatMap(({ path }) => openGalleryRun(id, path) ?? []));
    return bySection(runs, { protocolOf: ({ protocol }) => protocol, partOf: ({ run }) => run.section });
  }, [protocols]);
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
      filter={fitOf}
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
        {sections.map(({ title, groups }) => (
          <Command.Group key={title} heading={title}>
            {groups.flatMap(({ protocol, runs: own }) =>
              own.map(({ run, scenario }) => (
                <Command.Item
                  key={`${protocol.id}/${run.path}`}
                  value={`${scenario.title} ${protocol.title} ${protocol.id}/${run.path}`}
                  keywords={[title]}
                  onSelect={then(() => location.assign(`#/${protocol.id}/${run.path}`))}
                  className={styles.item}
                >
                  {scenario.title}
                  <span className={styles.protocol}>{protocol.title}</span>
                </Command.Item>
              )),
            )}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

/** How well an entry fits what was typed: every word must occur, best at the beginning of a word. 0: not at all. */
function fitOf(entry: string, typed: string, section: readonly string[] = []): number {
  const [text, around] = [` ${entry.toLowerCase()}`, section.join(' ').toLowerCase()];
  const worth = (word: string) => {
    if (text.includes(` ${word}`)) return 1;
    if (text.includes(word)) return 0.5;
    return around.includes(word) ? 0.2 : 0;
  };
  return Math.min(1, ...typed.toLowerCase().split(/\s+/).filter(Boolean).map(worth));
}
