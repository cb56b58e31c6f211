/** The lessons of the gallery: they lead through the runs below. */
import { useMemo } from 'react';
import { loadLessons } from '../protocols/doors.ts';
import type { Lesson } from '../sim/lesson.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import { placeOf } from './gallery-contents.tsx';
import styles from './gallery-page.module.css';
import { NO_PROGRESS, readProgress } from './lesson-progress.ts';
import { addressOf, nameOf } from './lessons.ts';

interface LessonOf {
  readonly protocol: ProtocolDefinition;
  readonly lesson: Lesson;
}

/** Every lesson there is, loaded. */
export async function allLessons(protocols: readonly ProtocolDefinition[]): Promise<readonly LessonOf[]> {
  const each = protocols.map(async (protocol) =>
    (await loadLessons(protocol.id)).map((lesson) => ({ protocol, lesson })),
  );
  return (await Promise.all(each)).flat();
}

/** Those in which the wanted words occur. */
export function lessonsFor(lessons: readonly LessonOf[], wanted: string): readonly LessonOf[] {
  return lessons.filter(({ protocol, lesson }) =>
    `lesson ${lesson.title} ${lesson.source} ${protocol.title}`.toLowerCase().includes(wanted),
  );
}

export function GalleryLessons({ lessons }: { readonly lessons: readonly LessonOf[] }) {
  const progress = useMemo(readProgress, []);
  if (lessons.length === 0) return null;
  return (
    <section aria-label="Lessons">
      <h2 id={placeOf('Lessons')} tabIndex={-1}>
        Lessons
      </h2>
      <div className={styles.grid}>
        {lessons.map(({ protocol, lesson }) => {
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
