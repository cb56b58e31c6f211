/** One event in full, and how it stands to another. */
import { useMemo } from 'react';
import { causalPath } from '../../sim/causal-path.ts';
import { ticks } from '../../sim/causality.ts';
import type { Json, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { placeText, timeText } from '../timeline/scale.ts';
import { compareEvents, eventName } from './compare-words.ts';
import styles from './event-detail.module.css';
import { eventSentence, type Narrator } from './event-sentence.ts';
import { KindGlyph } from './kind-glyph.tsx';
import { payloadRows } from './payload-rows.ts';

export interface EventDetailProps {
  readonly trace: Trace;
  readonly protocol: Narrator;
  /** Names the faults; left out: they go by number. */
  readonly scenario?: Scenario | undefined;
  readonly event: EventId;
  /** A second event to compare with. */
  readonly other?: EventId;
  readonly onSelectEvent: (event: EventId) => void;
  /** Whether the next event that is selected will be compared with this one. */
  readonly comparing?: boolean;
  /** Asks for that, or no longer; left out: there is no way to. */
  readonly onCompare?: (comparing: boolean) => void;
}

export function EventDetail(props: EventDetailProps) {
  const { trace, protocol, scenario, event, other, onSelectEvent } = props;
  const cause = trace.cause(event);
  const payload = payloadOf(trace, event);
  return (
    <section
      className={styles.detail}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
      aria-label={`Event ${event}`}
      data-comparing={other === undefined ? undefined : ''}
    >
      <h3 className={styles.title}>
        <KindGlyph kind={trace.kind(event)} tone="neutral" />
        {eventSentence(trace, event, protocol, scenario)}
      </h3>
      <p className={styles.facts}>
        {placeText(trace, trace.at(event))} · event {event} · {kindWord(trace, event)}
        {trace.lane(event) >= 0 && ticks(trace, event) && ` · ${eventName(trace, event)}`}
      </p>
      {other !== undefined && <Compared {...props} other={other} />}
      {cause >= 0 && (
        <p className={styles.cause}>
          because{' '}
          <button type="button" className={styles.link} onClick={() => onSelectEvent(cause)}>
            {eventSentence(trace, cause, protocol, scenario)}
          </button>
        </p>
      )}
      {payload !== undefined && <Payload payload={payload} />}
      {trace.lane(event) >= 0 && <Clocks trace={trace} event={event} />}
      {other === undefined && <Compare {...props} />}
    </section>
  );
}

/** What a log from outside calls a step is any event that no message was proved for. */
function kindWord(trace: Trace, event: EventId): string {
  const kind = trace.kind(event);
  return trace.timeless && kind === 'step' ? 'local' : kind;
}

function payloadOf(trace: Trace, event: EventId): Json | undefined {
  const kind = trace.kind(event);
  if (kind !== 'send' && kind !== 'receive' && kind !== 'step') return undefined;
  return trace.extra(event) as Json | undefined;
}

function Payload({ payload }: { payload: Json }) {
  const { rows, leftOut } = useMemo(() => payloadRows(payload), [payload]);
  return (
    <dl className={styles.payload}>
      {rows.map(({ path, value }) => (
        <div key={path} className={styles.pair}>
          <dt>{path || 'value'}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {leftOut > 0 && (
        <div className={styles.pair}>
          <dt>…</dt>
          <dd>{leftOut} more</dd>
        </div>
      )}
    </dl>
  );
}

function Clocks({ trace, event }: { trace: Trace; event: EventId }) {
  const clock = trace.clock(event);
  if (Number.isNaN(clock)) return null;
  const ahead = clock - trace.at(event);
  return (
    <p className={styles.facts}>
      {!trace.timeless && `local clock ${timeText(clock)}`}
      {ahead !== 0 && ` (${ahead > 0 ? '+' : '−'}${timeText(Math.abs(ahead))})`}
      {trace.timeless ? 'Lamport' : ' · Lamport'} {trace.lamport(event)} · vector [
      {[...trace.vectorOf(event)].join(', ')}]
    </p>
  );
}

/** The way to a comparison for those who have no Shift key at hand. */
function Compare({ comparing = false, onCompare }: EventDetailProps) {
  if (onCompare === undefined) return <p className={styles.hint}>Shift-click another event to compare the two.</p>;
  return (
    <p className={styles.hint}>
      <button type="button" className={styles.button} aria-pressed={comparing} onClick={() => onCompare(!comparing)}>
        {comparing ? 'Do not compare' : 'Compare with…'}
      </button>{' '}
      {comparing ? 'Choose the other event, in the timeline or in the list.' : 'or Shift-click another event.'}
    </p>
  );
}

function Compared({ trace, protocol, scenario, event, other, onSelectEvent }: EventDetailProps & { other: EventId }) {
  const { order, title, why } = compareEvents(trace, event, other);
  const comparable = ticks(trace, event) && ticks(trace, other);
  const [first, last] = order === 'after' ? [other, event] : [event, other];
  const path = useMemo(() => causalPath(trace, first, last), [trace, first, last]);
  return (
    <div className={styles.compared} data-order={order}>
      <h4 className={styles.order}>{title}</h4>
      <p className={styles.cause}>
        the other:{' '}
        <button type="button" className={styles.link} onClick={() => onSelectEvent(other)}>
          {eventSentence(trace, other, protocol, scenario)}
        </button>
      </p>
      <div className={styles.rule}>
        {comparable && <Vectors trace={trace} events={[event, other]} />}
        <p className={styles.why}>{why}</p>
      </div>
      {comparable && path !== undefined && (
        <>
          <p className={styles.why}>
            {path.length === 0
              ? `Both are of ${trace.lanes[trace.lane(event)]}, which does one thing after the other.`
              : `The news travelled in ${path.length === 1 ? 'one message' : `${path.length} messages`}:`}
          </p>
          <ol className={styles.path}>
            {path.map(({ send, receive }) => (
              <li key={receive}>
                <button type="button" className={styles.link} onClick={() => onSelectEvent(receive)}>
                  {trace.address(receive)} {protocol.caption(trace.word(send), trace.extra(send) as Json)}
                </button>{' '}
                <span className={styles.times}>
                  {placeText(trace, trace.at(send))} → {placeText(trace, trace.at(receive))}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** The two vectors, and between them how each component of the first stands to that of the second. */
function Vectors({ trace, events }: { trace: Trace; events: readonly [EventId, EventId] }) {
  const [a, b] = events;
  const signs = trace.lanes.map((_, lane) => signOf(trace.vector(a, lane), trace.vector(b, lane)));
  const row = (event: EventId, larger: string) => (
    <tr>
      <th scope="row">{eventName(trace, event)}</th>
      {trace.lanes.map((process, lane) => (
        <td key={process} className={signs[lane] === larger ? styles.larger : undefined}>
          {trace.vector(event, lane)}
        </td>
      ))}
    </tr>
  );
  return (
    <div className={styles.scroll}>
      <table className={styles.vectors} aria-label="The two vectors, component by component">
        <thead>
          <tr>
            <td />
            {trace.lanes.map((process) => (
              <th key={process} scope="col">
                {process}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(a, '>')}
          <tr className={styles.signs}>
            <th scope="row">is</th>
            {trace.lanes.map((process, lane) => (
              <td key={process}>{signs[lane]}</td>
            ))}
          </tr>
          {row(b, '<')}
        </tbody>
      </table>
    </div>
  );
}

function signOf(a: number, b: number): '<' | '=' | '>' {
  return a < b ? '<' : a > b ? '>' : '=';
}
