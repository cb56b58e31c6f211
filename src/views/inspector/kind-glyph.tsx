/** A small sign for each kind of event, the same everywhere in the inspector. */
import { type Tone, toneClass } from '../../marks/tone.ts';
import type { EventKind } from '../../sim/trace-event.ts';
import styles from './kind-glyph.module.css';

/** Paths in a box of 12 by 12 around 0, 0. */
const PATHS: Readonly<Record<EventKind, string>> = {
  send: 'M-4.5,4.5L3.5,-3.5M-1.5,-4.5H4.5V1.5',
  receive: 'M4.5,-4.5L-3.5,3.5M1.5,4.5H-4.5V-1.5',
  lost: 'M-4,-4L4,4M-4,4L4,-4',
  astray: 'M-3,-3L3,3M-3,3L3,-3',
  timer: 'M0,-4.5A4.5,4.5 0 1 1 -4.5,0M0,-2.5V0.5L2,2',
  step: 'M-3,0a3,3 0 1 0 6,0a3,3 0 1 0 -6,0',
  crash: 'M-4,-4L4,4M-4,4L4,-4M-5.5,0H5.5',
  restart: 'M4,-1.5A4.2,4.2 0 1 0 3.8,2M4.5,-5V-1H0.5',
  pause: 'M-2.2,-4V4M2.2,-4V4',
  resume: 'M-2.5,-4L4,0L-2.5,4Z',
  clock: 'M-4.5,0a4.5,4.5 0 1 0 9,0a4.5,4.5 0 1 0 -9,0M0,-2.5V0.5L2,1.5',
  invoke: 'M-4.5,0H3.5M0.5,-3.5L4,0L0.5,3.5',
  respond: 'M4.5,0H-3.5M-0.5,-3.5L-4,0L-0.5,3.5',
  fault: 'M0,-5L4.8,3.8H-4.8ZM0,-1.5V1.2',
  moot: 'M0,-5L4.8,3.8H-4.8Z',
};

export function KindGlyph({ kind, tone }: { kind: EventKind; tone: Tone }) {
  const look = ['lost', 'crash', 'fault'].includes(kind) ? styles.fault : kind === 'moot' ? styles.moot : '';
  return (
    <svg
      width="14"
      height="14"
      viewBox="-7 -7 14 14"
      aria-hidden="true"
      className={`${toneClass(tone)} ${styles.glyph} ${look}`}
    >
      <path d={PATHS[kind]} className={kind === 'step' ? styles.full : undefined} />
    </svg>
  );
}
