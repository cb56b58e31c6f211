/** The head of a run that stands beside another: which one it is, whether its claims hold, and the way into the lab. */

import { ExternalLink } from 'lucide-react';
import { use, useMemo } from 'react';
import { loadAll } from '../protocols/doors.ts';
import { bySection } from '../protocols/sections.ts';
import { encodeLink } from '../scenario/link.ts';
import type { SideBySideStore, SideName } from '../store/side-by-side.ts';
import { fetched } from '../views/later.tsx';
import { putOn, useSides } from './compare.ts';
import styles from './compare-page.module.css';
import controls from './controls.module.css';
import { openGalleryRun } from './gallery-runs.ts';

const all = fetched(loadAll());

export function RunPicker({ store, side }: { readonly store: SideBySideStore; readonly side: SideName }) {
  const { scenario, protocol } = useSides(store, (state) => state[side]);
  const verdicts = useSides(store, (state) => state[side].verdicts);
  const runs = useRuns();
  const link = encodeLink(scenario, protocol);
  const shown = runs.find((run) => run.link === link);
  const broken = verdicts.filter(({ holds }) => holds === false).length;
  return (
    <div className={styles.runHead}>
      <span className={styles.mark} data-side={side} aria-hidden="true" />
      <select
        aria-label={side === 'left' ? 'Left run' : 'Right run'}
        className={`${controls.field} ${styles.picker}`}
        value={shown === undefined ? '' : shown.address}
        onChange={({ target }) => {
          const [id = '', path = ''] = target.value.split('/');
          const run = openGalleryRun(id, path);
          if (run !== undefined) putOn(store, side, run);
        }}
      >
        {shown === undefined && <option value="">{scenario.title || protocol.title} (edited)</option>}
        <Options runs={runs} />
      </select>
      <span className={styles.claims} data-broken={broken > 0}>
        {broken > 0 ? `✗ ${broken} broken` : `✓ ${verdicts.filter(({ holds }) => holds === true).length} hold`}
      </span>
      <a className={styles.open} href={link}>
        Open in the lab
        <ExternalLink size={13} aria-hidden="true" />
      </a>
    </div>
  );
}

/** Every run of the gallery with its address and its link. */
function useRuns() {
  const protocols = use(all);
  return useMemo(
    () =>
      protocols.flatMap((protocol) =>
        protocol.gallery.flatMap(({ path, section }) => {
          const run = openGalleryRun(protocol.id, path);
          if (run === undefined) return [];
          const { title } = run.scenario;
          return [
            {
              address: `${protocol.id}/${path}`,
              link: encodeLink(run.scenario, protocol),
              protocol,
              section,
              title: title || path,
            },
          ];
        }),
      ),
    [protocols],
  );
}

function Options({ runs }: { readonly runs: ReturnType<typeof useRuns> }) {
  return bySection(runs, { protocolOf: ({ protocol }) => protocol, partOf: ({ section }) => section }).flatMap(
    ({ title, groups }) =>
      groups.map(({ protocol, part, runs: some }) => (
        <optgroup key={`${title} ${protocol.id} ${part}`} label={`${protocol.title} · ${part}`}>
          {some.map((run) => (
            <option key={run.address} value={run.address}>
              {run.title}
            </option>
          ))}
        </optgroup>
      )),
  );
}
