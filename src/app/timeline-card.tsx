/** The lower half of the desk: the run as a timeline, or while a what-if is open two of them. */
import { later } from '../views/later.tsx';
import { RunTimeline } from './run-timeline.tsx';
import { useSession } from './session.ts';

const WhatIf = later(async () => (await import('./what-if.tsx')).WhatIf);

export function TimelineCard() {
  const forked = useSession((state) => state.reference !== undefined);
  if (!forked) return <RunTimeline />;
  return <WhatIf />;
}
