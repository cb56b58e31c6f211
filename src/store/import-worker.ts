/** Reads a log beside the page, so that the page stays quick and a reading that takes too long can be ended. */
import { fail, type Result } from '../base/result.ts';
import type { ImportedExecution, ImportedLog, LogFormat } from '../interop/imported-log.ts';
import { readLog } from '../interop/shiviz-log.ts';

/** What the page asks for: texts are put one below the other. */
export interface ImportRequest {
  readonly sources: readonly (string | Blob)[];
  readonly format: Partial<LogFormat>;
}

export type ImportReport =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: Result<ImportedLog> };

addEventListener('message', (message: MessageEvent<ImportRequest>) => {
  read(message.data).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    finish(fail([{ path: '', message: `the log could not be read: ${reason}` }]));
  });
});

async function read({ sources, format }: ImportRequest): Promise<void> {
  const texts = await Promise.all(sources.map((source) => (typeof source === 'string' ? source : source.text())));
  const reading = readLog(texts.join('\n'), format);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return finish(step.value);
    report({ kind: 'progress', share: step.value });
  }
}

function finish(result: Result<ImportedLog>): void {
  const transfer = result.ok ? result.value.executions.flatMap(buffersOf) : [];
  report({ kind: 'done', result }, transfer);
}

/** Columns move to the page without being copied. */
function buffersOf(execution: ImportedExecution): Transferable[] {
  return Object.values(execution).flatMap((column: unknown) =>
    column instanceof Int32Array || column instanceof Uint8Array ? [column.buffer as ArrayBuffer] : [],
  );
}

function report(said: ImportReport, transfer: Transferable[] = []): void {
  postMessage(said, { transfer });
}
