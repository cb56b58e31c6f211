/** The link of this run at this moment, as text and as a QR code, and the scenario behind it. */
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { fitsInLink } from '../scenario/link.ts';
import { printText } from '../scenario/print.ts';
import { toJson } from '../scenario/to-json.ts';
import { advance } from '../sim/simulation.ts';
import { traceHash } from '../sim/trace-json.ts';
import { currentLink } from './address.ts';
import { copyText } from './clipboard.ts';
import styles from './controls.module.css';
import { QrCode } from './qr-code.tsx';
import { session } from './session.ts';
import { saveShivizLog } from './shiviz-export.ts';
import { openDialog } from './ui.ts';

/** A QR code beyond this holds too many modules for a phone to read off a projector. */
const MAX_QR_CHARACTERS = 1200;

export function ShareDialog() {
  const { simulation } = session.getState();
  const { scenario, protocol } = simulation;
  const hash = currentLink();
  const link = `${location.origin}${location.pathname}${hash}`;
  const text = printText(scenario, protocol);
  const json = JSON.stringify(toJson(scenario, protocol), null, 2);
  const digest = useMemo(() => traceHash(advance(simulation, scenario.duration).trace), [simulation, scenario]);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && openDialog(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.dialogShade} />
        <Dialog.Content className={styles.dialog} aria-describedby="share-says">
          <Dialog.Title className={styles.dialogTitle}>Share this run</Dialog.Title>
          <p id="share-says" className={styles.hint}>
            Whoever opens the link sees the same run, byte for byte, at{' '}
            {(session.getState().cursor / 1_000_000).toFixed(3)} s. Nothing is sent anywhere: the link is the scenario.
          </p>
          {fitsInLink(hash) ? (
            <>
              <div className={styles.row} style={{ flexWrap: 'nowrap', margin: '12px 0 4px' }}>
                <input
                  className={styles.field}
                  style={{ flex: 1 }}
                  readOnly
                  aria-label="Link"
                  data-testid="link"
                  value={link}
                  onFocus={(event) => event.target.select()}
                />
                <Copy what="link" text={link} primary />
              </div>
              <p className={styles.hint}>{hash.length} characters after the address of the page</p>
            </>
          ) : (
            <p className={styles.error}>This scenario is too long for a link; share its text or JSON.</p>
          )}
          <div className={styles.row} style={{ marginTop: 12, alignItems: 'flex-start' }}>
            {link.length <= MAX_QR_CHARACTERS && <QrCode text={link} />}
            <div style={{ display: 'grid', gap: 8 }}>
              <Copy what="scenario text" text={text} />
              <Copy what="scenario JSON" text={json} />
              <button type="button" className={styles.button} onClick={saveShivizLog}>
                Export → ShiViz log
              </button>
              <button type="button" className={styles.button} onClick={() => openDialog('export')}>
                Pictures, data, film…
              </button>
              <p className={styles.hint}>
                Hash of the trace
                <br />
                <span className={styles.value} data-testid="hash">
                  {digest}
                </span>
              </p>
              <Dialog.Close className={styles.button}>Close</Dialog.Close>
            </div>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Copy({
  what,
  text,
  primary = false,
}: {
  readonly what: string;
  readonly text: string;
  readonly primary?: boolean;
}) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => setCopied(await copyText(text));
  return (
    <button type="button" className={`${styles.button} ${primary ? styles.primary : ''}`} onClick={copy}>
      {copied === undefined ? `Copy ${what}` : copied ? 'Copied' : 'Not allowed: select and copy'}
    </button>
  );
}
