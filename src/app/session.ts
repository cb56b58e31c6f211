/** The one session of the page, and how components read it. */
import { useStore } from 'zustand';
import { raft } from '../protocols/raft/index.ts';
import { pace } from '../store/pace.ts';
import { createSession, type Session } from '../store/session.ts';
import { openGalleryRun } from './gallery-runs.ts';

/** What a newcomer sees: the first run of Raft. */
const first = openGalleryRun(raft.id, raft.gallery[0]?.path ?? '');
if (first === undefined) throw new Error('Lightcone bug: the gallery is empty');

export const session = createSession(first.scenario, raft);

export function useSession<Value>(select: (state: Session) => Value): Value {
  return useStore(session, select);
}

const paced = pace(() => performance.now());

/** The playhead as words and numbers follow it: at a pace that can be read. 0 where `moving` is false. */
export function usePacedCursor(moving: boolean): number {
  return useSession((state) => (moving ? paced(state) : 0));
}
