/** One event of the list. */
import { type MouseEvent, memo } from 'react';
import type { Tone } from '../../marks/tone.ts';
import type { Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { placeText } from '../timeline/scale.ts';
import styles from './event-list.module.css';
import { eventSentence, type Narrator } from './event-sentence.ts';
import { KindGlyph } from './kind-glyph.tsx';

export interface EventRowProps {
  readonly id: string;
  readonly event: EventId;
  readonly trace: Trace;
  readonly protocol: Narrator;
  readonly scenario: Scenario | undefined;
  /** From 1, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly top: number;
  readonly height: number;
  /** `other`: the second of two that are compared. */
  readonly mark: 'chosen' | 'other' | undefined;
  readonly cone: 'past' | 'future' | 'here' | 'elsewhere' | undefined;
  readonly yetToCome: boolean;
  readonly onClick: (event: MouseEvent, of: EventId) => void;
  readonly onSeek: (at: TrueTime) => void;
}

export const EventRow = memo(
  function EventRow({
    id,
    event,
    trace,
    protocol,
    scenario,
    place,
    count,
    top,
    height,
    mark,
    cone,
    yetToCome,
    onClick,
    onSeek,
  }: EventRowProps) {
    const looks = [
      styles.row,
      mark === undefined ? '' : styles[mark],
      cone === undefined ? '' : styles[cone],
      yetToCome ? styles.later : '',
    ];
    const lane = trace.lane(event);
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant points here
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears keys for all its rows
      <div
        id={id}
        role="option"
        aria-selected={mark !== undefined}
        aria-setsize={count}
        aria-posinset={place}
        className={looks.join(' ')}
        style={{ top, height }}
        // With Shift an event is compared, no text selected.
        onMouseDown={(press) => press.shiftKey && press.preventDefault()}
        onClick={(press) => onClick(press, event)}
        onDoubleClick={() => onSeek(trace.at(event))}
      >
        <span className={styles.time}>{placeText(trace, trace.at(event))}</span>
        <span className={styles.process}>{lane < 0 ? '' : trace.lanes[lane]}</span>
        <KindGlyph kind={trace.kind(event)} tone={toneOf(trace, event, protocol)} />
        <span className={styles.sentence}>{eventSentence(trace, event, protocol, scenario)}</span>
        {cone === 'past' && <span className={styles.side}>before</span>}
        {cone === 'future' && <span className={styles.side}>after</span>}
      </div>
    );
  },
  (last, next) =>
    last.event === next.event &&
    last.top === next.top &&
    last.mark === next.mark &&
    last.cone === next.cone &&
    last.yetToCome === next.yetToCome &&
    last.count === next.count &&
    last.onSeek === next.onSeek &&
    last.protocol === next.protocol &&
    last.scenario === next.scenario &&
    sameEvent(last.trace, next.trace, next.event),
);

/** The trace's handle changes as it grows; the event itself only where the run was edited. */
function sameEvent(a: Trace, b: Trace, id: EventId): boolean {
  return (
    a === b || (id < a.length && a.at(id) === b.at(id) && a.kind(id) === b.kind(id) && a.extra(id) === b.extra(id))
  );
}

function toneOf(trace: Trace, event: EventId, protocol: Narrator): Tone {
  const kind = trace.kind(event);
  if (kind === 'send' || kind === 'receive')
    return protocol.messages.find(({ type }) => type === trace.word(event))?.tone ?? 'neutral';
  if (kind !== 'step' || trace.word(event) !== 'role') return 'neutral';
  const { role } = trace.extra(event) as { readonly role?: unknown };
  return protocol.roles.find(({ id }) => id === role)?.tone ?? 'neutral';
}
