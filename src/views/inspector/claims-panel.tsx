/** What is claimed of the algorithm, and what the run says to it. */
import type { Monitor, ProtocolDefinition, Sighting, Verdict } from '../../sim/protocol.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { timeText } from '../stage/words.ts';
import styles from './claims-panel.module.css';
import { eventSentence } from './event-sentence.ts';

export interface ClaimsPanelProps {
  readonly verdicts: readonly Verdict[];
  readonly sightings: readonly Sighting[];
  readonly protocol: ProtocolDefinition;
  readonly trace: Trace;
  /** Ids of the rules that are left out on purpose. */
  readonly flaws: readonly string[];
  readonly onSeek: (at: TrueTime) => void;
  readonly onSelectEvent: (event: EventId) => void;
}

export function ClaimsPanel({ verdicts, sightings, protocol, trace, flaws, onSeek, onSelectEvent }: ClaimsPanelProps) {
  const broken = protocol.flaws.filter(({ id }) => flaws.includes(id));
  return (
    <div className={styles.panel}>
      {broken.map((flaw) => (
        <p key={flaw.id} className={styles.flaw}>
          <strong>Rule left out: {flaw.title}.</strong> {flaw.rule} <cite className={styles.source}>{flaw.source}</cite>
        </p>
      ))}
      <Group
        title="Safety"
        hint="Nothing bad ever happens: one event is enough to break such a claim, and it stays broken."
        verdicts={verdicts.filter(({ type }) => type === 'safety')}
        {...{ protocol, trace, onSelectEvent }}
      />
      <Group
        title="Liveness"
        hint="Something good happens in the end: no single moment can break such a claim, it can only still be awaited when the run is over."
        verdicts={verdicts.filter(({ type }) => type === 'liveness')}
        {...{ protocol, trace, onSelectEvent }}
      />
      {verdicts.length === 0 && <p className={styles.none}>No claims are watched in this protocol yet.</p>}
      <Situations sightings={sightings} protocol={protocol} onSeek={onSeek} onSelectEvent={onSelectEvent} />
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly hint: string;
  readonly verdicts: readonly Verdict[];
  readonly protocol: ProtocolDefinition;
  readonly trace: Trace;
  readonly onSelectEvent: (event: EventId) => void;
}

function Group({ title, hint, verdicts, protocol, trace, onSelectEvent }: GroupProps) {
  if (verdicts.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>{title}</h3>
      <p className={styles.hint}>{hint}</p>
      <ul className={styles.claims}>
        {verdicts.map((verdict) => (
          <Claim
            key={verdict.claim}
            verdict={verdict}
            monitor={protocol.monitors.find(({ id }) => id === verdict.claim)}
            protocol={protocol}
            trace={trace}
            onSelectEvent={onSelectEvent}
          />
        ))}
      </ul>
    </section>
  );
}

interface ClaimProps extends Pick<GroupProps, 'protocol' | 'trace' | 'onSelectEvent'> {
  readonly verdict: Verdict;
  readonly monitor: Monitor | undefined;
}

type Standing = 'holds' | 'broken' | 'awaited';

const SIGNS: Readonly<Record<Standing, string>> = { holds: '✓', broken: '✗', awaited: '…' };

function Claim({ verdict, monitor, protocol, trace, onSelectEvent }: ClaimProps) {
  const standing = standingOf(verdict);
  const events = verdict.events.filter((id) => id < trace.length);
  return (
    <li className={styles.claim} data-standing={standing}>
      <span className={styles.sign} role="img" aria-label={standing}>
        {SIGNS[standing]}
      </span>
      <div className={styles.words}>
        <p className={styles.sentence}>{monitor?.claim ?? verdict.claim}</p>
        <p className={styles.message}>
          {messageOf(verdict, standing)}
          {monitor !== undefined && <cite className={styles.source}> · {monitor.source}</cite>}
        </p>
        {standing === 'broken' && events.length > 0 && (
          <ul className={styles.events}>
            {events.map((id) => (
              <li key={id}>
                <button type="button" className={styles.event} onClick={() => onSelectEvent(id)}>
                  Show <span className={styles.time}>{timeText(trace.at(id))}</span>:{' '}
                  {eventSentence(trace, id, protocol)}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function standingOf({ holds }: Verdict): Standing {
  return holds === null ? 'awaited' : holds ? 'holds' : 'broken';
}

function messageOf({ message, type, at }: Verdict, standing: Standing): string {
  const when = at === null ? '' : ` at ${timeText(at)}`;
  if (message !== '') return standing === 'broken' && at !== null ? `${message} (${timeText(at)})` : message;
  if (standing === 'broken') return type === 'safety' ? `broken${when}` : 'did not come about in this run';
  if (standing === 'awaited') return type === 'liveness' ? 'still awaited' : 'not decided yet';
  return type === 'liveness' ? `came about${when}` : 'holds so far';
}

function Situations({
  sightings,
  protocol,
  onSeek,
  onSelectEvent,
}: Pick<ClaimsPanelProps, 'sightings' | 'protocol' | 'onSeek' | 'onSelectEvent'>) {
  if (sightings.length === 0) return null;
  const titleOf = (id: string) => protocol.situations.find((situation) => situation.id === id)?.title ?? id;
  return (
    <section className={styles.group}>
      <h3 className={styles.groupTitle}>Found in this run</h3>
      <p className={styles.hint}>Situations worth a look; they break no claim.</p>
      <ul className={styles.chips}>
        {sightings.map(({ situation, at, events }) => (
          <li key={`${situation}${at}${events[0] ?? ''}`}>
            <button
              type="button"
              className={styles.chip}
              onClick={() => {
                const [first] = events;
                if (first !== undefined) onSelectEvent(first);
                onSeek(at);
              }}
            >
              {titleOf(situation)} <span className={styles.time}>{timeText(at)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
