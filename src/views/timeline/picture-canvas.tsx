/** Draws a picture on a canvas, in the theme's colours. */
import { memo, useLayoutEffect, useRef } from 'react';
import { paint, paletteOf } from './paint.ts';
import styles from './picture.module.css';
import type { Picture } from './picture.ts';

/** Sharper than this cannot be seen and costs time by the square. */
const MOST_RATIO = 2;
/** What browsers still paint: side and area of a canvas in its own pixels. Hundreds of lanes are painted coarser. */
const MOST_SIDE = 16_000;
const MOST_AREA = 24_000_000;

interface PictureCanvasProps {
  readonly picture: Picture;
  /** Anything that changes when the colours do. */
  readonly theme: string;
}

export const PictureCanvas = memo(function PictureCanvas({ picture, theme }: PictureCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the element, and only its change is known here
  useLayoutEffect(() => {
    const canvas = ref.current;
    const pen = canvas?.getContext('2d');
    if (canvas === null || pen === null || pen === undefined) return;
    const ratio = ratioFor(picture.width, picture.height);
    canvas.width = Math.ceil(picture.width * ratio);
    canvas.height = Math.ceil(picture.height * ratio);
    paint(pen, picture, paletteOf(canvas), ratio);
  }, [picture, theme]);
  return (
    <canvas
      ref={ref}
      className={styles.picture}
      style={{ width: Math.ceil(picture.width), height: picture.height }}
      data-losses={picture.losses.length / 2}
    />
  );
});

function ratioFor(width: number, height: number): number {
  const room = Math.min(MOST_SIDE / Math.max(width, height, 1), Math.sqrt(MOST_AREA / Math.max(width * height, 1)));
  return Math.min(window.devicePixelRatio || 1, MOST_RATIO, room);
}
