/** What goes between the window on the wall and the one with the notes, and the turning of pages. */
import { stepEvent } from '../store/stepping.ts';
import { goToStep, playTo } from './lessons.ts';
import { useLesson } from './open-lesson.ts';
import { usePresenting } from './presenting.ts';
import { session } from './session.ts';

/** What the window with the notes is told; the run itself stays where it is. */
export interface Slide {
  readonly kind: 'slide';
  readonly protocol: string;
  readonly title: string;
  /** Of the open lesson; undefined: a run without one. */
  readonly lesson: string | undefined;
  readonly step: number;
  readonly blank: boolean;
  readonly at: number;
}

export type Remote = { readonly kind: 'next' | 'back' | 'blank' | 'code' | 'play' | 'hello' };

/** Both windows of one browser hear it; no server does. */
const CHANNEL = 'lightcone.presenter';

export function openChannel(): BroadcastChannel {
  return new BroadcastChannel(CHANNEL);
}

/** One step on or back: of the lesson where one is open, else of the run. */
export function turn(by: 1 | -1): void {
  const { open } = useLesson.getState();
  if (open === undefined) return stepEvent(session, by);
  const { prediction, look } = open.lesson.steps[open.step] ?? {};
  // A question is answered before one goes on.
  if (by === 1 && prediction !== undefined && usePresenting.getState().revealed !== open.step) {
    usePresenting.setState({ revealed: open.step });
    return playTo(look?.until);
  }
  usePresenting.setState({ revealed: undefined });
  const next = open.step + by;
  if (next >= 0 && next < open.lesson.steps.length) goToStep(next);
}

export function obey({ kind }: Remote): void {
  const { blank, code } = usePresenting.getState();
  if (kind === 'next') turn(1);
  if (kind === 'back') turn(-1);
  if (kind === 'blank') usePresenting.setState({ blank: !blank });
  if (kind === 'code') usePresenting.setState({ code: !code });
  if (kind === 'play') session.play(!session.getState().playing);
}

/** Tells the notes what is shown, and does what they ask; the returned function stops it. */
export function shareSlides(): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {};
  const channel = openChannel();
  let last = '';
  const tell = (again = false) => {
    const { simulation, cursor, playing } = session.getState();
    const { open } = useLesson.getState();
    const slide: Slide = {
      kind: 'slide',
      protocol: simulation.protocol.id,
      title: simulation.scenario.title || simulation.protocol.title,
      lesson: open?.lesson.id,
      step: open?.step ?? 0,
      blank: usePresenting.getState().blank,
      at: playing ? -1 : Math.round(cursor),
    };
    const text = JSON.stringify(slide);
    if (text === last && !again) return;
    last = text;
    channel.postMessage(slide);
  };
  channel.onmessage = ({ data }: MessageEvent<Remote>) => {
    if (data.kind === 'hello') tell(true);
    else obey(data);
  };
  const stops = [
    session.subscribe(() => tell()),
    useLesson.subscribe(() => tell()),
    usePresenting.subscribe(() => tell()),
  ];
  tell();
  return () => {
    for (const stop of stops) stop();
    channel.close();
  };
}
