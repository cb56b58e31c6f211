/** Take it away: pictures, the run as data for other tools, a film, and a frame for other pages. */
import { Dialog } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { toMermaid } from '../interop/to-mermaid.ts';
import { toPerfetto } from '../interop/to-perfetto.ts';
import { printText } from '../scenario/print.ts';
import { toJson } from '../scenario/to-json.ts';
import { advance } from '../sim/simulation.ts';
import { printTrace } from '../sim/trace-json.ts';
import { timelineSvg } from '../views/timeline/timeline-svg.ts';
import { currentLink } from './address.ts';
import { copyText } from './clipboard.ts';
import controls from './controls.module.css';
import styles from './export-dialog.module.css';
import { firstRolesOf } from './first-roles.ts';
import { session } from './session.ts';
import { canFilm, filmStage } from './stage-video.ts';
import { coloursOf, pngOf, save, stageSvg } from './svg-images.ts';
import { type ShownTheme, shownTheme } from './theme.ts';
import { openDialog, useUi } from './ui.ts';

/** Width of an exported timeline, px. */
const WIDTH = 1280;
const FILM_SECONDS = 8;

export function ExportDialog() {
  const [problem, setProblem] = useState('');
  const attempt = async (act: () => void | Promise<void>) => {
    setProblem('');
    try {
      await act();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && openDialog(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className={controls.dialogShade} />
        <Dialog.Content className={controls.dialog} aria-describedby="export-says">
          <Dialog.Title className={controls.dialogTitle}>Take it away</Dialog.Title>
          <p id="export-says" className={controls.hint}>
            Everything is made here, in the page; nothing is sent anywhere.
          </p>
          <Pictures attempt={attempt} />
          <Data attempt={attempt} />
          <Embed />
          {problem !== '' && (
            <p role="alert" className={controls.error}>
              {problem}
            </p>
          )}
          <div className={controls.row} style={{ justifyContent: 'flex-end', marginTop: 14 }}>
            <Dialog.Close className={controls.button}>Close</Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Attempt = (act: () => void | Promise<void>) => Promise<void>;

function Pictures({ attempt }: { readonly attempt: Attempt }) {
  const choice = useUi((state) => state.theme);
  const [theme, setTheme] = useState<ShownTheme>(shownTheme(choice));
  const [transparent, setTransparent] = useState(false);
  const stage = () => {
    const svg = stageSvg(theme, transparent);
    if (svg === undefined) throw new Error('there is no picture on the stage: show the ring first');
    return svg;
  };
  const timeline = () => {
    const { simulation, window } = session.getState();
    const { trace, protocol, scenario, reached } = simulation;
    return timelineSvg({
      trace,
      firstRoles: firstRolesOf(simulation),
      protocol,
      scenario,
      reached,
      window,
      width: WIDTH,
      colours: coloursOf(theme),
      transparent,
    });
  };
  const kinds = [
    ['Stage', 'stage', stage],
    ['Timeline in view', 'timeline', timeline],
  ] as const;
  return (
    <Part title="Pictures">
      <div className={controls.row}>
        <label className={controls.row}>
          Theme
          <select
            className={controls.field}
            value={theme}
            onChange={(event) => setTheme(event.target.value as ShownTheme)}
          >
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <label className={controls.row}>
          <input type="checkbox" checked={transparent} onChange={(event) => setTransparent(event.target.checked)} />
          Transparent
        </label>
      </div>
      {kinds.map(([title, what, svg]) => (
        <div key={what} className={styles.line}>
          <span>{title}</span>
          <Act
            label={`${title} as SVG`}
            onClick={() => attempt(() => save(nameOf(`${what}.svg`), svg(), 'image/svg+xml'))}
          >
            SVG
          </Act>
          <Act
            label={`${title} as PNG`}
            onClick={() => attempt(async () => save(nameOf(`${what}.png`), await pngOf(svg()), 'image/png'))}
          >
            PNG
          </Act>
          {what === 'stage' && canFilm() && <Film theme={theme} attempt={attempt} />}
        </div>
      ))}
    </Part>
  );
}

function Film({ theme, attempt }: { readonly theme: ShownTheme; readonly attempt: Attempt }) {
  const [filming, setFilming] = useState(false);
  const abort = useRef<AbortController>(undefined);
  const film = () =>
    attempt(async () => {
      abort.current = new AbortController();
      setFilming(true);
      try {
        save(nameOf('stage.webm'), await filmStage(theme, FILM_SECONDS, abort.current.signal), 'video/webm');
      } finally {
        setFilming(false);
      }
    });
  return filming ? (
    <Act label="Stop filming" onClick={() => abort.current?.abort()}>
      Filming… stop
    </Act>
  ) : (
    <Act label={`Stage as a film of ${FILM_SECONDS} seconds`} onClick={film}>
      WebM, {FILM_SECONDS} s
    </Act>
  );
}

function Data({ attempt }: { readonly attempt: Attempt }) {
  const whole = () => {
    const { simulation } = session.getState();
    return advance(simulation, simulation.scenario.duration);
  };
  const mermaid = () => {
    const { simulation, window } = session.getState();
    const text = toMermaid(simulation.trace, simulation.protocol, Math.floor(window.from), Math.ceil(window.to));
    if (!text.ok) throw new Error(text.error);
    return text.value;
  };
  const files: readonly (readonly [title: string, file: string, type: string, make: () => string])[] = [
    ['Scenario as text', 'scenario.txt', 'text/plain', () => `${printText(whole().scenario, whole().protocol)}\n`],
    [
      'Scenario as JSON',
      'scenario.json',
      'application/json',
      () => `${JSON.stringify(toJson(whole().scenario, whole().protocol), null, 2)}\n`,
    ],
    [
      'Trace as JSON',
      'trace.json',
      'application/json',
      () => {
        const run = whole();
        return printTrace(run, toJson(run.scenario, run.protocol));
      },
    ],
    ['Messages in view as Mermaid sequence diagram', 'messages.mmd', 'text/plain', mermaid],
    [
      'Run for Perfetto or chrome://tracing',
      'perfetto.json',
      'application/json',
      () => {
        const { trace, protocol, scenario } = whole();
        return toPerfetto(trace, protocol, scenario.title === '' ? protocol.title : scenario.title, scenario.duration);
      },
    ],
  ];
  return (
    <Part title="Data">
      {files.map(([title, file, type, make]) => (
        <div key={file} className={styles.line}>
          <span>{title}</span>
          <Act label={`${title}: save`} onClick={() => attempt(() => save(nameOf(file), make(), type))}>
            Save
          </Act>
          <Act
            label={`${title}: copy`}
            onClick={() =>
              attempt(async () => {
                if (!(await copyText(make()))) throw new Error('this page may not copy; save the file instead');
                session.tell(`${title}: copied`);
              })
            }
          >
            Copy
          </Act>
        </div>
      ))}
    </Part>
  );
}

function Embed() {
  const snippet = `<iframe src="${location.origin}${location.pathname}?embed${currentLink().replace(/"/g, '%22')}" width="960" height="600" style="border:0" title="Lightcone"></iframe>`;
  return (
    <Part title="In another page">
      <textarea
        className={`${controls.field} ${styles.snippet}`}
        readOnly
        rows={3}
        aria-label="Frame to paste into another page"
        value={snippet}
        onFocus={(event) => event.target.select()}
      />
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Act({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={controls.button} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}

/** `old-leader-comes-back-timeline.svg`. */
function nameOf(what: string): string {
  const { scenario, protocol } = session.getState().simulation;
  const title = (scenario.title === '' ? protocol.id : scenario.title).toLowerCase();
  return `${
    title
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'run'
  }-${what}`;
}
