/** The top of the page: where one is, and what concerns the whole run. */
import { CircleHelp, GitFork, Moon, Redo2, Search, Share2, Sun, SunMoon, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { setTitle } from '../store/edits.ts';
import { showKey, switchTheme, whatIf } from './commands.ts';
import controls from './controls.module.css';
import styles from './header.module.css';
import { session, useSession } from './session.ts';
import { openDialog, useUi } from './ui.ts';

const THEME_ICONS = { light: Sun, dark: Moon, system: SunMoon } as const;

export function Header() {
  const protocol = useSession((state) => state.simulation.protocol.title);
  const title = useSession((state) => state.simulation.scenario.title);
  const undo = useSession((state) => state.past.at(-1)?.label);
  const redo = useSession((state) => state.future.at(-1)?.label);
  const forked = useSession((state) => state.reference !== undefined);
  const theme = useUi((state) => state.theme);
  const Theme = THEME_ICONS[theme];
  return (
    <header className={styles.header}>
      <h1 className={styles.heading}>Lightcone: {title === '' ? protocol : title}</h1>
      <Brand />
      <nav className={styles.crumbs} aria-label="Where you are">
        <a href="#/gallery">{protocol}</a>
        <span aria-hidden="true">/</span>
        <Title key={title} title={title} />
      </nav>
      <button
        type="button"
        className={styles.search}
        onClick={() => openDialog('palette')}
        aria-label="Search scenarios and actions"
      >
        <Search size={14} aria-hidden="true" />
        <span>Search scenarios, actions…</span>
        <kbd>{showKey('Mod+k')}</kbd>
      </button>
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={undo === undefined}
          title={undo === undefined ? 'Nothing to undo' : `Undo: ${undo}`}
          onClick={() => session.undo()}
          aria-label="Undo"
        >
          <Undo2 size={15} aria-hidden="true" />
          <span className={styles.word}>Undo</span>
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={redo === undefined}
          title={redo === undefined ? 'Nothing to do again' : `Do again: ${redo}`}
          onClick={() => session.redo()}
          aria-label="Redo"
        >
          <Redo2 size={15} aria-hidden="true" />
          <span className={styles.word}>Redo</span>
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={forked}
          title="Keep this run beside what you make of it (V)"
          onClick={whatIf}
          aria-label="What if…"
        >
          <GitFork size={15} aria-hidden="true" />
          <span className={styles.word}>What if…</span>
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => openDialog('share')}
          aria-label="Share"
        >
          <Share2 size={15} aria-hidden="true" />
          <span className={styles.word}>Share</span>
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.plain} ${controls.icon}`}
          onClick={switchTheme}
          aria-label={`Theme: ${theme}. Switch`}
          title={`Theme: ${theme}`}
        >
          <Theme size={17} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.plain} ${controls.icon} ${styles.help}`}
          onClick={() => openDialog('keys')}
          aria-label="All keys"
          title="All keys (?)"
        >
          <CircleHelp size={17} aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}

export function Brand() {
  return (
    <a className={styles.brand} href="#/gallery" aria-label="Lightcone: to the gallery">
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 4 28.5 27h-25z" fill="none" stroke="var(--accent)" strokeWidth="2.6" strokeLinejoin="round" />
        <circle cx="16" cy="19.5" r="3" fill="var(--accent)" />
      </svg>
      <span>Lightcone</span>
    </a>
  );
}

function Title({ title }: { readonly title: string }) {
  const [text, setText] = useState(title);
  const settle = () => text !== title && session.edit(setTitle(text.slice(0, 200)), 'rename');
  return (
    <input
      className={styles.title}
      aria-label="Title of the scenario"
      placeholder="Untitled"
      title={text === '' ? undefined : text}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
