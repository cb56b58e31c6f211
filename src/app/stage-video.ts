/** A short film of the stage: its picture, frame by frame, while the run plays. */
import { session } from './session.ts';
import { stageSvg } from './svg-images.ts';
import type { ShownTheme } from './theme.ts';

/** Real ms between frames: drawing one takes some of them. */
const FRAME_MS = 80;

export function canFilm(): boolean {
  return typeof MediaRecorder !== 'undefined' && 'captureStream' in HTMLCanvasElement.prototype;
}

/** Plays the run from the playhead for `seconds` and gives what the stage showed, as WebM. */
export async function filmStage(theme: ShownTheme, seconds: number, signal: AbortSignal): Promise<Blob> {
  const first = stageSvg(theme, false);
  if (first === undefined) throw new Error('there is no picture on the stage');
  const canvas = document.createElement('canvas');
  const start = await imageOf(first);
  // Even sizes: video codecs take no others.
  canvas.width = Math.ceil(start.width / 2) * 2;
  canvas.height = Math.ceil(start.height / 2) * 2;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures');
  context.drawImage(start, 0, 0);
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((done) => {
    recorder.onstop = done;
  });
  recorder.start();
  session.play(true);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && !signal.aborted && session.getState().playing) {
    const svg = stageSvg(theme, false);
    if (svg !== undefined) context.drawImage(await imageOf(svg), 0, 0);
    await new Promise((done) => setTimeout(done, FRAME_MS));
  }
  session.play(false);
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: 'video/webm' });
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
