/** Messages on their way, and the places where some have just died. */
import { LossCross } from '../../marks/loss-cross.tsx';
import { MessageDot } from '../../marks/message-dot.tsx';
import { toneClass } from '../../marks/tone.ts';
import type { Caption } from './captions.ts';
import type { Box } from './geometry.ts';
import { Item } from './item.tsx';
import type { LayerProps } from './layer.ts';
import { onLane, type RingLayout } from './layout.ts';
import type { Loss } from './losses.ts';
import type { FlightView } from './scene.ts';
import type { AcknowledgementView } from './segments.ts';
import styles from './stage.module.css';

export interface FlightLayerProps extends LayerProps {
  readonly views: readonly FlightView[];
  readonly captions: ReadonlyMap<string, Caption>;
}

const DOT = 6.5;
const SMALL_DOT = 5.5;
/** Half the size of a cross, px. */
const ARM = 6;

export function FlightLayer({
  views,
  captions,
  layout,
  active,
  selected,
  hovered,
  onFocus,
  onPress,
}: FlightLayerProps) {
  const radius = layout.narrow ? SMALL_DOT : DOT;
  return views.map((view) => {
    const [from, to] = [layout.places.get(view.flight.from), layout.places.get(view.flight.to)];
    if (from === undefined || to === undefined) return null;
    const { x, y } = onLane(from, to, view.share);
    const chosen = selected === view.key;
    const caption = captions.get(view.key);
    return (
      <Item
        key={view.key}
        itemKey={view.key}
        name={view.name}
        active={active === view.key}
        selected={chosen}
        onFocus={onFocus}
        onPress={onPress}
        x={x}
        y={y}
      >
        <circle r={13} className={styles.hit} />
        <circle r={radius + 4} className={styles.focusRing} />
        {(chosen || hovered === view.key) && (
          <circle r={radius + 4} className={chosen ? styles.chosenRing : styles.hoverRing} />
        )}
        <MessageDot tone={view.tone} form={view.form} radius={radius} sign={view.sign} copy={view.flight.copy > 1} />
        {caption !== undefined && (
          <Words caption={caption} x={caption.x - x} y={caption.y - y} tone={toneClass(view.tone)} />
        )}
      </Item>
    );
  });
}

function Words({ caption, x, y, tone }: { caption: Caption; x: number; y: number; tone: string }) {
  return (
    <>
      <rect
        x={x + caption.box.x - caption.x}
        y={y + caption.box.y - caption.y}
        width={caption.box.width}
        height={caption.box.height}
        className={styles.captionGround}
      />
      <text x={x} y={y + 4} textAnchor={caption.anchor} className={`${tone} ${styles.caption}`}>
        {caption.text}
      </text>
    </>
  );
}

/** Small and hollow: no message of the protocol's. */
export function AcknowledgementLayer({
  views,
  layout,
}: {
  readonly views: readonly AcknowledgementView[];
  readonly layout: RingLayout;
}) {
  return views.map(({ key, from, to, share, name }) => {
    const [start, end] = [layout.places.get(from), layout.places.get(to)];
    if (start === undefined || end === undefined) return null;
    const { x, y } = onLane(start, end, share);
    return (
      <circle key={key} cx={x} cy={y} r={3.25} className={styles.acknowledgement} data-acknowledgement={key}>
        <title>{name}</title>
      </circle>
    );
  });
}

/** What the crosses cover: no words are to stand there. */
export function lossBoxes(losses: readonly Loss[], { places }: RingLayout): readonly Box[] {
  return losses.flatMap(({ from, to, share }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return [];
    const { x, y } = onLane(start, end, share);
    return [{ x: x - ARM - 1, y: y - ARM - 1, width: 2 * ARM + 2, height: 2 * ARM + 2 }];
  });
}

export function LossLayer({ losses, layout }: { losses: readonly Loss[]; layout: RingLayout }) {
  return losses.map((loss) => {
    const [from, to] = [layout.places.get(loss.from), layout.places.get(loss.to)];
    if (from === undefined || to === undefined) return null;
    const { x, y } = onLane(from, to, loss.share);
    return (
      <g key={loss.key} transform={`translate(${x} ${y})`}>
        <LossCross arm={ARM} strength={Math.min(1, loss.strength * 1.6)} />
      </g>
    );
  });
}
