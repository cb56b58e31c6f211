/** The tabs beside the stage: what each process knows, what is claimed, what happened, what was asked for. */
import type { ComponentType } from 'react';
import { type PanelProps, panels } from '../protocols/panels.ts';
import { worldAt } from '../sim/simulation.ts';
import { StatePanel } from '../views/inspector/state-panel.tsx';
import { later } from '../views/later.tsx';
import { OneOf, tabOf } from '../views/one-of.tsx';
import controls from './controls.module.css';
import { Dials } from './dials.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import { goToEvent } from './go-to-event.ts';
import styles from './inspector-card.module.css';
import { session, usePacedCursor, useSession } from './session.ts';
import { openDialog, useUi } from './ui.ts';

const ClaimsPanel = later(async () => (await import('../views/inspector/claims-panel.tsx')).ClaimsPanel, Waiting);
const EventDetail = later(async () => (await import('../views/inspector/event-detail.tsx')).EventDetail);
const EventList = later(async () => (await import('../views/inspector/event-list.tsx')).EventList, Waiting);
const ScenarioPanel = later(async () => (await import('./scenario-panel.tsx')).ScenarioPanel, Waiting);

/** One component a panel for good: a new one each time would mount it anew. */
const ownPanels = new Map<string, ComponentType<PanelProps>>(
  Object.entries(panels).flatMap(([protocol, list]) =>
    list.map(({ id, load }) => [`${protocol}/${id}`, later(load, Waiting)] as const),
  ),
);

const PANEL = 'inspector-panel';

/** With more tabs than this the claims beside them are only a number. */
const MANY = 6;

export function InspectorCard() {
  const chosen = useUi((state) => state.tab);
  const protocol = useSession((state) => state.simulation.protocol.id);
  const own = panels[protocol] ?? [];
  const tabs = [
    { id: 'state', title: 'State' },
    ...own,
    { id: 'claims', title: 'Claims' },
    { id: 'events', title: 'Events' },
    { id: 'scenario', title: 'Scenario' },
  ];
  const tab = tabs.some(({ id }) => id === chosen) ? chosen : 'claims';
  return (
    <div className={styles.card}>
      <h2 className={styles.heading}>Inspector</h2>
      <div className={styles.head} data-many={tabs.length > MANY}>
        <OneOf
          name="Inspector"
          choices={tabs}
          value={tab}
          onChoose={(next) => useUi.setState({ tab: next })}
          panel={PANEL}
          className={styles.tabs}
        />
        <ClaimsSummary />
      </div>
      <div
        key={tab}
        id={PANEL}
        role="tabpanel"
        aria-labelledby={tabOf(PANEL, tab)}
        className={styles.content}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls is a Tab stop
        tabIndex={0}
      >
        <FailureBoundary what={tab}>
          <Content tab={tab} panel={ownPanels.get(`${protocol}/${tab}`)} />
        </FailureBoundary>
      </div>
    </div>
  );
}

function Content({
  tab,
  panel: Panel,
}: {
  readonly tab: string;
  readonly panel: ComponentType<PanelProps> | undefined;
}) {
  const simulation = useSession((state) => state.simulation);
  const { trace, protocol, scenario } = simulation;
  const selection = useSession((state) => state.selection);
  const comparing = useSession((state) => state.comparing);
  // Only what is shown follows the playhead: claims and the scenario do not.
  const moving = tab !== 'claims' && tab !== 'scenario';
  const cursor = usePacedCursor(moving);
  const props = { trace, protocol, scenario, selection, onSelect: session.select, onSeek: session.seek };
  if (tab === 'state') return <StatePanel {...props} world={worldAt(simulation, cursor)} />;
  if (tab === 'scenario') return <ScenarioPanel />;
  if (tab === 'claims') {
    const { verdicts, sightings } = simulation;
    return (
      <>
        <ClaimsPanel
          {...props}
          verdicts={verdicts}
          sightings={sightings}
          flaws={scenario.flaws}
          onSelectEvent={goToEvent}
        />
        <p className={styles.find}>
          <button type="button" className={controls.button} onClick={() => openDialog('explore')}>
            Find a failure…
          </button>
        </p>
      </>
    );
  }
  if (tab === 'events') {
    const event = selection?.kind === 'event' && selection.event < trace.length ? selection : undefined;
    return (
      <div className={styles.events}>
        <EventList {...props} count={trace.countAt(cursor)} />
        {event !== undefined && (
          <EventDetail
            trace={trace}
            protocol={protocol}
            scenario={scenario}
            event={event.event}
            onSelectEvent={goToEvent}
            comparing={comparing === event.event}
            onCompare={(next) => session.compareWithNext(next ? event.event : undefined)}
            {...(event.other === undefined ? {} : { other: event.other })}
          />
        )}
      </div>
    );
  }
  if (Panel === undefined) return null;
  return (
    <>
      <Dials />
      <Panel {...props} world={worldAt(simulation, cursor)} />
    </>
  );
}

function Waiting() {
  return <p className={styles.waiting}>Loading…</p>;
}

function ClaimsSummary() {
  const verdicts = useSession((state) => state.simulation.verdicts);
  const broken = verdicts.filter(({ holds }) => holds === false).length;
  const awaited = verdicts.filter(({ holds }) => holds === null).length;
  const claims = (count: number) => `${count} claim${count === 1 ? '' : 's'}`;
  const holding = verdicts.length - awaited;
  const waiting = broken === 0 && holding === 0 && awaited > 0;
  const some = awaited > 0 ? `${holding}` : claims(holding);
  const held = waiting ? `${claims(awaited)} awaited` : `${some} hold${holding === 1 ? 's' : ''}`;
  const said = broken > 0 ? `${claims(broken)} broken` : held;
  const sign = broken > 0 ? '✗' : waiting ? '…' : '✓';
  const [count, words] = [said.slice(0, said.indexOf(' ')), said.slice(said.indexOf(' '))];
  const rest = awaited > 0 && broken === 0 && !waiting ? `, ${awaited} awaited` : '';
  return (
    <button
      type="button"
      className={styles.summary}
      data-broken={broken > 0}
      data-testid="claims-summary"
      aria-label={`${sign} ${said}${rest}`}
      title={`${said}${rest}`}
      onClick={() => useUi.setState({ tab: 'claims' })}
    >
      {sign} {count}
      <span className={styles.words}>
        {words}
        {rest}
      </span>
    </button>
  );
}
