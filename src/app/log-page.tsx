/** An imported log: timeline with light cone and comparison, events, and which execution is shown. */
import { useEffect, useMemo } from 'react';
import { EventDetail } from '../views/inspector/event-detail.tsx';
import { EventList } from '../views/inspector/event-list.tsx';
import { Timeline, type TimelineProps } from '../views/timeline/timeline.tsx';
import { fit as whole, zoom } from '../views/timeline/window.ts';
import { backToWork } from './address.ts';
import controls from './controls.module.css';
import { FailureBoundary } from './failure-boundary.tsx';
import header from './header.module.css';
import { Brand } from './header.tsx';
import { logFacts } from './log-facts.ts';
import { logStore, useLog } from './log-in-hand.ts';
import { listenForLogKeys } from './log-keys.ts';
import styles from './log-page.module.css';
import { shownTheme } from './theme.ts';
import { openDialog, useUi } from './ui.ts';

/** A log speaks for itself: its events are told in its own words. */
const NARRATOR: TimelineProps['protocol'] = {
  messages: [],
  roles: [],
  situations: [],
  timers: [],
  caption: (type) => type,
  sentence: (event) =>
    event.kind === 'step' ? event.name : event.kind === 'send' || event.kind === 'receive' ? event.type : undefined,
};

const NOTHING: readonly never[] = [];

export function LogPage() {
  const open = useLog((state) => state.open !== undefined);
  useEffect(() => listenForLogKeys(), []);
  return (
    <>
      <LogHeader />
      {open ? (
        <main className={styles.page}>
          <Facts />
          <div className={styles.card}>
            <FailureBoundary what="timeline">
              <LogTimeline />
            </FailureBoundary>
          </div>
          <div className={`${styles.card} ${styles.events}`}>
            <FailureBoundary what="events">
              <LogEvents />
            </FailureBoundary>
          </div>
        </main>
      ) : (
        <main className={styles.none}>
          <p>No log is open: it lives in this page alone and is gone when the page is loaded anew.</p>
        </main>
      )}
    </>
  );
}

function LogHeader() {
  const name = useLog(({ open }) => open?.name);
  return (
    <header className={header.header}>
      <Brand />
      <div className={header.crumbs}>
        <h1 className={styles.name} title={name}>
          {name ?? 'Log'}
        </h1>
        <Executions />
      </div>
      <div className={header.actions}>
        <button type="button" className={controls.button} onClick={() => openDialog('import')}>
          Import a log
        </button>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={backToWork}>
          Back to the workbench
        </button>
      </div>
    </header>
  );
}

function Executions() {
  const executions = useLog(({ open }) => open?.log.executions);
  const index = useLog(({ open }) => open?.view.index);
  if (executions === undefined || executions.length < 2) return null;
  return (
    <select
      aria-label="Execution"
      className={`${controls.field} ${styles.executions}`}
      value={index}
      onChange={(event) => logStore.show(Number(event.target.value))}
    >
      {executions.map(({ label, length }, at) => (
        <option key={label} value={at}>
          {label} ({length} {length === 1 ? 'event' : 'events'})
        </option>
      ))}
    </select>
  );
}

function Facts() {
  const log = useLog(({ open }) => open?.log);
  const execution = useLog(({ open }) => open?.view.execution);
  if (log === undefined || execution === undefined) return null;
  return (
    <div className={styles.facts}>
      <p data-testid="log-facts">{logFacts(log, execution).join(' · ')}</p>
      <div className={styles.tools}>
        <button type="button" className={controls.button} onClick={() => zoomLog(1 / 0.6)}>
          Zoom out
        </button>
        <button type="button" className={controls.button} onClick={() => zoomLog(0.6)}>
          Zoom in
        </button>
        <button type="button" className={controls.button} onClick={wholeLog}>
          Whole log
        </button>
      </div>
    </div>
  );
}

function LogTimeline() {
  const view = useLog(({ open }) => open?.view);
  const theme = useUi((state) => shownTheme(state.theme));
  const duration = view?.duration ?? 0;
  const scenario = useMemo(() => ({ duration, faults: NOTHING, processes: NOTHING }), [duration]);
  if (view === undefined) return null;
  const { trace, window, selection, hover } = view;
  return (
    <Timeline
      trace={trace}
      protocol={NARRATOR}
      scenario={scenario}
      reached={duration}
      verdicts={NOTHING}
      sightings={NOTHING}
      window={window}
      cursor={undefined}
      selection={selection}
      hover={hover}
      theme={theme}
      onSelect={logStore.select}
      onOpen={nothing}
      onHover={logStore.hover}
      onSeek={nothing}
      onWindow={logStore.setWindow}
      onChangeFault={nothing}
      onRemoveFault={nothing}
      onMoveGst={nothing}
      onAddFaultAt={undefined}
    />
  );
}

function LogEvents() {
  const trace = useLog(({ open }) => open?.view.trace);
  const selection = useLog(({ open }) => open?.view.selection);
  const comparing = useLog(({ open }) => open?.view.comparing);
  if (trace === undefined) return null;
  const event = selection?.kind === 'event' && selection.event < trace.length ? selection : undefined;
  return (
    <>
      <h2 className={header.heading}>Events of the log</h2>
      <EventList
        trace={trace}
        protocol={NARRATOR}
        count={undefined}
        selection={selection}
        onSelect={logStore.select}
        onSeek={logStore.seek}
      />
      {event !== undefined && (
        <div className={styles.detail}>
          <EventDetail
            trace={trace}
            protocol={NARRATOR}
            event={event.event}
            comparing={comparing === event.event}
            onCompare={(on) => logStore.compareWithNext(on ? event.event : undefined)}
            onSelectEvent={(one) => logStore.select({ kind: 'event', event: one })}
            {...(event.other === undefined ? {} : { other: event.other })}
          />
        </div>
      )}
    </>
  );
}

function zoomLog(factor: number): void {
  const view = logStore.getState().open?.view;
  if (view === undefined) return;
  const { window, duration } = view;
  logStore.setWindow(zoom(window, factor, (window.from + window.to) / 2, duration));
}

function wholeLog(): void {
  const view = logStore.getState().open?.view;
  if (view !== undefined) logStore.setWindow(whole(view.duration));
}

function nothing(): void {}
