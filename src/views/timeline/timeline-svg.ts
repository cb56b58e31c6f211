/** A window of the timeline as one SVG of its own: no styles, no fonts and no scripts from outside. */
import { crossPath, dotPath, headPath, linePath } from '../../marks/arrow.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Window } from '../intents.ts';
import { bandLabels } from './band-labels.ts';
import { clipsOf, rowCount } from './fault-clips.ts';
import { describeFault, groupOf } from './fault-label.ts';
import { callsOf, intervalsIn, operationText } from './operations.ts';
import { type Picture, pictureOf } from './picture.ts';
import { layoutRows, type Rows } from './rows.ts';
import { shown, type TimeScale, ticksOf, timeScale, xOf } from './scale.ts';
import { type FirstRoles, storiesOf } from './stories.ts';
import { tonesOf } from './tones.ts';

/** CSS colours by the names of the tokens, without `--`. */
export type Colours = Readonly<Record<string, string>>;

export interface TimelineSvgInput {
  readonly trace: Trace;
  readonly firstRoles: FirstRoles;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  readonly reached: TrueTime;
  readonly window: Window;
  readonly width: number;
  readonly colours: Colours;
  /** Without a ground of its own. */
  readonly transparent: boolean;
}

const LABELS = 64;
const AXIS = 26;
const TRACK_ROW = 20;
const LANE = 46;
const MARGIN = 8;
/** Operations with words in one lane. */
const MOST_OPERATIONS = 200;
/** Width of a letter of the label face, px. */
const LETTER = 6.6;

export function timelineSvg(input: TimelineSvgInput): string {
  const { trace, scenario, window, width, colours, reached, protocol } = input;
  const colour = (name: string) => colours[name] ?? 'currentColor';
  const lanes = trace.lanes.length;
  const clips = clipsOf(scenario.faults, scenario.duration);
  const track = scenario.faults.length === 0 ? 0 : rowCount(clips) * TRACK_ROW + 6;
  const rows = layoutRows(lanes, trace.serverCount, lanes * LANE);
  const scale = timeScale(window, width - LABELS - MARGIN);
  const height = AXIS + track + rows.height + MARGIN;
  const tones = tonesOf(protocol);
  const stories = storiesOf(trace, input.firstRoles);
  const view = shown(scale);
  const picture = pictureOf({ trace, stories, rows, tones, window: view, rate: scale.rate, reached, dense: false });
  const words = (x: number, y: number, text: string, fill: string, more = '') =>
    `<text x="${px(x)}" y="${px(y)}" fill="${fill}" ${more}>${escaped(text)}</text>`;
  const ticks = ticksOf(scale, scenario.duration)
    .map(
      ({ x, text }) =>
        `<line x1="${px(x)}" x2="${px(x)}" y1="${AXIS}" y2="${px(height - MARGIN)}" stroke="${colour('line')}"/>${words(x, 16, text, colour('muted'), 'text-anchor="middle"')}`,
    )
    .join('');
  const faults = clips
    .filter(({ from, to }) => to >= view.from && from <= view.to)
    .map(({ fault, from, to, row, instant }) => {
      const group = { network: 'fault', clock: 'role-seeking', process: 'role-following', lie: 'cone-future' }[
        groupOf(fault)
      ];
      const x = Math.max(xOf(scale, from), 0);
      const end = instant ? x + 6 : Math.min(xOf(scale, to), scale.width);
      const y = AXIS + 2 + row * TRACK_ROW;
      const text = describeFault(fault);
      return `<rect x="${px(x)}" y="${y}" width="${px(Math.max(end - x, 3))}" height="${TRACK_ROW - 4}" rx="3" fill="${colour(group)}" fill-opacity="0.28"/>${words(x + (instant ? 10 : 5), y + 12, text, colour(group), 'font-weight="600"')}`;
    })
    .join('');
  const labels = rows.rows
    .map((row) =>
      words(
        MARGIN,
        AXIS + track + row.y + 4,
        trace.lanes[row.lane] ?? '',
        colour(row.client ? 'accent' : 'ink'),
        'font-weight="650"',
      ),
    )
    .join('');
  const roles = bandLabels(stories, rows, scale, tones, reached)
    .map(({ x, y, text, tone }) =>
      words(x, y - 3, text, colour(tone === 'outage' || tone === 'neutral' ? 'muted' : `role-${tone}`)),
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${px(height)}" viewBox="0 0 ${width} ${px(height)}" font-family="ui-monospace, 'JetBrains Mono', Menlo, Consolas, monospace" font-size="11">
<title>${escaped(scenario.title === '' ? protocol.title : scenario.title)}</title>
<defs><clipPath id="plot"><rect width="${px(scale.width)}" height="${px(height)}"/></clipPath><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="6" stroke="${colour('muted')}" stroke-width="2.2" opacity="0.55"/></pattern></defs>
${input.transparent ? '' : `<rect width="${width}" height="${px(height)}" fill="${colour('surface')}"/>`}
${labels}
<g transform="translate(${LABELS})" clip-path="url(#plot)">${ticks}${faults}
<g transform="translate(0 ${AXIS + track})">${laneLines(rows, scale, colour)}${pictureSvg(picture, colour, input.transparent)}${roles}${operations(input, rows, scale, colour)}</g></g>
</svg>
`;
}

function laneLines(rows: Rows, scale: TimeScale, colour: (name: string) => string): string {
  return rows.rows
    .filter(({ client }) => client)
    .map(({ y }) => `<line x1="0" x2="${px(scale.width)}" y1="${y}" y2="${y}" stroke="${colour('line')}"/>`)
    .join('');
}

function pictureSvg(picture: Picture, colour: (name: string) => string, transparent: boolean): string {
  const toneOf = (tone: string) => (tone === 'neutral' ? colour('muted') : colour(`role-${tone}`));
  const softOf = (tone: string) => (tone === 'neutral' ? colour('sunken') : colour(`role-${tone}-soft`));
  const ground = transparent ? 'none' : colour('surface');
  const bands = picture.bands.map(
    ({ x, y, width, height, tone }) =>
      `<rect x="${px(x)}" y="${px(y)}" width="${px(Math.max(width - 1, 1))}" height="${height}" rx="3" fill="${softOf(tone)}" stroke="${toneOf(tone)}"/>`,
  );
  const outages = picture.outages.map(({ kind, x, width, y, starts }) =>
    kind === 'paused'
      ? `<rect x="${px(x)}" y="${px(y - 8.5)}" width="${px(width)}" height="17" rx="4" fill="${ground}"/><rect x="${px(x)}" y="${px(y - 8.5)}" width="${px(width)}" height="17" rx="4" fill="url(#hatch)" stroke="${colour('line')}"/>`
      : `<line x1="${px(x)}" x2="${px(x + width)}" y1="${px(y)}" y2="${px(y)}" stroke="${colour('muted')}" stroke-dasharray="2 4"/>${starts ? `<path d="${crossPath([x, y], 6)}" fill="none" stroke="${colour('fault')}" stroke-width="2.5"/>` : ''}`,
  );
  const sheaves = picture.sheaves.map(({ lines, heads, tone, form, look }) => {
    const request = form === 'request';
    return `<g opacity="${look === 'flying' ? 0.4 : request ? 1 : 0.7}"><path d="${linePath(lines)}" fill="none" stroke="${toneOf(tone)}" stroke-width="${look === 'copy' ? 0.75 : 1.2}"${request ? '' : ' stroke-dasharray="3 3"'}/><path d="${headPath(heads, request)}" fill="${request ? toneOf(tone) : 'none'}" stroke="${request ? 'none' : toneOf(tone)}"/></g>`;
  });
  return [
    ...bands,
    ...outages,
    ...sheaves,
    `<path d="${dotPath(picture.dots, 1.75)}" fill="${colour('muted')}"/>`,
    `<path d="${dotPath(picture.clocks, 4)}" fill="${ground}" stroke="${colour('role-seeking')}"/>`,
    `<path d="${crossPath(picture.losses, 4.5)}" fill="none" stroke="${colour('lost')}" stroke-width="2" stroke-linecap="round"/>`,
  ].join('');
}

function operations(
  { trace, reached }: TimelineSvgInput,
  rows: Rows,
  scale: TimeScale,
  colour: (name: string) => string,
): string {
  const calls = callsOf(trace);
  const view = shown(scale);
  return rows.rows
    .flatMap((row) => {
      const own = calls[row.lane];
      if (own === undefined) return [];
      const height = Math.floor(Math.min(18, (row.height - 4) / own.rows)) - 1;
      return intervalsIn(own, view.from, Math.min(view.to, reached), MOST_OPERATIONS).map((interval) => {
        const { operation } = interval;
        const x = Math.max(xOf(scale, interval.from), -4);
        const end = Math.min(xOf(scale, Math.min(interval.to, reached)), scale.width + 4);
        const y = own.rows === 1 ? row.y - height / 2 : row.top + 2 + interval.row * (height + 1);
        const ink =
          operation.status === 'ok' ? colour('accent') : operation.status === 'fail' ? colour('muted') : colour('lost');
        const text = operationText(operation);
        const fits = end - x > text.length * LETTER + 6;
        const words = fits
          ? `<text x="${px((x + end) / 2)}" y="${px(y + height / 2 + 4)}" fill="${ink}" text-anchor="middle">${escaped(text)}</text>`
          : '';
        return `<rect x="${px(x)}" y="${px(y)}" width="${px(Math.max(end - x, 2))}" height="${height}" rx="3" fill="none" stroke="${ink}"${operation.status === 'unknown' ? ' stroke-dasharray="3 3"' : ''}/>${words}`;
      });
    })
    .join('');
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
