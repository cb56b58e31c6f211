/** The list beside the gallery: sections and their protocols, one press away. */
import type { Group, Grouped } from '../protocols/sections.ts';
import styles from './gallery-page.module.css';

interface GalleryContentsProps {
  readonly sections: readonly Grouped<unknown>[];
  readonly lessons: number;
}

export function GalleryContents({ sections, lessons }: GalleryContentsProps) {
  return (
    <nav className={styles.contents} aria-label="Sections of the gallery">
      <ul>
        {lessons > 0 && (
          <li>
            <Jump to={placeOf('Lessons')} title="Lessons" count={lessons} strong />
          </li>
        )}
        {sections.map(({ title, groups }) => (
          <li key={title}>
            <Jump to={placeOf(title)} title={title} count={countOf(groups)} strong />
            <ul>
              {byProtocol(groups).map(([first, count]) => (
                <li key={first.protocol.id}>
                  <Jump to={placeOf(title, first.protocol.id, first.part)} title={first.protocol.title} count={count} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface JumpProps {
  readonly to: string;
  readonly title: string;
  readonly count: number;
  readonly strong?: boolean;
}

/** A button and no link: the page's own address is the part after the #. */
function Jump({ to, title, count, strong = false }: JumpProps) {
  return (
    <button type="button" className={strong ? styles.section : styles.jump} onClick={() => jumpTo(to)}>
      {title}
      <span aria-hidden="true">{count}</span>
    </button>
  );
}

/** Where a heading of the gallery is found in the page. */
export function placeOf(section: string, protocol = '', part = ''): string {
  return ['gallery', section, protocol, part]
    .filter((word) => word !== '')
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

function jumpTo(place: string): void {
  const heading = document.getElementById(place);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function countOf(groups: readonly Group<unknown>[]): number {
  return groups.reduce((sum, { runs }) => sum + runs.length, 0);
}

/** The first group of each protocol, with the number of its runs in this section. */
function byProtocol(groups: readonly Group<unknown>[]): readonly (readonly [first: Group<unknown>, count: number])[] {
  const ids = [...new Set(groups.map(({ protocol }) => protocol.id))];
  return ids.flatMap((id) => {
    const own = groups.filter(({ protocol }) => protocol.id === id);
    return own[0] === undefined ? [] : [[own[0], countOf(own)] as const];
  });
}
