/** What can be done to a link, or to one message, at the playhead. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { findSend } from '../sim/find-send.ts';
import type { Fault, ProcessId } from '../sim/scenario.ts';
import { actOn, add, cutFault, now } from './acts.ts';
import styles from './controls.module.css';
import { NumberField } from './number-field.tsx';
import { session } from './session.ts';
import { closePopover } from './ui.ts';

export function LinkControls({ from, to }: { readonly from: ProcessId; readonly to: ProcessId }) {
  const simulation = useStore(session, (state) => state.simulation);
  const cut = cutFault({ kind: 'link', from, to }) !== undefined;
  const [loss, setLoss] = useState(30);
  const [low, setLow] = useState(50);
  const [high, setHigh] = useState(100);
  const done = (fault: Fault) => {
    add(fault);
    closePopover();
  };
  const degrade = (figures: { loss?: number; delay?: readonly [number, number] }): Fault => ({
    kind: 'degrade',
    from,
    to,
    bothWays: true,
    at: now(),
    ...figures,
  });
  return (
    <>
      <h2 className={styles.label}>
        Link {from}–{to}
        {cut ? ' · cut' : ''}
      </h2>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.button}
          onClick={() => {
            actOn({ kind: 'link', from, to }, 'cut');
            closePopover();
          }}
        >
          {cut ? 'Heal' : 'Cut'}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => done({ kind: 'cut', from, to, bothWays: false, at: now() })}
        >
          Cut {from}→{to} only
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => done({ kind: 'cut', from: to, to: from, bothWays: false, at: now() })}
        >
          Cut {to}→{from} only
        </button>
      </div>
      <div className={styles.row}>
        <NumberField label="Loss" value={loss} min={0} max={100} unit="%" width={56} onSettle={setLoss} />
        <button
          type="button"
          className={styles.button}
          onClick={() => done(degrade({ loss: Math.round(loss * 100) / 10_000 }))}
        >
          Lossy
        </button>
      </div>
      <div className={styles.row}>
        <NumberField label="Delay" value={low} min={0} max={60_000} width={56} onSettle={setLow} />
        <NumberField label="to" value={high} min={0} max={60_000} unit="ms" width={56} onSettle={setHigh} />
        <button
          type="button"
          className={styles.button}
          onClick={() =>
            done(degrade({ delay: [Math.round(Math.min(low, high) * 1000), Math.round(Math.max(low, high) * 1000)] }))
          }
        >
          Slow
        </button>
      </div>
      <p className={styles.hint}>
        From {(now() / 1_000_000).toFixed(3)} s on; drag the clip’s end to let it heal. Seed {simulation.scenario.seed}{' '}
        stays.
      </p>
    </>
  );
}

export function MessageControls({ message }: { readonly message: string }) {
  const { trace, protocol } = useStore(session, (state) => state.simulation);
  const [by, setBy] = useState(100);
  const send = findSend(trace, message);
  if (send === undefined) return <p className={styles.hint}>{message} is not sent in this run.</p>;
  const at = Math.round(trace.at(send) / 1000) * 1000;
  const done = (fault: Fault) => {
    add(fault);
    closePopover();
  };
  const payload = trace.extra(send);
  return (
    <>
      <h2 className={styles.label}>
        {message} · {protocol.caption(trace.word(send), payload as never)}
      </h2>
      <div className={styles.row}>
        <button type="button" className={styles.button} onClick={() => done({ kind: 'drop', message, at })}>
          Drop
        </button>
        <button type="button" className={styles.button} onClick={() => done({ kind: 'duplicate', message, at })}>
          Duplicate
        </button>
      </div>
      <div className={styles.row}>
        <NumberField label="Delay by" value={by} min={0.001} max={600_000} unit="ms" width={56} onSettle={setBy} />
        <button
          type="button"
          className={styles.button}
          onClick={() => done({ kind: 'delay', message, by: Math.round(by * 1000), at })}
        >
          Delay
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <section className={styles.payload} tabIndex={0} aria-label="What it carries">
        {JSON.stringify(payload, null, 1)}
      </section>
    </>
  );
}
