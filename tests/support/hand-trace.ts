/** Traces written by hand, for views and checkers that need a run of a known shape. */
import type { Json } from '../../src/sim/scenario.ts';
import { Trace } from '../../src/sim/trace.ts';
import type { EventId, EventKind, LossReason } from '../../src/sim/trace-event.ts';

/** Place in the order of writing; `ids` of the finished trace turns it into an event's id. */
export type Draft = number;

interface Note {
  readonly at: number;
  readonly kind: EventKind;
  readonly lane: number;
  readonly cause: Draft;
  readonly subject: number;
  readonly number: number;
  readonly copy: number;
  readonly word: string;
  readonly extra: unknown;
}

/** Collects events in any order; `done` sorts them by time and stamps them with logical clocks. Times in milliseconds. */
export class HandTrace {
  private readonly notes: Note[] = [];
  private readonly lanes: readonly string[];
  private readonly servers: readonly string[];
  private readonly clients: readonly string[];
  private readonly sent = new Map<number, number>();
  private operations = 0;
  /** By draft, after `done`. */
  readonly ids: EventId[] = [];

  constructor(servers: readonly string[], clients: readonly string[] = []) {
    this.servers = servers;
    this.clients = clients;
    this.lanes = [...servers, ...clients];
  }

  send(ms: number, from: string, to: string, type: string, payload: Json = {}): Draft {
    const subject = this.lane(from) * this.lanes.length + this.lane(to);
    const number = (this.sent.get(subject) ?? 0) + 1;
    this.sent.set(subject, number);
    return this.note(ms, 'send', from, { subject, number, word: type, extra: payload });
  }
  receive(ms: number, send: Draft, copy = 1): Draft {
    const { subject, number, word, extra } = this.notes[send] as Note;
    return this.note(ms, 'receive', this.lanes[subject % this.lanes.length], {
      subject,
      number,
      word,
      extra,
      cause: send,
      copy,
    });
  }
  lost(ms: number, send: Draft, reason: LossReason = 'cut'): Draft {
    const { subject, number } = this.notes[send] as Note;
    return this.note(ms, 'lost', this.lanes[subject % this.lanes.length], {
      subject,
      number,
      word: reason,
      cause: send,
    });
  }
  step(ms: number, process: string, name: string, detail: Record<string, Json> = {}): Draft {
    return this.note(ms, 'step', process, { word: name, extra: detail });
  }
  timer(ms: number, process: string, name: string): Draft {
    return this.note(ms, 'timer', process, { word: name });
  }
  mark(ms: number, process: string, kind: 'crash' | 'restart' | 'pause' | 'resume'): Draft {
    return this.note(ms, kind, process, {});
  }
  clock(ms: number, process: string, offset: number): Draft {
    return this.note(ms, 'clock', process, { word: 'skew', extra: { offset, drift: 0 } });
  }
  moot(ms: number, fault: number): Draft {
    return this.note(ms, 'moot', undefined, { subject: fault, word: 'begin' });
  }
  /** One operation; no `until`: no reply. */
  operation(
    ms: number,
    until: number | undefined,
    client: string,
    asked: Record<string, Json>,
    result: Json = null,
  ): void {
    const subject = this.operations++;
    this.note(ms, 'invoke', client, { subject, extra: asked });
    if (until !== undefined) this.note(until, 'respond', client, { subject, extra: { result, status: 'ok' } });
  }

  done(): Trace {
    const writer = Trace.empty(this.servers, this.clients).extend();
    const order = this.notes
      .map((_, draft) => draft)
      .sort((a, b) => (this.notes[a] as Note).at - (this.notes[b] as Note).at || a - b);
    const clocks = this.lanes.map(() => new Int32Array(this.lanes.length));
    const stamps: Int32Array[] = [];
    for (const draft of order) {
      const note = this.notes[draft] as Note;
      const clock = clocks[note.lane];
      const caused = stamps[note.cause];
      if (clock !== undefined && ['send', 'receive', 'timer', 'step'].includes(note.kind)) {
        if (note.kind === 'receive' && caused !== undefined)
          caused.forEach((count, lane) => {
            clock[lane] = Math.max(clock[lane] ?? 0, count);
          });
        clock[note.lane] = (clock[note.lane] ?? 0) + 1;
      }
      stamps[draft] = Int32Array.from(clock ?? []);
      const cause = note.cause < 0 ? -1 : (this.ids[note.cause] ?? -1);
      if (cause >= 0) writer.noteFlight(note.at - (this.notes[note.cause] as Note).at);
      const { at, kind, lane, subject, number, copy, word, extra } = note;
      this.ids[draft] = writer.append(
        at,
        kind,
        lane,
        cause,
        0,
        at,
        subject,
        number,
        copy,
        word,
        extra,
        clock && stamps[draft],
      );
    }
    return writer.done();
  }

  private lane(process: string | undefined): number {
    return this.lanes.indexOf(process ?? '');
  }
  private note(ms: number, kind: EventKind, process: string | undefined, rest: Partial<Note>): Draft {
    const plain = { cause: -1, subject: 0, number: 0, copy: 0, word: '', extra: undefined };
    return this.notes.push({ at: Math.round(ms * 1000), kind, lane: this.lane(process), ...plain, ...rest }) - 1;
  }
}
