/** One fault as a clip: dragged, stretched, nudged by keys, opened by a press. */
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Fault, Micros } from '../../sim/scenario.ts';
import type { Anchor, Intents } from '../intents.ts';
import { afterLongPress } from '../long-press.ts';
import { zoomOf } from '../zoom.ts';
import { classes } from './classes.ts';
import { type Clip, moveFault, SNAP, stretchFault } from './fault-clips.ts';
import { announceFault, describeFault, groupOf, isLasting, type PromptTitle } from './fault-label.ts';
import { FaultSign } from './fault-sign.tsx';
import styles from './fault-track.module.css';
import { type TimeScale, timeAt, timeText } from './scale.ts';
import toneStyles from './tones.module.css';

export type ClipIntents = Pick<Intents, 'onSelect' | 'onOpen' | 'onChangeFault' | 'onRemoveFault'>;

interface FaultClipProps {
  readonly clip: Clip;
  readonly promptTitle: PromptTitle;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** Begins before the view: its words keep clear of the edge. */
  readonly cut: boolean;
  /** Pixels for its words: of what is in view, and for an instant up to its neighbour. */
  readonly room: number;
  readonly moot: boolean;
  readonly selected: boolean;
  readonly scale: TimeScale;
  readonly duration: Micros;
  readonly intents: ClipIntents;
  /** While true the other clips keep their rows. */
  readonly onHold: (held: boolean) => void;
  /** The hand holds the clip at an edge: the view goes on by this share of itself. */
  readonly onPan: (share: number) => void;
}

type Grip = 'body' | 'from' | 'to';

interface Drag {
  readonly grip: Grip;
  readonly original: Fault;
  /** Where the hand took it, px and µs. */
  readonly startX: number;
  readonly grabbed: number;
  moved: boolean;
  latest: Fault;
  /** Where the hand is now, and whether it asks for single microseconds. */
  clientX: number;
  fine: boolean;
}

/** A press that moves less than this opens the clip instead of moving it, px. */
const SLACK = 3;
/** The same for a finger, which is never still, px. */
const COARSE_SLACK = 8;
const NUDGE = 10_000;
const LARGE_NUDGE = 100_000;

export const FaultClip = memo(function FaultClip(props: FaultClipProps) {
  const { clip, intents, scale, duration, selected } = props;
  const { fault, index } = clip;
  const element = useRef<HTMLButtonElement>(null);
  const drag = useRef<Drag | undefined>(undefined);
  const [grip, setGrip] = useState<Grip>();
  const nudged = useRef(false);

  const finish = (settle: Fault | undefined) => {
    drag.current = undefined;
    setGrip(undefined);
    props.onHold(false);
    if (settle !== undefined) intents.onChangeFault(index, settle, true);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      grip: gripAt(event, clip.instant),
      original: fault,
      startX: event.clientX,
      grabbed: timeAt(scale, event.clientX / zoomOf(event.currentTarget)),
      moved: false,
      latest: fault,
      clientX: event.clientX,
      fine: event.altKey,
    };
    afterLongPress(event, () => {
      if (drag.current === undefined || drag.current.moved) return;
      finish(undefined);
      open();
    });
  };
  const onPointerMove = (event: PointerEvent) => {
    const now = drag.current;
    if (now === undefined) return;
    if (!now.moved) {
      if (Math.abs(event.clientX - now.startX) < (event.pointerType === 'mouse' ? SLACK : COARSE_SLACK)) return;
      now.moved = true;
      setGrip(now.grip);
      props.onHold(true);
      intents.onSelect({ kind: 'fault', fault: index });
    }
    now.clientX = event.clientX;
    now.fine = event.altKey;
    follow();
  };
  /** Brings the fault under the hand, after the hand or the view has moved. */
  const follow = () => {
    const now = drag.current;
    if (now === undefined || !now.moved) return;
    const next = dragged(now, timeAt(scale, now.clientX / zoomOf(element.current)), duration, now.fine ? 1 : SNAP);
    if (sameSpan(next, now.latest)) return;
    now.latest = next;
    intents.onChangeFault(index, next, false);
  };
  const followView = useEffectEvent(follow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scale is what has moved
  useEffect(() => followView(), [scale]);
  const panAtEdge = useEffectEvent(() => {
    const track = element.current?.parentElement?.getBoundingClientRect();
    const now = drag.current;
    if (track === undefined || now === undefined) return;
    const share = edgeShare(now.clientX, track);
    if (share !== 0) props.onPan(share);
  });
  const onPointerUp = () => {
    const now = drag.current;
    if (now === undefined) return;
    if (now.moved) finish(now.latest);
    else {
      finish(undefined);
      open();
    }
  };
  const cancel = () => {
    const now = drag.current;
    if (now !== undefined) finish(now.moved ? now.original : undefined);
  };
  const cancelByKey = useEffectEvent(cancel);
  const open = () => {
    intents.onSelect({ kind: 'fault', fault: index });
    if (element.current !== null) intents.onOpen({ kind: 'fault', fault: index }, anchorOf(element.current));
  };

  const held = grip !== undefined;
  useEffect(() => {
    if (!held) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      cancelByKey();
    };
    const panning = setInterval(panAtEdge, PAN_EVERY_MS);
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearInterval(panning);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [held]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nudge(event, fault, duration);
    if (next !== undefined) {
      nudged.current = true;
      intents.onChangeFault(index, next, false);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      keepFocus(element.current);
      intents.onRemoveFault(index);
    } else if (event.key === 'Enter' || event.key === ' ') open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** A held key is one change: it settles when the key comes up, or when the clip is left. */
  const settleNudge = () => {
    if (!nudged.current) return;
    nudged.current = false;
    intents.onChangeFault(index, fault, true);
  };

  const looks = classes(
    styles.clip,
    toneStyles[groupOf(fault)],
    clip.instant && styles.instant,
    clip.open && styles.open,
    props.moot && styles.moot,
    selected && styles.chosen,
    held && styles.held,
    props.cut && styles.cut,
    props.height < 14 && styles.compact,
  );
  return (
    <button
      ref={element}
      type="button"
      className={looks}
      style={{
        transform: `translate(${props.x.toFixed(1)}px, ${props.top}px)`,
        width: props.width,
        height: props.height,
      }}
      aria-label={`${announceFault(fault, props.promptTitle)}${props.moot ? ', finds nothing to act on' : ''}`}
      aria-pressed={selected}
      title={announceFault(fault, props.promptTitle)}
      data-grip="clip"
      data-fault={index}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={cancel}
      onKeyDown={onKeyDown}
      onKeyUp={settleNudge}
      onBlur={settleNudge}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <ClipWords {...props} />
      {!clip.instant && <span className={styles.edgeFrom} />}
      {!clip.instant && <span className={styles.edgeTo} />}
      {held && grip !== 'to' && <span className={styles.clipTimeFrom}>{timeText(fault.at)}</span>}
      {held && grip !== 'from' && !clip.instant && (
        <span className={styles.clipTimeTo}>{clip.open ? 'for good' : timeText(clip.to)}</span>
      )}
    </button>
  );
});

/** Advance of a character of the words, what stands around them, and the least of them that says anything, px. */
const WORDS = { advance: 6.1, padding: 14, least: 52 } as const;
/** Size of the sign, and the least room that shows it whole, px. */
const SIGN = { size: 12, least: 15 } as const;
/** Lower clips have neither words nor sign, px. */
const LEAST_HEIGHT = 14;

/** What the clip says: its words where they can be read, else the sign of its kind; its title has the words in full. */
function ClipWords({ clip, promptTitle, room, height }: FaultClipProps) {
  if (height < LEAST_HEIGHT) return null;
  const words = describeFault(clip.fault, promptTitle);
  if (room >= Math.min(words.length * WORDS.advance + WORDS.padding, WORDS.least))
    return (
      <span className={styles.clipWords} style={clip.instant ? { maxWidth: room } : undefined}>
        {words}
      </span>
    );
  if (room < SIGN.least) return null;
  return (
    <span className={styles.clipSign} style={{ width: room }}>
      <FaultSign kind={clip.fault.kind} size={SIGN.size} />
    </span>
  );
}

/** How near the edge of the view a held clip makes it move, px, and by what share of itself at most, each time. */
const EDGE = 28;
const PAN_SHARE = 0.02;
const PAN_EVERY_MS = 30;

/** Negative towards the beginning; more the further the hand is over the edge. */
function edgeShare(clientX: number, { left, right }: { readonly left: number; readonly right: number }): number {
  const over = clientX > right - EDGE ? clientX - (right - EDGE) : clientX < left + EDGE ? clientX - (left + EDGE) : 0;
  return Math.max(-1, Math.min(1, over / EDGE)) * PAN_SHARE;
}

/** Width of the ends by which a clip is stretched, px; fingers get the larger one, and the body at least a third. */
const END = { fine: 7, coarse: 16 } as const;

function gripAt(event: PointerEvent<HTMLElement>, instant: boolean): Grip {
  const { left, right, width } = event.currentTarget.getBoundingClientRect();
  const end = Math.min(event.pointerType === 'mouse' ? END.fine : END.coarse, width / 3);
  if (instant) return 'body';
  if (event.clientX < left + end) return 'from';
  return event.clientX > right - end ? 'to' : 'body';
}

/** Clips are drawn by index, so the next one takes this one's place and its focus; the last hands it back. */
function keepFocus(clip: HTMLElement | null): void {
  if (clip?.nextElementSibling === null && clip.previousElementSibling instanceof HTMLElement)
    clip.previousElementSibling.focus();
}

function dragged(drag: Drag, now: number, duration: Micros, snap: Micros): Fault {
  const by = now - drag.grabbed;
  const { original, grip } = drag;
  if (grip === 'body') return moveFault(original, by, duration, snap);
  const edge = grip === 'from' ? original.at : isLasting(original) ? (original.until ?? duration) : original.at;
  return stretchFault(original, grip, edge + by, duration, snap);
}

/** Arrows move by 10 ms, with Shift by 100 ms; with Alt they move the end alone. */
function nudge(event: KeyboardEvent, fault: Fault, duration: Micros): Fault | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const sign = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (sign === 0) return undefined;
  const by = sign * (event.shiftKey ? LARGE_NUDGE : NUDGE);
  if (!event.altKey) return moveFault(fault, by, duration, 1);
  return isLasting(fault) ? stretchFault(fault, 'to', (fault.until ?? duration) + by, duration, 1) : undefined;
}

function sameSpan(a: Fault, b: Fault): boolean {
  return a.at === b.at && (isLasting(a) ? a.until : a.at) === (isLasting(b) ? b.until : b.at);
}

export function anchorOf(element: Element): Anchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
