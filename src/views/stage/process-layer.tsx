/** Processes and clients at their places, each with timer, word and pills. */
import { memo } from 'react';
import { Badge } from '../../marks/badge.tsx';
import { ClientSquare } from '../../marks/client-square.tsx';
import { ProcessDisc } from '../../marks/process-disc.tsx';
import { TimerArc } from '../../marks/timer-arc.tsx';
import { toneClass } from '../../marks/tone.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { Item } from './item.tsx';
import type { LayerProps } from './layer.ts';
import type { Place } from './layout.ts';
import type { PlacedNotes } from './notes.ts';
import type { ProcessView } from './scene.ts';
import styles from './stage.module.css';

export interface ProcessLayerProps extends LayerProps {
  readonly views: readonly ProcessView[];
  readonly hatch: string;
  readonly reducedMotion: boolean;
  readonly pointedTo: readonly ProcessId[];
}

export function ProcessLayer({
  views,
  layout,
  hatch,
  reducedMotion,
  pointedTo,
  active,
  selected,
  hovered,
  onFocus,
  onPress,
}: ProcessLayerProps) {
  return views.map((view) => {
    const place = layout.places.get(view.id);
    if (place === undefined) return null;
    const chosen = selected === view.id;
    return (
      <Item
        key={view.id}
        itemKey={view.id}
        name={view.name}
        active={active === view.id}
        selected={chosen}
        onFocus={onFocus}
        onPress={onPress}
        x={place.x}
        y={place.y}
      >
        <Rings place={place} chosen={chosen} hovered={hovered === view.id} pointed={pointedTo.includes(view.id)} />
        {!view.client && view.timer !== undefined && (
          <g className={toneClass(view.tone)}>
            <TimerArc
              radius={place.radius + 3.5}
              left={reducedMotion ? Math.ceil(view.timer * 8) / 8 : view.timer}
              held={view.status === 'paused'}
            />
          </g>
        )}
        {view.client ? (
          <ClientSquare name={view.id} radius={place.radius} status={view.status} busy={view.timer !== undefined} />
        ) : (
          <Disc view={view} radius={place.radius} hatch={hatch} />
        )}
        <circle r={Math.max(place.radius, 12)} className={styles.hit} />
      </Item>
    );
  });
}

interface RingsProps {
  readonly place: Place;
  readonly chosen: boolean;
  readonly hovered: boolean;
  readonly pointed: boolean;
}

function Rings({ place, chosen, hovered, pointed }: RingsProps) {
  const radius = place.radius + (place.client ? 7 : 10.5);
  return (
    <>
      <circle r={radius} className={styles.focusRing} />
      {pointed && <circle r={radius + 4} className={styles.pointedRing} />}
      {(chosen || hovered) && <circle r={radius} className={chosen ? styles.chosenRing : styles.hoverRing} />}
    </>
  );
}

/** Drawn again only when what it says has changed, not with each tick of its timer. */
const Disc = memo(
  function Disc({ view, radius, hatch }: { view: ProcessView; radius: number; hatch: string }) {
    return (
      <ProcessDisc
        name={view.id}
        tone={view.tone}
        radius={radius}
        status={view.status}
        badge={view.badge}
        epoch={view.epoch}
        votes={view.votes}
        hatch={hatch}
      />
    );
  },
  (last, next) =>
    last.view.name === next.view.name &&
    last.view.tone === next.view.tone &&
    last.radius === next.radius &&
    last.hatch === next.hatch,
);

/** Words and pills about processes: above links and messages, so that they can always be read. */
export function ProcessNotes({ notes }: { readonly notes: readonly PlacedNotes[] }) {
  return notes.map(({ id, view, x, role, pills }) => (
    <g key={id} className={toneClass(view.tone)}>
      {role !== undefined && (
        <text x={x} y={role} className={styles.role}>
          {view.role}
        </text>
      )}
      {view.notes.map((note, index) => (
        <Badge key={note.look} x={x} y={pills[index] ?? 0} text={note.text} look={note.look} />
      ))}
    </g>
  ));
}
