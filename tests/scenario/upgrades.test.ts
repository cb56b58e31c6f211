import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/scenario/from-json.ts';
import { decodeLink } from '../../src/scenario/link.ts';
import { parseText } from '../../src/scenario/text.ts';
import { UPGRADES, type Upgrade, upgradeText } from '../../src/scenario/upgrades.ts';
import { fakeCatalog } from '../support/fake-protocol.ts';

/** Two older versions that never were: in 0 a pause was a sleep, before that the seed was called luck. */
const older: readonly Upgrade[] = [
  {
    from: -1,
    json: ({ luck, ...rest }) => ({ ...rest, seed: luck }),
    text: (text) => text.replace('luck=', 'seed='),
  },
  {
    from: 0,
    json: ({ naps, ...rest }) => ({ ...rest, faults: (naps as object[]).map((nap) => ({ kind: 'pause', ...nap })) }),
    text: (text) => text.replaceAll('sleep', 'pause'),
  },
];
const today = parseText('raft seed=7\n@1s pause S1', fakeCatalog);

describe('a scenario of an older version', () => {
  it('is read from JSON, step by step', () => {
    expect(
      parseJson({ version: -1, protocol: 'raft', luck: 7, naps: [{ at: 1_000, process: 'S1' }] }, fakeCatalog, older),
    ).toEqual(today);
    expect(
      parseJson({ version: 0, protocol: 'raft', seed: 7, naps: [{ at: 1_000, process: 'S1' }] }, fakeCatalog, older),
    ).toEqual(today);
  });

  it('is read from a link', () => {
    const opened = decodeLink('#v0/raft_seed=7;@1s_sleep_S1~t=5', fakeCatalog, older);
    expect(opened).toEqual({ ok: true, value: { scenario: today.ok && today.value, view: { at: 5_000 } } });
    expect(upgradeText('raft luck=7\n@1s sleep S1', -1, older)).toEqual({
      ok: true,
      value: 'raft seed=7\n@1s pause S1',
    });
  });

  it('is refused where a step is missing', () => {
    expect(upgradeText('raft', -2, older).ok).toBe(false);
    expect(upgradeText('raft', 2, older).ok).toBe(false);
  });

  it('of today takes no step', () => {
    expect(
      parseJson(
        { version: 1, protocol: 'raft', seed: 7, faults: [{ kind: 'pause', at: 1_000, process: 'S1' }] },
        fakeCatalog,
        older,
      ),
    ).toEqual(today);
    expect(UPGRADES).toEqual([]);
  });
});
