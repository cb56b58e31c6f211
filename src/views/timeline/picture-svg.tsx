/** Draws a picture as SVG: few elements, since arrows of one look share a path. */
import { memo, useId } from 'react';
import { crossPath, dotPath, headPath, linePath } from '../../marks/arrow.ts';
import { classes } from './classes.ts';
import styles from './picture.module.css';
import type { OutageMark, Picture, Sheaf } from './picture.ts';
import toneStyles from './tones.module.css';

export const PictureSvg = memo(function PictureSvg({ picture }: { readonly picture: Picture }) {
  const hatch = useId(); // one of a picture that is not shown would leave the others without hatching
  return (
    <svg className={styles.picture} width={Math.ceil(picture.width)} height={picture.height} aria-hidden="true">
      <Hatching id={hatch} />
      {picture.bands.map((band) => (
        <rect
          key={`${band.x} ${band.y} ${band.tone}`}
          className={classes(styles.band, toneStyles[band.tone])}
          x={band.x + 0.5}
          y={band.y}
          width={Math.max(band.width - 1, 1)}
          height={band.height}
          rx={Math.min(4, band.height / 2, band.width / 2)}
        />
      ))}
      {picture.outages.map((mark) => (
        <Outage key={`${mark.x} ${mark.y}`} mark={mark} hatch={hatch} />
      ))}
      {picture.sheaves.map((sheaf) => (
        <SheafPaths key={`${sheaf.tone} ${sheaf.form} ${sheaf.look}`} sheaf={sheaf} />
      ))}
      <path className={styles.step} d={dotPath(picture.dots, 1.75)} />
      <path className={styles.timer} d={upright(picture.timers, 3.5)} />
      <Clocks points={picture.clocks} />
      <path className={styles.halo} d={crossPath(picture.losses, 4.5)} />
      <path className={styles.loss} d={crossPath(picture.losses, 4.5)} data-losses={picture.losses.length / 2} />
    </svg>
  );
});

function SheafPaths({ sheaf }: { readonly sheaf: Sheaf }) {
  const look = classes(
    toneStyles[sheaf.tone],
    styles[sheaf.form],
    sheaf.look === 'plain' ? undefined : styles[sheaf.look],
  );
  return (
    <g className={look}>
      <path className={styles.shaft} d={linePath(sheaf.lines)} />
      <path className={styles.head} d={headPath(sheaf.heads, sheaf.form === 'request')} />
    </g>
  );
}

function Outage({ mark, hatch }: { readonly mark: OutageMark; readonly hatch: string }) {
  const end = mark.x + mark.width;
  if (mark.kind === 'paused') {
    const box = { x: mark.x, y: mark.y - 8.5, width: mark.width, height: 17, rx: 4 };
    return (
      <g>
        <rect className={styles.pausedGround} {...box} />
        <rect className={styles.paused} {...box} fill={`url(#${hatch})`} />
      </g>
    );
  }
  return (
    <g className={styles.down}>
      <line x1={mark.x} x2={end} y1={mark.y} y2={mark.y} />
      {mark.starts && <path className={styles.crash} d={crossPath([mark.x, mark.y], 6)} />}
      {mark.ends && <circle className={styles.restart} cx={end} cy={mark.y} r={5} />}
      {mark.ends && <path className={styles.restartSign} d={`M${end - 1.5},${mark.y - 2.5}l3.6,2.5l-3.6,2.5z`} />}
    </g>
  );
}

/** Small clock faces where a process's clock was changed. */
function Clocks({ points }: { readonly points: readonly number[] }) {
  const faces: number[] = [];
  let hands = '';
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] ?? 0;
    const y = points[at + 1] ?? 0;
    faces.push(x, y);
    hands += `M${x},${y - 3}V${y}H${x + 2.5}`;
  }
  return (
    <>
      <path className={styles.clockFace} d={dotPath(faces, 5)} />
      <path className={styles.clockHands} d={hands} />
    </>
  );
}

function upright(points: readonly number[], half: number): string {
  let path = '';
  for (let at = 0; at < points.length; at += 2) path += `M${points[at]},${(points[at + 1] ?? 0) - half}v${half * 2}`;
  return path;
}

/** The hatching of paused lanes. */
function Hatching({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={styles.hatchLine} x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
  );
}
