/** Which words stand above the bands, and where: each stays in view as long as its span does, and none touches another. */

import type { Tone } from '../../sim/protocol.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Row, Rows } from './rows.ts';
import { shown, type TimeScale, xOf } from './scale.ts';
import { type RoleSpan, type Stories, spansIn } from './stories.ts';
import type { Tones } from './tones.ts';

export interface BandLabel {
  readonly key: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly tone: Tone | 'outage';
  /** Colours the swatch before the words. */
  readonly epoch: number | undefined;
}

/** Advance of one character of the value face at label size, px. */
const ADVANCE = 6.3;
const SWATCH = 9;
const GAP = 8;
/** Spans looked at in one lane and view: more could not all be labelled. */
const MOST = 400;

export function bandLabels(
  stories: Stories,
  rows: Rows,
  scale: TimeScale,
  tones: Tones,
  reached: TrueTime,
): readonly BandLabel[] {
  if (!rows.labelled) return [];
  const view = shown(scale);
  const labels: BandLabel[] = [];
  for (const row of rows.rows) {
    const story = stories.lanes[row.lane];
    if (row.client || story === undefined) continue;
    const until = Math.min(view.to, reached);
    const roles = spansIn(story.roles, view.from, until).slice(0, MOST);
    const outages = spansIn(story.outages, view.from, until).slice(0, MOST);
    const taken: [number, number][] = [];
    const add = (label: BandLabel | undefined, room: number) => {
      if (label === undefined) return;
      const end = label.x + widthOf(label);
      if (end - label.x > room || taken.some(([from, to]) => label.x < to + GAP && end + GAP > from)) return;
      taken.push([label.x, end]);
      labels.push(label);
    };
    const baseline = row.y - Math.min(11, row.height * 0.36);
    const sticky = (from: TrueTime) => Math.max(xOf(scale, from), 4);
    const room = (from: TrueTime, to: TrueTime) =>
      Math.min(xOf(scale, Math.min(to, reached)), scale.width) - sticky(from);
    for (const span of outages) add(outageLabel(row, span.kind, sticky(span.from), baseline), room(span.from, span.to));
    // Leaders first: where words are many, theirs are kept.
    const ranked = [...roles].sort((a, b) => rank(tones.role(b.role)) - rank(tones.role(a.role)));
    for (const span of ranked) {
      const free = room(span.from, span.to);
      const fitting = wordings(span, tones)
        .map((text) => roleLabel(row, span, tones, sticky(span.from), baseline, text))
        .find((label) => widthOf(label) <= free);
      add(fitting, free);
    }
  }
  return labels;
}

export function widthOf(label: Pick<BandLabel, 'text' | 'epoch'>): number {
  return label.text.length * ADVANCE + (label.epoch === undefined ? 0 : SWATCH);
}

function rank(tone: Tone): number {
  return tone === 'leading' ? 2 : tone === 'seeking' ? 1 : 0;
}

/** What can be said of a role, the longest first. */
function wordings(span: RoleSpan, tones: Tones): readonly string[] {
  const spoken = tones.isSpoken(span.role);
  const title = spoken || tones.role(span.role) !== 'following' ? tones.title(span.role) : '';
  const epoch = tones.epoch(span.epoch);
  const whole = [title, epoch].filter((part) => part !== '').join(' · ');
  return (spoken ? [whole, title, epoch] : [whole, epoch]).filter((text) => text !== '');
}

function roleLabel(row: Row, span: RoleSpan, tones: Tones, x: number, y: number, text: string): BandLabel {
  const tone = tones.role(span.role);
  return { key: `${row.lane} ${span.from}`, x, y, text, tone, epoch: span.epoch?.value };
}

function outageLabel(row: Row, kind: 'paused' | 'down', x: number, y: number): BandLabel {
  return {
    key: `${row.lane} ${kind} ${x}`,
    x: kind === 'down' ? x + 10 : x,
    y,
    text: kind,
    tone: 'outage',
    epoch: undefined,
  };
}
