/** Has a log read in a worker, with a watch on readings that stand still. */
import { fail, type Result } from '../base/result.ts';
import type { ImportedLog } from '../interop/imported-log.ts';
import { tooLarge } from '../interop/shiviz-log.ts';
import type { ImportReport, ImportRequest } from './import-worker.ts';

/** An expression may try more ways than there is time for: a reading that says nothing for so long is ended, ms. */
const SILENCE_MS = 8_000;

export interface ImportListener {
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly onDone: (result: Result<ImportedLog>) => void;
}

/** Starts reading; the returned function ends it, and nothing is told any more. */
export function importLog(request: ImportRequest, { onProgress, onDone }: ImportListener): () => void {
  const refused = tooLarge(request.sources.reduce((sum, source) => sum + sizeOf(source), 0));
  if (refused !== undefined) {
    onDone(fail([{ path: '', message: refused }]));
    return () => {};
  }
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  let watch: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(watch);
    worker.terminate();
  };
  const failed = (message: string) => {
    end();
    onDone(fail([{ path: '', message }]));
  };
  const listen = () => {
    clearTimeout(watch);
    watch = setTimeout(() => failed(STOOD_STILL), SILENCE_MS);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<ImportReport>) => {
    listen();
    if (data.kind === 'progress') return onProgress(data.share);
    end();
    onDone(data.result);
  });
  worker.addEventListener('error', (event) =>
    failed(`the log could not be read: ${event.message || 'no worker runs'}`),
  );
  listen();
  worker.postMessage(request);
  return end;
}

const STOOD_STILL = `the reading stood still for ${SILENCE_MS / 1000} s and was ended: the expression tries too many ways; expected one that each line can match in one way only`;

function sizeOf(source: string | Blob): number {
  return typeof source === 'string' ? source.length : source.size;
}
