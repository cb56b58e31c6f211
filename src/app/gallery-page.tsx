/** All runs by section, each with its own small picture computed from its trace. */
import { use, useMemo, useState } from 'react';
import { loadAll } from '../protocols/doors.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import { backToWork } from './address.ts';
import controls from './controls.module.css';
import styles from './gallery-page.module.css';
import { openGalleryRun } from './gallery-runs.ts';
import { Brand } from './header.tsx';
import { NO_PROGRESS, readProgress } from './lesson-progress.ts';
import { addressOf, nameOf } from './lessons.ts';
import { RunThumbnail } from './run-thumbnail.tsx';
import { openDialog } from './ui.ts';

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
        <button type="button" className={controls.button} onClick={() => openDialog('import')}>
          Import a log
        </button>
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to the workbench
        </button>
      </div>
      <Lessons protocols={protocols} wanted={wanted} />
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

interface LessonsProps {
  readonly protocols: readonly ProtocolDefinition[];
  readonly wanted: string;
}

/** Lessons first: they lead through the runs below. */
function Lessons({ protocols, wanted }: LessonsProps) {
  const progress = useMemo(readProgress, []);
  const lessons = protocols.flatMap((protocol) => (protocol.lessons ?? []).map((lesson) => ({ protocol, lesson })));
  const found = lessons.filter(({ protocol, lesson }) =>
    `lesson ${lesson.title} ${lesson.source} ${protocol.title}`.toLowerCase().includes(wanted),
  );
  if (found.length === 0) return null;
  return (
    <section>
      <h2>Lessons</h2>
      <div className={styles.grid}>
        {found.map(({ protocol, lesson }) => {
          const { step, finished } = progress[nameOf(protocol, lesson)] ?? NO_PROGRESS;
          const where = finished ? '✓ finished' : step > 0 ? `at step ${step + 1}` : '';
          return (
            <a key={nameOf(protocol, lesson)} className={styles.card} href={addressOf(protocol, lesson)}>
              <strong>{lesson.title}</strong>
              <span>
                {protocol.title} · {lesson.steps.length} steps{where === '' ? '' : ` · ${where}`}
              </span>
            </a>
          );
        })}
      </div>
    </section>
  );
}
