/** All runs by section, each with its own small picture computed from its trace; a list beside them to jump by. */

import { use, useMemo, useState } from 'react';
import { loadAll } from '../protocols/doors.ts';
import { bySection } from '../protocols/sections.ts';
import { fetched } from '../views/later.tsx';
import { backToWork } from './address.ts';
import controls from './controls.module.css';
import { GalleryContents, placeOf } from './gallery-contents.tsx';
import { allLessons, GalleryLessons, lessonsFor } from './gallery-lessons.tsx';
import styles from './gallery-page.module.css';
import { openGalleryRun } from './gallery-runs.ts';
import { Brand } from './header.tsx';
import { RunThumbnail } from './run-thumbnail.tsx';
import { openDialog } from './ui.ts';

const all = fetched(loadAll());
const taught = fetched(all.then(allLessons));

export function GalleryPage() {
  const protocols = use(all);
  const [query, setQuery] = useState('');
  const runs = useMemo(
    () =>
      protocols.flatMap((protocol) => protocol.gallery.flatMap(({ path }) => openGalleryRun(protocol.id, path) ?? [])),
    [protocols],
  );
  const wanted = query.trim().toLowerCase();
  const found = runs.filter(({ protocol, run, scenario }) =>
    `${scenario.title} ${run.look} ${run.section} ${protocol.id} ${protocol.title}`.toLowerCase().includes(wanted),
  );
  const sections = bySection(found, { protocolOf: ({ protocol }) => protocol, partOf: ({ run }) => run.section });
  const lessons = lessonsFor(use(taught), wanted);
  return (
    <main className={styles.page}>
      <div className={styles.top}>
        <Brand />
        <h1>Gallery</h1>
        <input
          className={controls.field}
          type="search"
          aria-label="Search the gallery"
          placeholder="Search runs…"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button type="button" className={controls.button} onClick={() => openDialog('import')}>
          Import a log
        </button>
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to the workbench
        </button>
      </div>
      <div className={styles.columns}>
        <GalleryContents sections={sections} lessons={lessons.length} />
        <div className={styles.runs}>
          <GalleryLessons lessons={lessons} />
          {found.length === 0 && (
            <p className={controls.hint}>No run of that name. Clear the search to see all {runs.length}.</p>
          )}
          {sections.map(({ title, groups }) => (
            <section key={title} aria-label={title}>
              <h2 id={placeOf(title)} tabIndex={-1}>
                {title}
              </h2>
              {groups.map(({ protocol, part, runs: own }) => (
                <div key={`${protocol.id} ${part}`}>
                  <h3 id={placeOf(title, protocol.id, part)} tabIndex={-1}>
                    {protocol.title} <span>{part}</span>
                  </h3>
                  <div className={styles.grid}>
                    {own.map(({ run, scenario, protocol: whole }) => (
                      <a key={run.path} className={styles.card} href={`#/${whole.id}/${run.path}`}>
                        <RunThumbnail scenario={scenario} protocol={whole} />
                        <strong>{scenario.title}</strong>
                        <span>{run.look}</span>
                      </a>
                    ))}
                  </div>
                </div>
              ))}
            </section>
          ))}
        </div>
      </div>
    </main>
  );
}
