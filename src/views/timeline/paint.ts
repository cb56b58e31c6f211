/** Paints a picture on a canvas; what it looks like is the same as in SVG. */
import type { Tone } from '../../sim/protocol.ts';
import type { Picture, Sheaf } from './picture.ts';

export interface Palette {
  readonly tone: Readonly<Record<Tone, string>>;
  readonly soft: Readonly<Record<Tone, string>>;
  readonly ink: string;
  readonly muted: string;
  readonly surface: string;
  readonly sunken: string;
  readonly lost: string;
  readonly fault: string;
}

const TOKENS = {
  leading: '--role-leading',
  seeking: '--role-seeking',
  following: '--role-following',
  neutral: '--muted',
} as const;

/** The theme's colours as the browser resolves them for `element`. */
export function paletteOf(element: HTMLElement): Palette {
  const colour = (token: string) => {
    element.style.color = `var(${token})`;
    return getComputedStyle(element).color;
  };
  const tone = { ...TOKENS } as Record<Tone, string>;
  const soft = { ...TOKENS } as Record<Tone, string>;
  for (const name of Object.keys(TOKENS) as Tone[]) {
    tone[name] = colour(TOKENS[name]);
    soft[name] = colour(name === 'neutral' ? '--sunken' : `${TOKENS[name]}-soft`);
  }
  const rest = {
    ink: '--ink',
    muted: '--muted',
    surface: '--surface',
    sunken: '--sunken',
    lost: '--lost',
    fault: '--fault',
  };
  const found = Object.fromEntries(Object.entries(rest).map(([name, token]) => [name, colour(token)]));
  element.style.color = '';
  return { tone, soft, ...(found as Omit<Palette, 'tone' | 'soft'>) };
}

type Pen = CanvasRenderingContext2D;

export function paint(pen: Pen, picture: Picture, palette: Palette, ratio: number): void {
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, picture.width, picture.height);
  pen.lineJoin = 'round';
  paintBands(pen, picture, palette);
  paintColumns(pen, picture, palette);
  for (const sheaf of picture.sheaves) paintSheaf(pen, sheaf, palette);
  paintOutages(pen, picture, palette);
  paintSmall(pen, picture, palette);
  paintCrosses(pen, picture.losses, 3.5, palette.lost);
}

function paintBands(pen: Pen, picture: Picture, palette: Palette): void {
  pen.lineWidth = 1;
  for (const band of picture.bands) {
    pen.fillStyle = palette.soft[band.tone];
    pen.strokeStyle = palette.tone[band.tone];
    pen.beginPath();
    pen.roundRect(band.x + 0.5, band.y, Math.max(band.width - 1, 1), band.height, Math.min(4, band.width / 2));
    pen.fill();
    pen.stroke();
  }
}

function paintColumns(pen: Pen, picture: Picture, palette: Palette): void {
  for (const column of picture.columns) {
    pen.globalAlpha = column.weight;
    pen.fillStyle = palette.tone[column.tone];
    pen.fillRect(column.x, column.y1, 1.5, column.y2 - column.y1);
  }
  pen.globalAlpha = 1;
}

/** Lines past which a sheaf is drawn in hairlines and without dashes: nobody can tell, and it takes a tenth of the time. */
const MANY = 400;
/** Lines that make one path: in software long paths cost far more than many short ones. */
const BATCH = 200;

function paintSheaf(pen: Pen, sheaf: Sheaf, palette: Palette): void {
  const reply = sheaf.form === 'reply';
  const many = sheaf.lines.length >= 4 * MANY;
  pen.strokeStyle = palette.tone[sheaf.tone];
  pen.fillStyle = palette.tone[sheaf.tone];
  pen.globalAlpha = sheaf.look === 'flying' ? 0.35 : reply ? 0.6 : many ? 0.75 : 0.95;
  pen.lineWidth = sheaf.look === 'copy' || sheaf.look === 'wire' ? 0.7 : reply || many ? 1 : 1.3;
  pen.setLineDash(reply && !many ? [3, 3] : []);
  for (let from = 0; from < sheaf.lines.length; from += 4 * BATCH) {
    pen.beginPath();
    for (let at = from; at < Math.min(from + 4 * BATCH, sheaf.lines.length); at += 4) {
      pen.moveTo(sheaf.lines[at] ?? 0, sheaf.lines[at + 1] ?? 0);
      pen.lineTo(sheaf.lines[at + 2] ?? 0, sheaf.lines[at + 3] ?? 0);
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  for (let from = 0; from < sheaf.heads.length; from += 6 * BATCH) {
    pen.beginPath();
    for (let at = from; at < Math.min(from + 6 * BATCH, sheaf.heads.length); at += 6) {
      pen.moveTo(sheaf.heads[at] ?? 0, sheaf.heads[at + 1] ?? 0);
      pen.lineTo(sheaf.heads[at + 2] ?? 0, sheaf.heads[at + 3] ?? 0);
      pen.lineTo(sheaf.heads[at + 4] ?? 0, sheaf.heads[at + 5] ?? 0);
    }
    if (reply) pen.stroke();
    else pen.fill();
  }
  pen.globalAlpha = 1;
}

function paintOutages(pen: Pen, picture: Picture, palette: Palette): void {
  for (const mark of picture.outages) {
    if (mark.kind === 'paused' && mark.width < 8) paintBlock(pen, mark.x, mark.y - 8.5, mark.width, palette);
    else if (mark.kind === 'paused') paintHatch(pen, mark.x, mark.y - 8.5, mark.width, palette);
    else {
      pen.strokeStyle = palette.muted;
      pen.lineWidth = 1.2;
      pen.setLineDash([3, 4]);
      pen.beginPath();
      pen.moveTo(mark.x, mark.y);
      pen.lineTo(mark.x + mark.width, mark.y);
      pen.stroke();
      pen.setLineDash([]);
      if (mark.starts) paintCrosses(pen, [mark.x, mark.y], 6, palette.fault);
      if (mark.ends) paintDisc(pen, mark.x + mark.width, mark.y, 4.5, palette.surface, palette.tone.following);
    }
  }
}

/** Too narrow for hatching. */
function paintBlock(pen: Pen, x: number, y: number, width: number, palette: Palette): void {
  pen.fillStyle = palette.muted;
  pen.globalAlpha = 0.5;
  pen.fillRect(x, y, width, 17);
  pen.globalAlpha = 1;
}

function paintHatch(pen: Pen, x: number, y: number, width: number, palette: Palette): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, width, 17, 4);
  pen.clip();
  pen.fillStyle = palette.sunken;
  pen.fillRect(x, y, width, 17);
  pen.strokeStyle = palette.muted;
  pen.globalAlpha = 0.55;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (let at = x - 17 - ((x - 17) % 8.5); at < x + width; at += 8.5) {
    pen.moveTo(at, y + 17);
    pen.lineTo(at + 17, y);
  }
  pen.stroke();
  pen.restore();
}

function paintSmall(pen: Pen, picture: Picture, palette: Palette): void {
  pen.fillStyle = palette.muted;
  for (let at = 0; at < picture.dots.length; at += 2) {
    pen.fillRect((picture.dots[at] ?? 0) - 1, (picture.dots[at + 1] ?? 0) - 1.5, 2, 3);
  }
  pen.fillStyle = palette.ink;
  pen.globalAlpha = 0.35;
  for (let at = 0; at < picture.timers.length; at += 2) {
    pen.fillRect((picture.timers[at] ?? 0) - 0.5, (picture.timers[at + 1] ?? 0) - 3.5, 1, 7);
  }
  pen.globalAlpha = 1;
  for (let at = 0; at < picture.clocks.length; at += 2) {
    paintDisc(pen, picture.clocks[at] ?? 0, picture.clocks[at + 1] ?? 0, 4.5, palette.surface, palette.tone.seeking);
  }
}

function paintDisc(pen: Pen, x: number, y: number, radius: number, fill: string, stroke: string): void {
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
}

function paintCrosses(pen: Pen, points: readonly number[], arm: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.8;
  pen.beginPath();
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] ?? 0;
    const y = points[at + 1] ?? 0;
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x - arm, y + arm);
    pen.lineTo(x + arm, y - arm);
  }
  pen.stroke();
}
