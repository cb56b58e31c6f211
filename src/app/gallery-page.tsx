/** All runs by section, each with its own small picture computed from its trace. */
import { use, useMemo, useState } from 'react';
import { loadAll } from '../protocols/doors.ts';
import { backToWork } from './address.ts';
import controls from './controls.module.css';
import styles from './gallery-page.module.css';
import { openGalleryRun } from './gallery-runs.ts';
import { Brand } from './header.tsx';
import { RunThumbnail } from './run-thumbnail.tsx';

const all = loadAll();

export function GalleryPage() {
  const protocols = use(all);
  const [query, setQuery] = useState('');
  const runs = useMemo(
    () =>
      protocols.flatMap((protocol) => protocol.gallery.flatMap(({ path }) => openGalleryRun(protocol.id, path) ?? [])),
    [protocols],
  );
  const wanted = query.trim().toLowerCase();
  const found = runs.filter(({ run, scenario }) =>
    `${scenario.title} ${run.look} ${run.section} ${scenario.protocol}`.toLowerCase().includes(wanted),
  );
  const sections = [...new Set(found.map(({ protocol, run }) => `${protocol.title} · ${run.section}`))];
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
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to the workbench
        </button>
      </div>
      {found.length === 0 && (
        <p className={controls.hint}>No run of that name. Clear the search to see all {runs.length}.</p>
      )}
      {sections.map((section) => (
        <section key={section}>
          <h2>{section}</h2>
          <div className={styles.grid}>
            {found
              .filter(({ protocol, run }) => `${protocol.title} · ${run.section}` === section)
              .map(({ protocol, run, scenario }) => (
                <a key={run.path} className={styles.card} href={`#/${protocol.id}/${run.path}`}>
                  <RunThumbnail scenario={scenario} protocol={protocol} />
                  <strong>{scenario.title}</strong>
                  <span>{run.look}</span>
                </a>
              ))}
          </div>
        </section>
      ))}
    </main>
  );
}
