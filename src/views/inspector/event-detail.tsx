/** One event in full, and how it stands to another. */
import { useMemo } from 'react';
import { ticks } from '../../sim/causality.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import type { Json, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { timeText } from '../stage/words.ts';
import { compareEvents, eventName } from './compare-words.ts';
import styles from './event-detail.module.css';
import { eventSentence } from './event-sentence.ts';
import { KindGlyph } from './kind-glyph.tsx';
import { payloadRows } from './payload-rows.ts';

export interface EventDetailProps {
  readonly trace: Trace;
  readonly protocol: ProtocolDefinition;
  /** Names the faults; left out: they go by number. */
  readonly scenario?: Scenario | undefined;
  readonly event: EventId;
  /** A second event to compare with. */
  readonly other?: EventId;
  readonly onSelectEvent: (event: EventId) => void;
}

export function EventDetail({ trace, protocol, scenario, event, other, onSelectEvent }: EventDetailProps) {
  const cause = trace.cause(event);
  const payload = payloadOf(trace, event);
  return (
    <section
      className={styles.detail}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
      aria-label={`Event ${event}`}
    >
      <h3 className={styles.title}>
        <KindGlyph kind={trace.kind(event)} tone="neutral" />
        {eventSentence(trace, event, protocol, scenario)}
      </h3>
      <p className={styles.facts}>
        {timeText(trace.at(event))} · event {event} · {trace.kind(event)}
        {trace.lane(event) >= 0 && ticks(trace, event) && ` · ${eventName(trace, event)}`}
      </p>
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
      {other === undefined ? (
        <p className={styles.hint}>Shift-click another event to compare the two.</p>
      ) : (
        <Compared
          trace={trace}
          protocol={protocol}
          scenario={scenario}
          event={event}
          other={other}
          onSelectEvent={onSelectEvent}
        />
      )}
    </section>
  );
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
      local clock {timeText(clock)}
      {ahead !== 0 && ` (${ahead > 0 ? '+' : '−'}${timeText(Math.abs(ahead))})`} · Lamport {trace.lamport(event)} ·
      vector [{[...trace.vectorOf(event)].join(', ')}]
    </p>
  );
}

function Compared({ trace, protocol, scenario, event, other, onSelectEvent }: EventDetailProps & { other: EventId }) {
  const { order, title, why } = compareEvents(trace, event, other);
  const comparable = ticks(trace, event) && ticks(trace, other);
  return (
    <div className={styles.compared} data-order={order}>
      <h4 className={styles.order}>{title}</h4>
      <p className={styles.cause}>
        the other:{' '}
        <button type="button" className={styles.link} onClick={() => onSelectEvent(other)}>
          {eventSentence(trace, other, protocol, scenario)}
        </button>
      </p>
      {comparable && <Vectors trace={trace} events={[event, other]} />}
      <p className={styles.why}>{why}</p>
    </div>
  );
}

function Vectors({ trace, events }: { trace: Trace; events: readonly [EventId, EventId] }) {
  const [a, b] = events;
  return (
    <div className={styles.scroll}>
      <table className={styles.vectors}>
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
          {events.map((event) => (
            <tr key={event}>
              <th scope="row">{eventName(trace, event)}</th>
              {trace.lanes.map((process, lane) => {
                const larger = trace.vector(event, lane) > trace.vector(event === a ? b : a, lane);
                return (
                  <td key={process} className={larger ? styles.larger : undefined}>
                    {trace.vector(event, lane)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
