/** The one session of the page, and how components read it. */
import { useStore } from 'zustand';
import { protocols } from '../protocols/catalog.ts';
import { createSession, type Session } from '../store/session.ts';
import { openGalleryRun } from './gallery-runs.ts';

const first = openGalleryRun(protocols[0]?.id ?? '', protocols[0]?.gallery[0]?.path ?? '');
if (first === undefined) throw new Error('Lightcone bug: the gallery is empty');

export const session = createSession(first.scenario, first.protocol);

export function useSession<Value>(select: (state: Session) => Value): Value {
  return useStore(session, select);
}
