/** Pictures to take away: colours of either theme, the stage as a file of its own, SVG as PNG. */
import type { Colours } from '../views/timeline/timeline-svg.ts';
import type { ShownTheme } from './theme.ts';

/** What an SVG needs from its styles to look the same without them. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
  'paint-order',
] as const;

/** Pixels of a PNG for each pixel of the picture: sharp on a projector. */
const SHARPNESS = 2;

/** Runs `read` while the page stands in another theme; nothing is painted in between. */
export function inTheme<Value>(theme: ShownTheme, read: () => Value): Value {
  const { documentElement: root } = document;
  const now = root.dataset.theme;
  root.dataset.theme = theme;
  try {
    return read();
  } finally {
    if (now === undefined) delete root.dataset.theme;
    else root.dataset.theme = now;
  }
}

export function coloursOf(theme: ShownTheme): Colours {
  return inTheme(theme, () => {
    const style = getComputedStyle(document.documentElement);
    const names = ['ink', 'muted', 'line', 'surface', 'sunken', 'accent', 'lost', 'fault', 'cone-future'];
    const tones = ['following', 'seeking', 'leading'].flatMap((tone) => [`role-${tone}`, `role-${tone}-soft`]);
    return Object.fromEntries([...names, ...tones].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  });
}

/** The picture on the stage as it stands, or undefined where none is. */
export function stageSvg(theme: ShownTheme, transparent: boolean): string | undefined {
  const live = document.querySelector<SVGSVGElement>(
    '[aria-label="Stage"] svg[class*="ring"], [aria-label="Stage"] svg',
  );
  if (live === null) return undefined;
  return inTheme(theme, () => {
    const { width, height } = live.getBoundingClientRect();
    const copy = live.cloneNode(true) as SVGSVGElement;
    const from = [live, ...live.querySelectorAll('*')];
    const to = [copy, ...copy.querySelectorAll('*')];
    for (const [index, element] of from.entries()) inline(element, to[index]);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', String(width));
    copy.setAttribute('height', String(height));
    if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (!transparent) {
      const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      ground.setAttribute('width', '100%');
      ground.setAttribute('height', '100%');
      ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--surface').trim());
      copy.prepend(ground);
    }
    return new XMLSerializer().serializeToString(copy);
  });
}

function inline(element: Element, copy: Element | undefined): void {
  if (copy === undefined) return;
  const style = getComputedStyle(element);
  const { transform } = style;
  for (const name of PROPERTIES) {
    const value = style.getPropertyValue(name);
    if (value !== '') copy.setAttribute(name, value);
  }
  // Places given by styles, as the attribute that needs none.
  if (transform !== 'none' && !element.hasAttribute('transform')) copy.setAttribute('transform', transform);
  for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label']) copy.removeAttribute(name);
}

/** An SVG that brings all it needs, drawn as a PNG. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.width * SHARPNESS);
  canvas.height = Math.ceil(image.height * SHARPNESS);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures');
  context.scale(SHARPNESS, SHARPNESS);
  context.drawImage(image, 0, 0);
  return await new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob === null ? fail(new Error('the picture is too large')) : done(blob)), 'image/png'),
  );
}

/** Hands a file to the browser to keep. */
export function save(name: string, content: Blob | string, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
