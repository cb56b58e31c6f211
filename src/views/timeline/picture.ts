/**
 * The heavy part of the diagram as plain numbers: bands, outages, arrows, losses, small marks.
 * SVG and canvas draw the same picture. It is wider than the view, so that panning only moves it.
 */
import { type Arrows, addArrow } from '../../marks/arrow.ts';
import type { MessageKind, Tone } from '../../sim/protocol.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { isTransportStep } from '../../sim/transport/steps.ts';
import type { Window } from '../intents.ts';
import { arrowEnds, endsBetween } from './arrow-ends.ts';
import { Crowd } from './crowd.ts';
import { type Ending, firstFrom } from './endings.ts';
import { eachFlight } from './flights.ts';
import type { Rows } from './rows.ts';
import { eachSegment, type SegmentFlight } from './segments.ts';
import { type Stories, spansIn } from './stories.ts';
import type { Tones } from './tones.ts';

export interface Band {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
}

export interface OutageMark {
  readonly kind: 'paused' | 'down';
  readonly x: number;
  readonly width: number;
  readonly y: number;
  /** Whether its start and its end are in the picture: × and ring, or just more of it. */
  readonly starts: boolean;
  readonly ends: boolean;
}

/** Arrows of one look. */
export interface Sheaf extends Arrows {
  readonly tone: Tone;
  readonly form: MessageKind['form'];
  /** `wire`: a segment of the transport. */
  readonly look: 'plain' | 'copy' | 'flying' | 'wire';
}

/** Many messages in one 2-px column between two neighbouring lanes. */
export interface Column {
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
  readonly tone: Tone;
  /** From 0 to 1: how strongly it is drawn. */
  readonly weight: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly outages: readonly OutageMark[];
  readonly sheaves: readonly Sheaf[];
  readonly columns: readonly Column[];
  /** x, y of each ×. */
  readonly losses: readonly number[];
  /** Local steps and timers that ran out: x, y. */
  readonly dots: readonly number[];
  readonly timers: readonly number[];
  readonly clocks: readonly number[];
  readonly arrows: number;
}

export interface PictureInput {
  readonly trace: Trace;
  readonly stories: Stories;
  readonly rows: Rows;
  readonly tones: Tones;
  /** What the picture holds, and pixels a µs. */
  readonly window: Window;
  readonly rate: number;
  readonly reached: TrueTime;
  readonly dense: boolean;
  /** Whether segments of the transport are drawn and its steps marked; not where left out. */
  readonly segments?: boolean;
}

/** Arrows closer together than this lose their heads, px² of picture an arrow. */
const HEADLESS = 900;

export function pictureOf(input: PictureInput): Picture {
  const { rows, window, rate } = input;
  const width = (window.to - window.from) * rate;
  const messages = drawMessages(input, width);
  return {
    width,
    height: rows.height,
    bands: bandsOf(input),
    outages: outagesOf(input),
    ...messages,
    ...smallMarks(input, width),
  };
}

function place(input: PictureInput, at: TrueTime): number {
  return (at - input.window.from) * input.rate;
}

/** Bands in the order of painting: what matters most is painted last and never thinner than can be seen. */
function bandsOf(input: PictureInput): readonly Band[] {
  const { rows, stories, window, tones } = input;
  const bands: Band[] = [];
  for (const row of rows.rows) {
    if (row.client) continue;
    for (const span of spansIn(stories.lanes[row.lane]?.roles ?? [], window.from, Math.min(window.to, input.reached))) {
      const tone = tones.role(span.role);
      const x = place(input, Math.max(span.from, window.from)) - (span.from < window.from ? 8 : 0);
      const end =
        place(input, Math.min(span.to, input.reached, window.to)) +
        (Math.min(span.to, input.reached) > window.to ? 8 : 0);
      const height = rows.thickness[tone];
      bands.push({ x, y: row.y - height / 2, width: Math.max(end - x, tone === 'following' ? 1 : 2), height, tone });
    }
  }
  const order: readonly Tone[] = ['neutral', 'following', 'seeking', 'leading'];
  return bands.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

function outagesOf(input: PictureInput): readonly OutageMark[] {
  const { rows, stories, window } = input;
  const marks: OutageMark[] = [];
  for (const row of rows.rows) {
    for (const span of spansIn(
      stories.lanes[row.lane]?.outages ?? [],
      window.from,
      Math.min(window.to, input.reached),
    )) {
      const x = place(input, Math.max(span.from, window.from));
      const end = place(input, Math.min(span.to, input.reached, window.to));
      const mark = { kind: span.kind, x, width: Math.max(end - x, 2), y: row.y };
      marks.push({ ...mark, starts: span.from >= window.from, ends: span.ended && span.to <= window.to });
    }
  }
  return marks;
}

type Messages = Pick<Picture, 'sheaves' | 'columns' | 'losses' | 'arrows'>;

function drawMessages(input: PictureInput, width: number): Messages {
  const { trace, rows, tones, dense } = input;
  const sheaves = new Map<string, Sheaf>();
  const losses: number[] = [];
  const crowd = dense ? new Crowd(rows, width) : undefined;
  // Where segments are shown messages step back behind them.
  const behind = input.segments === true && trace.streams;
  let arrows = 0;
  const headless = dense && tooClose(input, width);
  const draw = (send: EventId, end: EventId, ending: Ending) => {
    const ends = arrowEnds(input, send, end, ending);
    if (ends === undefined) return;
    const { x1, y1, x2, y2 } = ends;
    const { tone, form } = tones.message(trace.word(send));
    if (ending === 'lost' && crowd?.seenLoss(x2, y2) !== true) losses.push(x2, y2);
    arrows += 1;
    const message = end >= 0 ? end : send;
    const crossing = { from: trace.from(message), to: trace.to(message), tone, form, lost: ending === 'lost' };
    if (crowd?.takes(ends, crossing) === true) return;
    // On reliable links a message comes once, whichever of its copies it is.
    const copy = end >= 0 && trace.copy(end) > 1 && !trace.streams;
    const sheaf = sheafOf(sheaves, tone, form, ending === 'flying' || behind ? 'flying' : copy ? 'copy' : 'plain');
    addArrow(sheaf, x1, y1, x2, y2, ending === 'lost' || headless ? 0 : copy ? 5.5 : 7.5);
  };
  eachFlight(trace, input.window, input.reached, draw);
  const drawSegment = ({ kind, send, ...course }: SegmentFlight) => {
    const ends = endsBetween(input, course);
    if (ends === undefined) return;
    const { x1, y1, x2, y2 } = ends;
    if (course.ending === 'lost' && crowd?.seenLoss(x2, y2) !== true) losses.push(x2, y2);
    arrows += 1;
    const tone = send < 0 ? 'neutral' : tones.message(trace.word(send)).tone;
    const form = kind === 'ack' ? 'reply' : 'request';
    const crossing = { from: course.from, to: course.to, tone, form, lost: course.ending === 'lost' } as const;
    if (crowd?.takes(ends, crossing) === true) return;
    addArrow(sheafOf(sheaves, tone, form, 'wire'), x1, y1, x2, y2, course.ending === 'arrived' && !headless ? 4.5 : 0);
  };
  if (input.segments === true) eachSegment(trace, input.window, input.reached, drawSegment);
  return { sheaves: [...sheaves.values()].sort(bySolidity), columns: crowd?.columns() ?? [], losses, arrows };
}

/** Replies below requests, faint ones first. */
function bySolidity(a: Sheaf, b: Sheaf): number {
  return rank(a) - rank(b);
}

function rank(sheaf: Sheaf): number {
  return (sheaf.form === 'reply' ? 0 : 4) + (sheaf.look === 'plain' ? 2 : 0) + (sheaf.tone === 'neutral' ? 0 : 1);
}

function tooClose({ trace, rows, window }: PictureInput, width: number): boolean {
  const most = (width * rows.height) / HEADLESS;
  const end = trace.countAt(window.to);
  let arrows = 0;
  for (let id = firstFrom(trace, window.from); id < end && arrows <= most; id += 1)
    if (trace.kind(id) === 'send') arrows += 1;
  return arrows > most;
}

function sheafOf(sheaves: Map<string, Sheaf>, tone: Tone, form: MessageKind['form'], look: Sheaf['look']): Sheaf {
  const key = `${tone} ${form} ${look}`;
  const known = sheaves.get(key);
  if (known !== undefined) return known;
  const sheaf: Sheaf = { tone, form, look, lines: [], heads: [] };
  sheaves.set(key, sheaf);
  return sheaf;
}

/** Marks of one lane closer together than this on average say nothing any more and are left to the bands, px. */
const SPARSE = 9;

/** Steps and timers on the bands, at most one in two pixels of a lane; clock changes always. */
function smallMarks(input: PictureInput, width: number): Pick<Picture, 'dots' | 'timers' | 'clocks'> {
  const { trace, window, rows } = input;
  const clocks: number[] = [];
  const dots: number[][] = rows.rows.map(() => []);
  const timers: number[][] = rows.rows.map(() => []);
  const columns = Math.ceil(width / 2) + 1;
  const taken = new Uint8Array(columns * rows.rows.length);
  const end = trace.countAt(Math.min(window.to, input.reached));
  for (let id = firstFrom(trace, window.from); id < end; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'step' && kind !== 'timer' && kind !== 'clock') continue;
    if (input.segments !== true && isTransportStep(trace, id)) continue;
    const lane = trace.lane(id);
    const row = rows.rows[lane];
    if (row === undefined) continue;
    const x = place(input, trace.at(id));
    if (kind === 'clock') clocks.push(x, row.y);
    const slot = lane * columns + Math.floor(x / 2);
    if (kind === 'clock' || taken[slot] === 1) continue;
    taken[slot] = 1;
    (kind === 'timer' ? timers : dots)[lane]?.push(x, row.y);
  }
  const sparse = (marks: readonly number[]) => !input.dense || (marks.length / 2) * SPARSE < width;
  return { clocks, dots: dots.filter(sparse).flat(), timers: timers.filter(sparse).flat() };
}
